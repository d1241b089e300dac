package dev.signalbox.scheduler.workspace;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.scheduler.step.AttemptTransition;
import dev.signalbox.scheduler.step.StepTransition;
import dev.signalbox.scheduler.step.Transition;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The state machines that the documentation shows are those that the program has. */
class DiagramsTest {
    private static final Path PAGE = Path.of("..", "docs", "architecture.md");

    private record Drawing(
            String table, List<String> starts, List<String> ends, Collection<? extends Transition> lines) {
        @Override
        public String toString() {
            return table;
        }

        String begin() {
            return "<!-- drawn from " + table + ".TABLE -->\n";
        }

        String end() {
            return "<!-- end of " + table + ".TABLE -->";
        }

        String mermaid() {
            Map<String, String> arrows = new LinkedHashMap<>();
            for (Transition line : lines) {
                arrows.merge(
                        word(line.from()) + " --> " + word(line.to()),
                        line.words(),
                        (one, other) -> one + "<br>" + other);
            }
            StringBuilder text = new StringBuilder("```mermaid\nstateDiagram-v2\n");
            starts.forEach(start -> text.append("    [*] --> ").append(start).append('\n'));
            arrows.forEach((arrow, words) -> text.append("    ")
                    .append(arrow)
                    .append(" : ")
                    .append(words)
                    .append('\n'));
            ends.forEach(end -> text.append("    ").append(end).append(" --> [*]\n"));
            return text.append("```\n").toString();
        }

        private static String word(Enum<?> status) {
            return status.name().toLowerCase(Locale.ROOT);
        }
    }

    static Stream<Drawing> drawings() {
        return Stream.of(
                new Drawing(
                        "RunTransition",
                        List.of("queued"),
                        List.of("succeeded", "failed", "cancelled", "timed_out"),
                        RunTransition.TABLE),
                new Drawing(
                        "StepTransition",
                        List.of("pending"),
                        List.of("succeeded", "failed", "skipped", "cancelled"),
                        StepTransition.TABLE),
                new Drawing(
                        "AttemptTransition",
                        List.of("dispatched"),
                        List.of("succeeded", "failed", "timed_out", "cancelled", "aborted", "lost", "denied"),
                        AttemptTransition.TABLE));
    }

    @ParameterizedTest
    @MethodSource("drawings")
    void the_diagram_in_the_docs_is_the_table(Drawing drawing) throws IOException {
        String page = Files.readString(PAGE);
        int begin = page.indexOf(drawing.begin()) + drawing.begin().length();
        int end = page.indexOf(drawing.end());
        if (System.getProperty("signalbox.rewrite") != null) {
            Files.writeString(PAGE, page.substring(0, begin) + drawing.mermaid() + page.substring(end));
        }

        assertThat(Files.readString(PAGE))
                .as("rewrite it with: ./mvnw -pl scheduler-service test -Dtest=DiagramsTest -Dsignalbox.rewrite")
                .contains(drawing.begin() + drawing.mermaid() + drawing.end());
    }
}
