package dev.signalbox.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.signalbox.client.RunFilter;
import dev.signalbox.contracts.ProblemCode;
import dev.signalbox.contracts.RunId;
import dev.signalbox.contracts.api.RunAdmitted;
import dev.signalbox.contracts.api.RunRequest;
import dev.signalbox.contracts.event.RunAccepted;
import dev.signalbox.contracts.event.RunStatus;
import dev.signalbox.system.proof.History;
import dev.signalbox.system.proof.Invariants;
import dev.signalbox.system.stack.Ids;
import dev.signalbox.system.stack.PlainDoor.Answer;
import dev.signalbox.system.work.Graph;
import dev.signalbox.system.work.Step;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

/** The same key is the same run. */
class IdempotencyIT extends SystemTest {
    private static final int CALLERS = 100;

    @Test
    void a_hundred_callers_with_one_key_get_one_run() throws Exception {
        String key = Ids.next();
        RunRequest request = oneStep("one-of-a-hundred");

        List<Answer> answers = atOnce(CALLERS, () -> stack.door().submit(request, key));

        assertThat(answers).extracting(Answer::status).containsOnly(202);
        List<RunAdmitted> admitted =
                answers.stream().map(answer -> answer.read(RunAdmitted.class)).toList();
        RunId run = admitted.getFirst().run();
        assertThat(admitted).extracting(RunAdmitted::run).containsOnly(run);
        assertThat(admitted).filteredOn(answer -> !answer.deduped()).hasSize(1);
        assertEnds(run, RunStatus.SUCCEEDED);
        History history = Invariants.hold(stack, site.ledger(), run);
        assertThat(history.facts(RunAccepted.class)).hasSize(1);
        assertThat(site.ledger().executions()).hasSize(1);
        assertThat(runsOfTheWorkspace()).isEqualTo(1);
    }

    @Test
    void the_key_still_means_the_run_after_it_has_ended() {
        String key = Ids.next();
        RunRequest request = oneStep("ended");
        RunId run = stack.door().submit(request, key).read(RunAdmitted.class).run();
        stack.awaitEnd(run);

        RunAdmitted again = stack.door().submit(request, key).read(RunAdmitted.class);

        assertThat(again.run()).isEqualTo(run);
        assertThat(again.deduped()).isTrue();
    }

    @Test
    void the_same_key_with_another_body_is_refused_and_changes_nothing() {
        String key = Ids.next();
        RunId run = stack.door()
                .submit(oneStep("first"), key)
                .read(RunAdmitted.class)
                .run();

        Answer other = stack.door().submit(oneStep("second"), key);

        assertThat(other.status()).isEqualTo(422);
        assertThat(other.problem().code()).isEqualTo(ProblemCode.IDEMPOTENCY_KEY_REUSED);
        stack.awaitEnd(run);
        assertThat(runsOfTheWorkspace()).isEqualTo(1);
    }

    @Test
    void without_a_key_a_file_may_run_again_once_its_run_has_ended() {
        RunRequest request = oneStep("again");
        RunId first = stack.door().submit(request).read(RunAdmitted.class).run();
        Answer meanwhile = stack.door().submit(request);
        assertThat(meanwhile.read(RunAdmitted.class).run()).isEqualTo(first);
        stack.awaitEnd(first);

        await().untilAsserted(() -> {
            RunAdmitted second = stack.door().submit(request).read(RunAdmitted.class);
            assertThat(second.run()).isNotEqualTo(first);
        });
    }

    private RunRequest oneStep(String name) {
        return Graph.ofCommands(name, 1, List.of(Step.running("only", site.working(0.3))))
                .in(site.workspace());
    }

    private int runsOfTheWorkspace() {
        return stack.client()
                .runs(new RunFilter(null, site.workspace().toString(), 100, null))
                .items()
                .size();
    }

    private static <T> List<T> atOnce(int callers, Callable<T> call) throws Exception {
        CyclicBarrier begin = new CyclicBarrier(callers);
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<T>> calls = new ArrayList<>();
            for (int caller = 0; caller < callers; caller++) {
                calls.add(threads.submit(() -> {
                    begin.await();
                    return call.call();
                }));
            }
            List<T> answers = new ArrayList<>();
            for (Future<T> answer : calls) {
                answers.add(answer.get());
            }
            return answers;
        }
    }
}
