package dev.signalbox.runner.worktree;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.contracts.AgentId;
import dev.signalbox.contracts.AttemptRef;
import dev.signalbox.contracts.RunId;
import dev.signalbox.contracts.StepId;
import dev.signalbox.contracts.WorkspaceId;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BranchNamesTest {
    private static final String RUN = "01980f6e-3c00-7a11-8e21-5f0c2b9d4e10";

    @ParameterizedTest
    @CsvSource({
        "build, build",
        "api/v2, api/v2",
        "ns:step, ns%3Astep",
        "a..b, a%2E.b",
        "a.lock, a%2Elock",
        "a./b, a%2E/b",
        "a//b, a/%2F/b",
        "a/.b, a/%2Eb"
    })
    void what_git_does_not_allow_in_a_name_is_written_as_its_code(String step, String level) {
        assertThat(BranchNames.of(attempt(step), new AgentId("coder:1")))
                .isEqualTo("ws/" + level + "/coder%3A1-" + RUN + "-2");
    }

    @Test
    void long_names_are_cut_and_stay_different() {
        String one = BranchNames.of(attempt("x".repeat(199) + "1"), new AgentId("a".repeat(200)));
        String other = BranchNames.of(attempt("x".repeat(199) + "2"), new AgentId("a".repeat(200)));

        assertThat(one).isNotEqualTo(other);
        assertThat(one.split("/")).allMatch(level -> level.length() < 250);
    }

    private static AttemptRef attempt(String step) {
        return new AttemptRef(new WorkspaceId("w"), new RunId(RUN), new StepId(step), 2, 7);
    }
}
