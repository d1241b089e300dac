package dev.signalbox.definitions.format.coordination;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.contracts.scope.ScopeOverlap;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ScopeModeTest {
    private static final Path DOCUMENT = Path.of("..", "docs", "coordination.md");

    @ParameterizedTest
    @CsvSource({
        "exclusive, exclusive, take turns",
        "exclusive, shared,    take turns",
        "exclusive, read-only, take turns",
        "shared,    exclusive, take turns",
        "shared,    shared,    take turns",
        "shared,    read-only, take turns",
        "read-only, exclusive, take turns",
        "read-only, shared,    take turns",
        "read-only, read-only, together"
    })
    void two_steps_that_want_the_same_files(String first, String second, String verdict) {
        assertThat(verdict(first, "src/**", second, "src/a.py")).isEqualTo(verdict);
    }

    @Test
    void steps_that_want_different_files_run_together_in_every_mode() {
        for (String first : ScopeMode.texts()) {
            for (String second : ScopeMode.texts()) {
                assertThat(verdict(first, "src/*.py", second, "src/api/**")).isEqualTo("together");
            }
        }
    }

    @Test
    void the_table_in_the_documentation_is_the_true_one() throws IOException {
        String document = Files.readString(DOCUMENT);

        for (String first : ScopeMode.texts()) {
            String row = "| `%s` | %s |"
                    .formatted(
                            first,
                            String.join(
                                    " | ",
                                    ScopeMode.texts().stream()
                                            .map(second -> verdict(first, "src/", second, "src/a.py"))
                                            .toList()));
            assertThat(document).contains(row);
        }
    }

    private static String verdict(String first, String files, String second, String otherFiles) {
        return ScopeOverlap.between(
                                ScopeMode.named(first).orElseThrow().claim(List.of(files)),
                                ScopeMode.named(second).orElseThrow().claim(List.of(otherFiles)))
                        .isPresent()
                ? "take turns"
                : "together";
    }
}
