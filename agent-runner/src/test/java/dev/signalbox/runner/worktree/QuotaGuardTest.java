package dev.signalbox.runner.worktree;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.signalbox.runner.worktree.port.CannotIsolate;
import dev.signalbox.runner.worktree.port.LeftPlaces;
import dev.signalbox.runner.worktree.port.QuotaWatcher;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

class QuotaGuardTest {
    private static final int MOST = 3;

    private final List<String> happened = new ArrayList<>();
    private int there = MOST;
    private int removable;
    private long now;
    private final QuotaGuard guard = new QuotaGuard(
            new PlaceQuota(MOST, OptionalLong.empty(), 0),
            () -> new Holdings(there, 0, 0),
            this::remove,
            new QuotaWatcher() {
                @Override
                public void collected(int worktrees) {
                    happened.add("collected " + worktrees);
                }

                @Override
                public void refused(Shortage shortage) {
                    happened.add("refused " + shortage.limit());
                }
            },
            () -> now);

    private int remove(LeftPlaces.Need tooMany) throws IOException {
        int removed = 0;
        while (removable > 0 && tooMany.isThere()) {
            removable--;
            there--;
            removed++;
        }
        return removed;
    }

    @Test
    void nothing_is_removed_while_there_is_room() throws IOException, CannotIsolate {
        there = MOST - 1;
        removable = 1;

        guard.requireRoomForWorktree();

        assertThat(happened).isEmpty();
    }

    @Test
    void no_more_is_removed_than_is_needed() throws IOException, CannotIsolate {
        there = MOST + 1;
        removable = 4;

        guard.requireRoomForWorktree();

        assertThat(there).isEqualTo(MOST - 1);
        assertThat(happened).containsExactly("collected 2");
    }

    @Test
    void what_cannot_be_removed_leaves_no_room_and_the_reason_says_what_to_do() {
        assertThatThrownBy(guard::requireRoomForWorktree)
                .isInstanceOf(CannotIsolate.class)
                .hasMessageContainingAll("3 worktrees", "signalbox worktrees list");
        assertThat(happened).containsExactly("collected 0", "refused COUNT");
    }

    @Test
    void it_is_not_looked_again_at_once_for_what_could_be_removed() throws IOException, CannotIsolate {
        assertThatThrownBy(guard::requireRoomForWorktree).isInstanceOf(CannotIsolate.class);
        removable = 1;
        now += Duration.ofSeconds(9).toNanos();
        assertThatThrownBy(guard::requireRoomForWorktree).isInstanceOf(CannotIsolate.class);
        now += Duration.ofSeconds(1).toNanos();

        guard.requireRoomForWorktree();

        assertThat(happened).containsExactly("collected 0", "refused COUNT", "refused COUNT", "collected 1");
    }
}
