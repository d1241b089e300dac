package dev.signalbox.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.signalbox.contracts.ProblemCode;
import dev.signalbox.contracts.RunId;
import dev.signalbox.contracts.api.RunRequest;
import dev.signalbox.contracts.event.RunStatus;
import dev.signalbox.standalone.stack.ProcessRecord;
import dev.signalbox.system.proof.Invariants;
import dev.signalbox.system.stack.Ids;
import dev.signalbox.system.stack.PlainDoor.Answer;
import dev.signalbox.system.stack.RunningStack;
import dev.signalbox.system.stack.Signals;
import dev.signalbox.system.work.FiftySteps;
import dev.signalbox.system.work.Graph;
import dev.signalbox.system.work.Step;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The servers below the services die. */
class KilledServerFaultTest extends SystemTest {
    private static final Duration RETURN = Duration.ofSeconds(60);

    @Test
    void while_postgres_is_away_the_run_goes_on_and_history_catches_up() {
        RunId run = stack.submit(FiftySteps.at(site, 11).in(site.workspace()));
        stack.awaitSuccesses(run, 10);
        ProcessHandle postmaster =
                stack.stack().process(RunningStack.POSTGRES).handle().orElseThrow();
        List<ProcessHandle> backends = postmaster.descendants().toList();

        Signals.stop(postmaster);
        backends.forEach(Signals::stop);
        int before = site.ledger().executions(run).size();
        await().until(() -> site.ledger().executions(run).size() >= before + 10);
        ProcessRecord killed = stack.stack().kill(RunningStack.POSTGRES);
        backends.forEach(ProcessHandle::destroyForcibly);
        stack.stack().awaitReturn(killed, RETURN);

        assertEnds(run, RunStatus.SUCCEEDED);
        Invariants.hold(stack, site.ledger(), run);
    }

    @Test
    void while_kafka_is_away_nothing_is_admitted_and_afterwards_the_run_ends() {
        RunId run = stack.submit(FiftySteps.at(site, 12).in(site.workspace()));
        stack.awaitSuccesses(run, 10);

        ProcessRecord killed = stack.stack().kill(RunningStack.KAFKA);
        Answer meanwhile = stack.door().submit(played("meanwhile"), Ids.next());
        stack.stack().awaitReturn(killed, RETURN);

        assertThat(meanwhile.status()).isEqualTo(503);
        assertThat(meanwhile.problem().code()).isEqualTo(ProblemCode.LOG_UNAVAILABLE);
        assertThat(meanwhile.problem().retryAfterMs()).isPositive();
        assertEnds(run, RunStatus.SUCCEEDED);
        Invariants.hold(stack, site.ledger(), run);
        RunId afterwards = stack.submit(played("afterwards"));
        assertEnds(afterwards, RunStatus.SUCCEEDED);
    }

    @Test
    void while_redis_is_away_nothing_is_admitted_and_running_work_goes_on() {
        RunId run = stack.submit(FiftySteps.at(site, 13).in(site.workspace()));
        stack.awaitSuccesses(run, 10);

        ProcessRecord killed = stack.stack().kill(RunningStack.REDIS);
        Answer meanwhile = stack.door().submit(played("meanwhile"), Ids.next());
        stack.stack().awaitReturn(killed, RETURN);

        assertThat(meanwhile.status()).isEqualTo(503);
        assertThat(meanwhile.problem().code()).isIn(ProblemCode.STATE_ERROR, ProblemCode.ADMISSION_REBUILDING);
        assertEnds(run, RunStatus.SUCCEEDED);
        Invariants.hold(stack, site.ledger(), run);
        RunId afterwards = stack.submit(played("afterwards"));
        assertEnds(afterwards, RunStatus.SUCCEEDED);
    }

    private RunRequest played(String name) {
        return Graph.ofFakes(name, 1, List.of(Step.played("only", "0s"))).in(site.workspace());
    }
}
