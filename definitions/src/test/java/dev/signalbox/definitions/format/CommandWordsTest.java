package dev.signalbox.definitions.format;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CommandWordsTest {
    @Test
    void quotes_and_backslashes_keep_words_together() {
        assertThat(CommandWords.split("  a 'b  c' \"d \\\"e\\\"\" f\\ g '' h'i'j "))
                .contains(List.of("a", "b  c", "d \"e\"", "f g", "", "hij"));
        assertThat(CommandWords.split("grep '$x|y' src")).contains(List.of("grep", "$x|y", "src"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "   ",
                "a && b",
                "a | b",
                "a > b",
                "rm *",
                "echo $HOME",
                "echo \"$HOME\"",
                "a; b",
                "`a`",
                "'open",
                "\"open",
                "a\\",
                "ls ~",
                "a\nb",
                "a # b"
            })
    void what_only_a_shell_understands_is_no_argument_list(String line) {
        assertThat(CommandWords.split(line)).isEmpty();
    }

    @Test
    void variables_before_a_command_are_set_by_a_program() {
        assertThat(CommandWords.split("CI=true NODE_ENV=test bun run test"))
                .contains(List.of("env", "CI=true", "NODE_ENV=test", "bun", "run", "test"));
    }
}
