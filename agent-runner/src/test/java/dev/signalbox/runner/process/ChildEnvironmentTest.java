package dev.signalbox.runner.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

class ChildEnvironmentTest {
    @Test
    void only_harmless_variables_of_the_runner_are_inherited() {
        Map<String, String> own = Map.of(
                "PATH",
                "/bin",
                "HOME",
                "/h",
                "LC_ALL",
                "C",
                "AWS_SECRET_ACCESS_KEY",
                "x",
                "QUARKUS_REDIS_PASSWORD",
                "y");

        assertThat(ChildEnvironment.inherited(own)).containsOnlyKeys("PATH", "HOME", "LC_ALL");
    }

    @Test
    void what_would_run_other_code_is_refused() {
        Map<String, String> wanted = Map.of(
                "LD_PRELOAD",
                "x",
                "PATH",
                "x",
                "NODE_OPTIONS",
                "x",
                "GIT_SSH_COMMAND",
                "x",
                "JAVA_TOOL_OPTIONS",
                "x",
                "SIGNALBOX_RUN",
                "x",
                "BASH_ENV",
                "x",
                "A=B",
                "x",
                "NUL",
                "a\0b");

        assertThat(ChildEnvironment.refused(wanted))
                .containsExactly(
                        "A=B",
                        "BASH_ENV",
                        "GIT_SSH_COMMAND",
                        "JAVA_TOOL_OPTIONS",
                        "LD_PRELOAD",
                        "NODE_OPTIONS",
                        "NUL",
                        "PATH",
                        "SIGNALBOX_RUN");
    }

    @Test
    void plain_variables_and_the_names_of_authors_may_be_set() {
        assertThat(ChildEnvironment.refused(Map.of("MODEL", "small", "GIT_AUTHOR_NAME", "A", "_x9", "")))
                .isEmpty();
    }
}
