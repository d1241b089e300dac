package dev.signalbox.admission.breaker;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.contracts.admission.CircuitStatus;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class CircuitDiagramTest {
    private static final Path PAGE = Path.of("..", "docs", "admission.md");
    private static final String BEGIN = "<!-- drawn from CircuitTransition.TABLE -->\n";
    private static final String END = "<!-- end of the drawing -->";

    @Test
    void the_diagram_in_the_docs_is_the_table() throws IOException {
        String page = Files.readString(PAGE);
        int begin = page.indexOf(BEGIN) + BEGIN.length();
        int end = page.indexOf(END);
        if (System.getProperty("signalbox.rewrite") != null) {
            Files.writeString(PAGE, page.substring(0, begin) + diagram() + page.substring(end));
        }

        assertThat(Files.readString(PAGE))
                .as("rewrite it with: ./mvnw -pl admission-service test -Dtest=CircuitDiagramTest -Dsignalbox.rewrite")
                .contains(BEGIN + diagram() + END);
    }

    private static String diagram() {
        return CircuitTransition.TABLE.stream()
                .map(line -> "    " + word(line.from()) + " --> " + word(line.to()) + ": "
                        + line.on().words() + "\n")
                .collect(Collectors.joining("", "```mermaid\nstateDiagram-v2\n    [*] --> closed\n", "```\n"));
    }

    private static String word(CircuitStatus status) {
        return status.name().toLowerCase(Locale.ROOT);
    }
}
