package dev.signalbox.runner.worktree;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

class PlaceQuotaTest {
    private static final long MIB = 1L << 20;
    private static final PlaceQuota QUOTA = new PlaceQuota(3, OptionalLong.of(100 * MIB), 50 * MIB);

    @Test
    void there_is_room_until_a_limit_is_reached() {
        assertThat(QUOTA.forWorktree(new Holdings(2, 100 * MIB - 1, 50 * MIB))).isEmpty();
    }

    @Test
    void as_many_worktrees_as_are_allowed_leave_no_room_for_another_but_for_a_copy() {
        Holdings there = new Holdings(3, 0, 50 * MIB);

        assertThat(QUOTA.forWorktree(there)).hasValueSatisfying(shortage -> {
            assertThat(shortage.limit()).isEqualTo(Shortage.Limit.COUNT);
            assertThat(shortage.reason()).contains("3 worktrees", "signalbox.runner.worktrees.most");
        });
        assertThat(QUOTA.forCopy(there)).isEmpty();
    }

    @Test
    void as_many_bytes_as_are_allowed_leave_no_room() {
        assertThat(QUOTA.forCopy(new Holdings(0, 100 * MIB, 50 * MIB))).hasValueSatisfying(shortage -> {
            assertThat(shortage.limit()).isEqualTo(Shortage.Limit.SIZE);
            assertThat(shortage.reason()).contains("100 MiB", "signalbox.runner.worktrees.max-size");
        });
    }

    @Test
    void what_must_stay_free_leaves_no_room() {
        assertThat(QUOTA.forWorktree(new Holdings(0, 0, 50 * MIB - 1))).hasValueSatisfying(shortage -> {
            assertThat(shortage.limit()).isEqualTo(Shortage.Limit.DISK);
            assertThat(shortage.reason()).contains("49 MiB", "50 MiB", "signalbox.runner.worktrees.least-free");
        });
    }

    @Test
    void without_a_limit_on_bytes_they_do_not_count() {
        PlaceQuota unlimited = new PlaceQuota(3, OptionalLong.empty(), 0);

        assertThat(unlimited.forWorktree(new Holdings(2, Long.MAX_VALUE, 0))).isEmpty();
    }
}
