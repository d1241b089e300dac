package dev.signalbox.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The failure matrix claims nothing that no test proves. */
class FailureMatrixTest {
    private static final Path REPOSITORY = Path.of("../..");
    private static final Path MATRIX = REPOSITORY.resolve("docs/failure-matrix.md");
    private static final Pattern NAMED_TEST = Pattern.compile("`(\\w+(?:Test|IT))\\.(\\w+)`");
    private static final Pattern ROW = Pattern.compile("^\\|(?! what fails |---).*\\|([^|]*)\\|$", Pattern.MULTILINE);

    /** A test as a row names it. */
    private record NamedTest(String type, String method) {
        @Override
        public String toString() {
            return type + "." + method;
        }
    }

    private static final Map<String, List<Path>> TEST_SOURCES = testSources();

    static Stream<NamedTest> namedTests() throws IOException {
        return NAMED_TEST
                .matcher(Files.readString(MATRIX))
                .results()
                .map(name -> new NamedTest(name.group(1), name.group(2)))
                .distinct();
    }

    static Stream<String> proofs() throws IOException {
        return ROW.matcher(Files.readString(MATRIX)).results().map(row -> row.group(1));
    }

    @ParameterizedTest
    @MethodSource("proofs")
    void a_row_names_a_test_or_promises_nothing(String proof) {
        assertThat(proof)
                .as("the last column of a row")
                .matches(text -> text.strip().equals("not promised")
                        || NAMED_TEST.matcher(text).find());
    }

    @ParameterizedTest
    @MethodSource("namedTests")
    void a_test_that_a_row_names_exists(NamedTest test) {
        assertThat(TEST_SOURCES.getOrDefault(test.type() + ".java", List.of()))
                .as("sources of a test class with the method " + test)
                .anyMatch(source -> read(source).contains("void " + test.method() + "("));
    }

    private static Map<String, List<Path>> testSources() {
        Stream<Path> roots = Stream.concat(
                House.modules().map(House.Module::root),
                Stream.of("tests/system", "tests/simulation").map(REPOSITORY::resolve));
        return roots.map(root -> root.resolve("src/test/java"))
                .filter(Files::isDirectory)
                .flatMap(FailureMatrixTest::filesUnder)
                .collect(Collectors.groupingBy(file -> file.getFileName().toString()));
    }

    private static Stream<Path> filesUnder(Path directory) {
        try (Stream<Path> files = Files.walk(directory)) {
            return files.filter(Files::isRegularFile).toList().stream();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
