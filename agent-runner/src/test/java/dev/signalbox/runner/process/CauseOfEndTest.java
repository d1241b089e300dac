package dev.signalbox.runner.process;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.contracts.attempt.AgentFault;
import dev.signalbox.contracts.attempt.AttemptOutcome;
import dev.signalbox.contracts.attempt.AttemptResult;
import dev.signalbox.contracts.spec.ResourceLimits;
import dev.signalbox.contracts.spec.Usage;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class CauseOfEndTest {
    private static final ResourceLimits LIMITS = new ResourceLimits(64L << 20, 10, null, false);
    private static final AttemptResult KILLED = exit(137);
    private static final AttemptResult CRASHED = exit(3);
    private static final AttemptResult SUCCEEDED = exit(0);

    @Test
    void an_end_of_which_nothing_else_is_known_is_told_by_the_exit() {
        assertThat(cause(null, KernelRecord.EMPTY, false, 0).explain(KILLED)).isEqualTo(KILLED);
        assertThat(cause(null, KernelRecord.EMPTY, false, 0).explain(CRASHED)).isEqualTo(CRASHED);
    }

    @Test
    void a_breach_for_which_it_was_killed_is_the_reason_whatever_the_exit() {
        Breach breach = new Breach(AgentFault.OUT_OF_MEMORY, "too much");

        AttemptResult result = cause(breach, KernelRecord.EMPTY, false, 0).explain(SUCCEEDED);

        assertThat(result.outcome()).isEqualTo(AttemptOutcome.FAILED);
        assertThat(result.fault()).isEqualTo(AgentFault.OUT_OF_MEMORY);
        assertThat(result.message()).startsWith("too much");
        assertThat(result.output()).isNull();
        assertThat(result.signature()).isNotNull();
    }

    @Test
    void a_kill_that_the_kernel_has_counted_for_the_group_is_out_of_memory() {
        AttemptResult result = cause(null, new KernelRecord(1, 0), false, 0).explain(CRASHED);

        assertThat(result.fault()).isEqualTo(AgentFault.OUT_OF_MEMORY);
        assertThat(result.message()).contains("the kernel killed its processes", "64 MiB");
        assertThat(result.exitCode()).isEqualTo(3);
    }

    @Test
    void who_lost_a_child_to_the_kernel_and_went_on_has_succeeded() {
        assertThat(cause(null, new KernelRecord(1, 0), false, 0).explain(SUCCEEDED))
                .isEqualTo(SUCCEEDED);
    }

    @Test
    void a_kill_that_nobody_here_sent_while_the_machine_was_out_of_memory_is_out_of_memory() {
        AttemptResult result = cause(null, KernelRecord.EMPTY, false, 2).explain(KILLED);

        assertThat(result.fault()).isEqualTo(AgentFault.OUT_OF_MEMORY);
        assertThat(result.message()).contains("the machine was out of memory", "2 processes", "signal 9");
    }

    @Test
    void another_exit_or_a_kill_of_our_own_is_not_out_of_memory_because_the_machine_was() {
        assertThat(cause(null, KernelRecord.EMPTY, false, 2).explain(CRASHED)).isEqualTo(CRASHED);
        assertThat(cause(null, KernelRecord.EMPTY, true, 2).explain(KILLED)).isEqualTo(KILLED);
    }

    @Test
    void a_failure_after_the_kernel_refused_another_process_says_so() {
        AttemptResult result = cause(null, new KernelRecord(0, 5), false, 0).explain(CRASHED);

        assertThat(result.fault()).isEqualTo(AgentFault.TOO_MANY_PROCESSES);
        assertThat(result.message()).contains("5 times", "10 at a time");
    }

    private static CauseOfEnd cause(@Nullable Breach breach, KernelRecord kernel, boolean stopped, long machineKills) {
        return new CauseOfEnd(LIMITS, breach, kernel, stopped, machineKills);
    }

    private static AttemptResult exit(int status) {
        return new ExitStatus(status).result(null, 12, "answer").withUsage(Usage.NONE);
    }
}
