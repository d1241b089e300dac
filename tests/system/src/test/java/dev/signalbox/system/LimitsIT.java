package dev.signalbox.system;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.contracts.RunId;
import dev.signalbox.contracts.StepId;
import dev.signalbox.contracts.attempt.AgentFault;
import dev.signalbox.contracts.event.RunStatus;
import dev.signalbox.contracts.event.StepBackingOff;
import dev.signalbox.contracts.event.StepFailed;
import dev.signalbox.system.proof.History;
import dev.signalbox.system.work.Graph;
import dev.signalbox.system.work.Step;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Processes that use more than their step may, from the definition to the answer why. */
class LimitsIT extends SystemTest {
    private static final List<String> TAKES_MORE_AND_MORE =
            List.of("sh", "-c", "head -c 2000000000 /dev/zero | tail -n 1");

    @Test
    void a_step_that_uses_more_memory_than_it_may_has_failed_for_that_and_is_not_tried_again() {
        RunId run = stack.submit(Graph.ofCommands(
                        "greedy",
                        1,
                        List.of(Step.running("greedy", TAKES_MORE_AND_MORE)
                                .tried(3)
                                .with("resource_limits", Map.of("memory", "64M"))))
                .in(site.workspace()));

        assertEnds(run, RunStatus.FAILED);

        History history = History.of(stack, run);
        assertThat(history.facts(StepBackingOff.class)).isEmpty();
        assertThat(history.facts(StepFailed.class)).singleElement().satisfies(failed -> {
            assertThat(failed.result().fault()).isEqualTo(AgentFault.OUT_OF_MEMORY);
            assertThat(failed.result().message()).contains("64 MiB");
            assertThat(failed.gaveUp()).isEqualTo("an attempt that ran out of memory is not tried again");
        });
        assertThat(stack.client().why(run, new StepId("greedy")).answer()).contains("out of memory", "64 MiB");
    }

    @Test
    void a_step_that_may_run_out_of_memory_again_is_tried_again() {
        RunId run = stack.submit(Graph.ofCommands(
                        "greedy-again",
                        1,
                        List.of(Step.running("greedy", TAKES_MORE_AND_MORE)
                                .tried(2)
                                .with("resource_limits", Map.of("memory", "64M", "retry_oom", true))))
                .in(site.workspace()));

        assertEnds(run, RunStatus.FAILED);

        assertThat(History.of(stack, run).facts(StepBackingOff.class))
                .singleElement()
                .satisfies(rest -> assertThat(rest.result().fault()).isEqualTo(AgentFault.OUT_OF_MEMORY));
    }
}
