package dev.signalbox.cli.worktrees;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class WorktreeTest {
    private static final String RUN = "01980f6e-3c00-7a11-8e21-5f0c2b9d4e10";

    @Test
    void only_worktrees_of_attempts_are_read_and_a_lock_says_whether_one_is_used_or_kept() {
        List<Worktree> worktrees = Worktree.read(String.join(
                "\0",
                "worktree /shop",
                "HEAD 1",
                "branch refs/heads/main",
                "",
                "worktree /w/one",
                "HEAD 2",
                "branch refs/heads/ws/api/v2/coder-" + RUN + "-3",
                "locked signalbox: in use by node-1, for attempt 3",
                "",
                "worktree /w/two",
                "HEAD 2",
                "branch refs/heads/ws/docs/coder-" + RUN + "-1",
                "locked",
                "",
                "worktree /w/three",
                "HEAD 2",
                "branch refs/heads/ws/docs/coder-" + RUN + "-2",
                "",
                ""));

        assertThat(worktrees).extracting(Worktree::path).containsExactly("/w/one", "/w/two", "/w/three");
        assertThat(worktrees).extracting(Worktree::attempt).containsExactly(3, 1, 2);
        assertThat(worktrees).extracting(Worktree::isInUse).containsExactly(true, false, false);
        assertThat(worktrees).extracting(Worktree::isKept).containsExactly(false, true, false);
        assertThat(worktrees).allMatch(worktree -> worktree.into().equals("signalbox/" + RUN));
    }
}
