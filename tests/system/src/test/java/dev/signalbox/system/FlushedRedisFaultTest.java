package dev.signalbox.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.signalbox.contracts.ProblemCode;
import dev.signalbox.contracts.RunId;
import dev.signalbox.contracts.api.RunAdmitted;
import dev.signalbox.contracts.api.RunRequest;
import dev.signalbox.contracts.event.RunStatus;
import dev.signalbox.system.proof.Invariants;
import dev.signalbox.system.stack.Ids;
import dev.signalbox.system.stack.PlainDoor.Answer;
import dev.signalbox.system.stack.RunningStack;
import dev.signalbox.system.work.Graph;
import dev.signalbox.system.work.Step;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Redis loses everything in the middle of the work. */
class FlushedRedisFaultTest extends SystemTest {
    private static final Duration REBUILD = Duration.ofSeconds(20);

    @Test
    void the_caps_on_runs_and_slots_hold_and_keys_still_mean_their_runs() {
        List<String> keys = new ArrayList<>();
        List<RunRequest> requests = new ArrayList<>();
        List<RunId> runs = new ArrayList<>();
        for (int number = 0; number < RunningStack.RUN_CAP; number++) {
            keys.add(Ids.next());
            requests.add(manySteps("fleet-" + number));
            runs.add(stack.door()
                    .submit(requests.get(number), keys.get(number))
                    .read(RunAdmitted.class)
                    .run());
        }
        assertThat(denial(manySteps("one-too-many-before"))).isEqualTo(ProblemCode.RUN_CAP_REACHED);
        runs.forEach(run -> stack.awaitSuccesses(run, 1));

        stack.redis().flushAll();

        assertThat(denial(manySteps("at-once"))).isEqualTo(ProblemCode.ADMISSION_REBUILDING);
        await().atMost(REBUILD)
                .untilAsserted(() ->
                        assertThat(denial(manySteps("one-too-many-after"))).isEqualTo(ProblemCode.RUN_CAP_REACHED));
        for (int number = 0; number < runs.size(); number++) {
            RunAdmitted again =
                    stack.door().submit(requests.get(number), keys.get(number)).read(RunAdmitted.class);
            assertThat(again.run()).isEqualTo(runs.get(number));
            assertThat(again.deduped()).isTrue();
        }
        runs.forEach(run -> assertEnds(run, RunStatus.SUCCEEDED));
        Invariants.hold(stack, site.ledger(), runs);
        assertThat(site.ledger().peak()).isBetween(2, RunningStack.SLOT_CAP);
        assertThat(stack.door()
                        .submit(requests.getFirst(), keys.getFirst())
                        .read(RunAdmitted.class)
                        .run())
                .as("the key of a run that has ended")
                .isEqualTo(runs.getFirst());
    }

    @Test
    void after_the_rebuild_the_door_admits_as_before() {
        stack.redis().flushAll();
        Answer refused = stack.door().submit(manySteps("too-early"), Ids.next());
        assertThat(refused.status()).isEqualTo(503);
        assertThat(refused.problem().code()).isEqualTo(ProblemCode.ADMISSION_REBUILDING);
        assertThat(refused.problem().retryAfterMs()).isPositive();

        RunId run = stack.submit(manySteps("patient"));

        assertEnds(run, RunStatus.SUCCEEDED);
        Invariants.hold(stack, site.ledger(), run);
    }

    /** More steps than there are slots, so that slots are what is short. */
    private RunRequest manySteps(String name) {
        List<Step> steps = IntStream.range(0, 25)
                .mapToObj(number -> Step.running("step-" + number, site.working(0.2)))
                .toList();
        return new Graph(name, Map.of(name, 3), "command", steps, Map.of()).in(site.workspace());
    }

    private ProblemCode denial(RunRequest request) {
        return stack.door().submit(request, Ids.next()).problem().code();
    }
}
