package dev.signalbox.definitions;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.signalbox.contracts.api.InputProblem;
import dev.signalbox.contracts.api.RunParameters;
import dev.signalbox.contracts.api.Severity;
import dev.signalbox.contracts.api.SourceFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Every file that people really wrote is accepted or refused as {@code compatibility.txt} says, which explains itself. */
class CompatibilityTest {
    private static final Path SAMPLES = Path.of("..", "..", "shared", "samples");

    private record Line(List<String> files, Map<String, String> said, String verdict) {

        static Line of(String text) {
            List<String> parts =
                    Arrays.stream(text.split("\\|", -1)).map(String::strip).toList();
            Map<String, String> said = new LinkedHashMap<>();
            Arrays.stream(parts.get(1).split(" ", -1))
                    .filter(word -> !word.isEmpty())
                    .forEach(word ->
                            said.put(word.substring(0, word.indexOf('=')), word.substring(word.indexOf('=') + 1)));
            return new Line(List.of(parts.getFirst().split(" \\+ ", -1)), said, parts.get(2));
        }

        String folder() {
            return files.getFirst().substring(0, files.getFirst().indexOf('/'));
        }

        List<Path> paths() {
            return files.stream().flatMap(Line::paths).toList();
        }

        private static Stream<Path> paths(String file) {
            try {
                Path path = SAMPLES.resolve(file);
                return file.endsWith("/") ? SourceDirectory.sources(path).stream() : Stream.of(path);
            } catch (IOException e) {
                throw new AssertionError(e);
            }
        }

        ReadResult read() {
            @Nullable String agents = said.get("agents");
            return DefinitionReader.read(new DefinitionInput(
                    paths().stream().map(Fixtures::file).toList(),
                    agents == null ? null : Fixtures.file(agents),
                    null,
                    false,
                    null,
                    null,
                    new RunParameters(said.get("target"), said.get("goal"), null, null, null),
                    DefinitionLimits.DEFAULT));
        }

        @Override
        public String toString() {
            return String.join(" + ", files) + " | "
                    + said.entrySet().stream().map(Map.Entry::toString).collect(Collectors.joining(" "));
        }
    }

    @Test
    void every_sample_has_the_expected_verdict() {
        assumeTrue(Files.isDirectory(SAMPLES));
        List<Line> lines = lines();
        Map<String, String> expected = new LinkedHashMap<>();
        Map<String, String> found = new LinkedHashMap<>();

        for (Line line : lines) {
            expected.put(line.toString(), line.verdict());
            found.put(line.toString(), verdict(line.read()));
        }

        report(lines, found);
        assertThat(found).containsExactlyEntriesOf(expected);
    }

    @Test
    void every_sample_of_a_folder_is_read() {
        assumeTrue(Files.isDirectory(SAMPLES));
        List<Line> lines = lines();
        Set<Path> read = lines.stream().flatMap(line -> line.paths().stream()).collect(Collectors.toSet());
        Set<Path> there = new TreeSet<>();

        lines.stream().map(Line::folder).distinct().forEach(folder -> there.addAll(files(folder)));

        assertThat(read).containsAll(there);
    }

    private static void report(List<Line> lines, Map<String, String> found) {
        Map<String, Long> counts = lines.stream()
                .collect(Collectors.groupingBy(
                        line -> line.folder() + " "
                                + String.valueOf(found.get(line.toString())).split(",", -1)[0],
                        LinkedHashMap::new,
                        Collectors.counting()));
        long files =
                lines.stream().flatMap(line -> line.paths().stream()).distinct().count();
        System.out.println("CompatibilityTest read " + files + " samples in " + lines.size() + " ways: " + counts);
    }

    private static String verdict(ReadResult result) {
        return switch (result) {
            case ReadResult.Readable readable ->
                "accepted, " + readable.spec().steps().size() + " steps, "
                        + readable.warnings().size() + " warnings";
            case ReadResult.Unreadable unreadable -> {
                List<InputProblem> errors = unreadable.problems().stream()
                        .filter(problem -> problem.severity() == Severity.ERROR)
                        .toList();
                InputProblem first = errors.getFirst();
                yield "refused, " + errors.size() + " errors, " + first.file() + ":" + first.line() + ":"
                        + first.column() + " " + first.code();
            }
        };
    }

    private static List<Line> lines() {
        SourceFile table = Fixtures.file("compatibility.txt");
        return table.content()
                .lines()
                .filter(line -> !line.isBlank() && !line.startsWith("#"))
                .map(Line::of)
                .toList();
    }

    private static List<Path> files(String folder) {
        List<Path> found = new ArrayList<>();
        try (Stream<Path> files = Files.walk(SAMPLES.resolve(folder))) {
            files.filter(Files::isRegularFile)
                    .filter(file ->
                            Stream.of(".json", ".yaml", ".yml").anyMatch(String.valueOf(file.getFileName())::endsWith))
                    .forEach(found::add);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
        return found;
    }
}
