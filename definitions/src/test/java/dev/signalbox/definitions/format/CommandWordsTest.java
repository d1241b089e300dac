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

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Task persists across process restart",
                "All directories exist and contain .gitkeep files",
                "Test workflow locally or in CI with no violations (should pass)",
                "router.config.yaml validates against YAML syntax",
                "diff_hash is consistent across runs",
                "scripts/submit_task.py successfully submits task to queue",
                "scripts/workstream_metrics.py generates metrics dashboard"
            })
    void what_is_rather_said_than_run_is_a_sentence(String line) {
        assertThat(CommandWords.isSentence(line)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "make clean test",
                "pytest -q -k error -q",
                "python scripts/paths_index_cli.py scan",
                "ls gui/",
                "pwsh scripts/bootstrap.ps1",
                "python -c 'from aim.bridge import *'",
                "CI=true make all and more"
            })
    void what_can_be_run_is_no_sentence(String line) {
        assertThat(CommandWords.isSentence(line)).isFalse();
    }
}
