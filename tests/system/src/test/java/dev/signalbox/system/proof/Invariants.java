package dev.signalbox.system.proof;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.signalbox.contracts.AttemptRef;
import dev.signalbox.contracts.RunId;
import dev.signalbox.contracts.StepId;
import dev.signalbox.contracts.Topics;
import dev.signalbox.contracts.UnreadableMessage;
import dev.signalbox.contracts.WireMessage;
import dev.signalbox.contracts.api.RunView;
import dev.signalbox.contracts.api.StepView;
import dev.signalbox.contracts.attempt.StartAttempt;
import dev.signalbox.contracts.event.RunAccepted;
import dev.signalbox.contracts.event.RunEnded;
import dev.signalbox.contracts.event.RunEvent;
import dev.signalbox.contracts.event.StepDispatched;
import dev.signalbox.contracts.event.StepStarted;
import dev.signalbox.contracts.event.StepSucceeded;
import dev.signalbox.contracts.scope.ParsedScope;
import dev.signalbox.contracts.spec.StepSpec;
import dev.signalbox.system.stack.RunningStack;
import java.time.Duration;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** What is true of every run that has ended, whatever happened to the processes meanwhile. */
public final class Invariants {
    private static final Duration CATCH_UP = Duration.ofSeconds(30);

    private record Try(StepId step, int attempt) {}

    private record TryUnderEpoch(StepId step, int attempt, long epoch) {}

    private final RunningStack stack;
    private final Ledger ledger;
    private final Map<RunId, List<LoggedEvent>> events;
    private final Map<RunId, List<TryUnderEpoch>> dispatches;

    private Invariants(RunningStack stack, Ledger ledger, Collection<RunId> runs) {
        this.stack = stack;
        this.ledger = ledger;
        this.events = LoggedEvent.inKafka(stack, runs);
        this.dispatches = dispatches(stack);
    }

    /** Checks one run that has ended. */
    public static History hold(RunningStack stack, Ledger ledger, RunId run) {
        return new Invariants(stack, ledger, List.of(run)).check(run);
    }

    /** Checks several runs of one workspace that have ended, each and against each other. */
    public static void hold(RunningStack stack, Ledger ledger, Collection<RunId> runs) {
        Invariants invariants = new Invariants(stack, ledger, runs);
        List<History> histories = runs.stream().map(invariants::check).toList();
        noCollision(histories.stream()
                .flatMap(history -> history.flightsByClock().stream())
                .toList());
        noCollision(histories.stream()
                .flatMap(history -> invariants.flightsByLedger(history).stream())
                .toList());
    }

    private History check(RunId run) {
        List<LoggedEvent> logged = events.getOrDefault(run, List.of());
        History history = History.of(run, logged);
        everyPlaceOnce(history);
        oneBeginAndOneEnd(history);
        eachTryDispatchedOnce(history);
        nothingBeforeItsDependencies(history);
        noCollision(history.flightsBySeq());
        theAgentsAgree(history);
        theDatabaseAgrees(run, logged);
        theApiAgrees(history);
        return history;
    }

    private static void everyPlaceOnce(History history) {
        assertThat(history.events())
                .as("the places of the events on the topic")
                .extracting(RunEvent::seq)
                .containsExactlyElementsOf(
                        LongStream.rangeClosed(1, history.events().size())
                                .boxed()
                                .toList());
    }

    private static void oneBeginAndOneEnd(History history) {
        assertThat(history.facts(RunAccepted.class))
                .as("the run is accepted once")
                .hasSize(1);
        assertThat(history.facts(RunEnded.class)).as("the run ends once").hasSize(1);
        assertThat(history.events().getLast().data()).as("the last event").isInstanceOf(RunEnded.class);
        assertThat(history.steps().values())
                .as("no step is left open")
                .allMatch(step -> step.status().isTerminal());
    }

    private void eachTryDispatchedOnce(History history) {
        assertThat(history.facts(StepDispatched.class))
                .extracting(fact -> new Try(fact.step(), fact.attempt()))
                .as("events that say that an attempt was dispatched")
                .doesNotHaveDuplicates();
        assertThat(history.facts(StepStarted.class))
                .extracting(fact -> new Try(fact.step(), fact.attempt()))
                .as("events that say that an attempt was started")
                .doesNotHaveDuplicates();
        assertThat(dispatches.getOrDefault(history.run(), List.of()))
                .as("the orders on the topic of dispatches are those that the events tell of")
                .containsExactlyInAnyOrderElementsOf(history.facts(StepDispatched.class).stream()
                        .map(fact -> new TryUnderEpoch(fact.step(), fact.attempt(), fact.epoch()))
                        .toList());
    }

