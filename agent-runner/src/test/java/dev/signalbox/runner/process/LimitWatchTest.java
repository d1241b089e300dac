package dev.signalbox.runner.process;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.contracts.attempt.AgentFault;
import dev.signalbox.contracts.spec.ResourceLimits;
import java.util.Set;
import org.junit.jupiter.api.Test;

class LimitWatchTest {
    private static final long MEBIBYTE = 1 << 20;
    private static final ResourceLimits LIMITS = new ResourceLimits(64 * MEBIBYTE, 10, null, false);

    @Test
    void who_uses_no_more_than_the_limits_is_left_alone() {
        assertThat(new LimitWatch(LIMITS, Set.of()).breach(new Use(64 * MEBIBYTE, 10)))
                .isEmpty();
    }

    @Test
    void more_memory_is_out_of_memory_with_both_numbers() {
        assertThat(new LimitWatch(LIMITS, Set.of()).breach(new Use(80 * MEBIBYTE, 99)))
                .hasValueSatisfying(breach -> {
                    assertThat(breach.fault()).isEqualTo(AgentFault.OUT_OF_MEMORY);
                    assertThat(breach.message()).contains("80 MiB", "64 MiB");
                });
    }

    @Test
    void more_processes_are_too_many_with_both_numbers() {
        assertThat(new LimitWatch(LIMITS, Set.of()).breach(new Use(MEBIBYTE, 11)))
                .hasValueSatisfying(breach -> {
                    assertThat(breach.fault()).isEqualTo(AgentFault.TOO_MANY_PROCESSES);
                    assertThat(breach.message()).contains("11", "10");
                });
    }

    @Test
    void what_the_kernel_keeps_is_not_looked_for() {
        assertThat(new LimitWatch(LIMITS, Set.of(Resource.MEMORY)).breach(new Use(999 * MEBIBYTE, 1)))
                .isEmpty();
        assertThat(new LimitWatch(LIMITS, Set.of(Resource.MEMORY)).isIdle()).isFalse();
        assertThat(new LimitWatch(LIMITS, Set.of(Resource.MEMORY, Resource.PROCESSES)).isIdle())
                .isTrue();
        assertThat(new LimitWatch(ResourceLimits.NONE, Set.of()).isIdle()).isTrue();
    }
}