    private static Map<RunId, List<TryUnderEpoch>> dispatches(RunningStack stack) {
        return stack.topics().read(Topics.dispatches("default")).stream()
                .flatMap(read -> startAttempt(read).stream())
                .map(StartAttempt::attempt)
                .collect(Collectors.groupingBy(
                        AttemptRef::run,
                        Collectors.mapping(
                                attempt -> new TryUnderEpoch(attempt.step(), attempt.attempt(), attempt.epoch()),
                                Collectors.toList())));
    }

    /** A record that a test has put there to be unreadable is none. */
    private static List<StartAttempt> startAttempt(ConsumerRecord<String, byte[]> read) {
        try {
            return List.of(WireMessage.read(
                    read.headers().lastHeader(WireMessage.TYPE) == null
                            ? null
                            : read.headers().lastHeader(WireMessage.TYPE).value(),
                    read.value(),
                    StartAttempt.class));
        } catch (UnreadableMessage poison) {
            return List.of();
        }
    }

    private static void nothingBeforeItsDependencies(History history) {
        Map<StepId, List<StepId>> needs =
                history.spec().steps().stream().collect(Collectors.toMap(StepSpec::id, StepSpec::dependsOn));
        Set<StepId> done = new HashSet<>();
        for (RunEvent event : history.events()) {
            if (event.data() instanceof StepDispatched dispatched) {
                assertThat(done)
                        .as("what was done when %s was dispatched", dispatched.step())
                        .containsAll(needs.getOrDefault(dispatched.step(), List.of()));
            } else if (event.data() instanceof StepSucceeded succeeded) {
                done.add(succeeded.step());
            }
        }
    }

    private static void noCollision(List<Flight> flights) {
        for (int one = 0; one < flights.size(); one++) {
            for (int other = one + 1; other < flights.size(); other++) {
                assertThat(flights.get(one).collidesWith(flights.get(other)))
                        .as("%s and %s share files and were in flight together", flights.get(one), flights.get(other))
                        .isFalse();
            }
        }
    }

    private void theAgentsAgree(History history) {
        List<Ledger.Execution> executions = ledger.executions(history.run());
        assertThat(executions)
                .extracting(execution -> new Try(execution.step(), execution.attempt()))
                .as("no agent ran twice under one attempt")
                .doesNotHaveDuplicates();
        assertThat(history.facts(StepStarted.class))
                .extracting(fact -> new TryUnderEpoch(fact.step(), fact.attempt(), fact.epoch()))
                .as("what the agents did was started in the events")
                .containsAll(executions.stream()
                        .map(execution -> new TryUnderEpoch(execution.step(), execution.attempt(), execution.epoch()))
                        .toList());
        noCollision(flightsByLedger(history));
        nobodyBeganBeforeDependenciesEnded(history, executions);
    }

    private static void nobodyBeganBeforeDependenciesEnded(History history, List<Ledger.Execution> executions) {
        for (StepSpec step : history.spec().steps()) {
            for (Ledger.Execution execution : executions) {
                if (execution.step().equals(step.id())) {
                    assertThat(executions)
                            .as("dependencies of %s by the ledger", step.id())
                            .filteredOn(other -> step.dependsOn().contains(other.step()))
                            .allMatch(other -> other.end() <= execution.begin());
                }
            }
        }
    }

    private List<Flight> flightsByLedger(History history) {
        Map<StepId, ParsedScope> scopes = history.scopes();
        return ledger.executions(history.run()).stream()
                .map(execution -> new Flight(
                        execution.run(),
                        execution.step(),
                        execution.attempt(),
                        scopes.getOrDefault(execution.step(), ParsedScope.NONE),
                        execution.begin(),
                        execution.end()))
                .toList();
    }

    private void theDatabaseAgrees(RunId run, List<LoggedEvent> logged) {
        await().atMost(CATCH_UP)
                .untilAsserted(() -> assertThat(LoggedEvent.inPostgres(stack, run))
                        .as("PostgreSQL has what Kafka has")
                        .isEqualTo(logged));
    }

    private void theApiAgrees(History history) {
        RunView view = stack.client().run(history.run());
        assertThat(view.status()).as("the run's status").isEqualTo(history.status());
        assertThat(view.lastSeq())
                .as("the run's last event")
                .isEqualTo(history.events().size());
        assertThat(view.steps())
                .as("the counts of steps")
                .isEqualTo(history.facts(RunEnded.class).getFirst().steps());
        assertThat(stack.client().steps(history.run()).stream()
                        .collect(Collectors.toMap(
                                StepView::step,
                                step -> new History.StepSummary(step.status(), step.attempt(), step.epoch()))))
                .as("the steps")
                .isEqualTo(history.steps());
    }
}
