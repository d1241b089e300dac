package dev.signalbox.scheduler.workspace;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.contracts.AgentId;
import dev.signalbox.contracts.AttemptRef;
import dev.signalbox.contracts.RunId;
import dev.signalbox.contracts.StepId;
import dev.signalbox.contracts.attempt.AttemptFinished;
import dev.signalbox.contracts.attempt.AttemptOutcome;
import dev.signalbox.contracts.attempt.AttemptResult;
import dev.signalbox.contracts.attempt.AttemptResultBuilder;
import dev.signalbox.contracts.attempt.GovernorReported;
import dev.signalbox.contracts.attempt.IntegrationState;
import dev.signalbox.contracts.attempt.MergeConflictForeseen;
import dev.signalbox.contracts.attempt.StartAttempt;
import dev.signalbox.contracts.attempt.StopAttempt;
import dev.signalbox.contracts.command.AddSteps;
import dev.signalbox.contracts.command.ChangePriority;
import dev.signalbox.contracts.command.DiscardStep;
import dev.signalbox.contracts.command.DrainAgent;
import dev.signalbox.contracts.command.PauseWorkspace;
import dev.signalbox.contracts.command.RegisterAgent;
import dev.signalbox.contracts.command.RemoveAgent;
import dev.signalbox.contracts.command.ResolveStep;
import dev.signalbox.contracts.command.ResumeWorkspace;
import dev.signalbox.contracts.command.RetrySteps;
import dev.signalbox.contracts.command.SkipStep;
import dev.signalbox.contracts.command.SubmitRun;
import dev.signalbox.contracts.event.BudgetEscalated;
import dev.signalbox.contracts.event.BudgetRaised;
import dev.signalbox.contracts.event.BudgetWarned;
import dev.signalbox.contracts.event.CommandRejected;
import dev.signalbox.contracts.event.RunAccepted;
import dev.signalbox.contracts.event.RunCancelling;
import dev.signalbox.contracts.event.RunEnded;
import dev.signalbox.contracts.event.RunEvent;
import dev.signalbox.contracts.event.RunExtended;
import dev.signalbox.contracts.event.RunFact;
import dev.signalbox.contracts.event.RunPaused;
import dev.signalbox.contracts.event.RunPriorityChanged;
import dev.signalbox.contracts.event.RunResumed;
import dev.signalbox.contracts.event.RunStarted;
import dev.signalbox.contracts.event.RunStatus;
import dev.signalbox.contracts.event.StepBackingOff;
import dev.signalbox.contracts.event.StepCancelled;
import dev.signalbox.contracts.event.StepConflicted;
import dev.signalbox.contracts.event.StepDispatched;
import dev.signalbox.contracts.event.StepFact;
import dev.signalbox.contracts.event.StepFailed;
import dev.signalbox.contracts.event.StepReopened;
import dev.signalbox.contracts.event.StepSkipped;
import dev.signalbox.contracts.event.StepSucceeded;
import dev.signalbox.contracts.governor.GovernorFinding;
import dev.signalbox.contracts.governor.GovernorMode;
import dev.signalbox.contracts.governor.GovernorScore;
import dev.signalbox.contracts.governor.Trip;
import dev.signalbox.contracts.governor.Tripwire;
import dev.signalbox.contracts.scope.ScopeOverlap;
import dev.signalbox.contracts.spec.AfterFailure;
import dev.signalbox.contracts.spec.AgentSpec;
import dev.signalbox.contracts.spec.Budget;
import dev.signalbox.contracts.spec.BudgetRule;
import dev.signalbox.contracts.spec.ClaimPolicy;
import dev.signalbox.contracts.spec.ClaimScope;
import dev.signalbox.contracts.spec.ExponentialRest;
import dev.signalbox.contracts.spec.FailureCause;
import dev.signalbox.contracts.spec.FileScope;
import dev.signalbox.contracts.spec.Isolation;
import dev.signalbox.contracts.spec.IsolationRule;
import dev.signalbox.contracts.spec.OnExceed;
import dev.signalbox.contracts.spec.OnFailure;
import dev.signalbox.contracts.spec.OnMergeConflict;
import dev.signalbox.contracts.spec.Oscillation;
import dev.signalbox.contracts.spec.RetryPolicy;
import dev.signalbox.contracts.spec.RunOptions;
import dev.signalbox.contracts.spec.RunOptionsBuilder;
import dev.signalbox.contracts.spec.RunSpec;
import dev.signalbox.contracts.spec.StepSpec;
import dev.signalbox.contracts.spec.Usage;
import dev.signalbox.scheduler.step.AttemptTransition;
import dev.signalbox.scheduler.step.StepTransition;
import dev.signalbox.scheduler.step.Transition;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.function.IntConsumer;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Thousands of generated histories of one workspace: random graphs, scopes, agents and limits; runners that start, fail, fall
 * silent, repeat themselves and report late; pauses of runs and of the workspace, checkpoints, failures that are gone past; steps that
 * are tried again, done without, added; agents that come, drain and go; outputs that become input; policies of retries; cancellations;
 * restarts at any instant. After every event the promises must hold.
 */
class GeneratedHistoriesTest {
    private static final List<String> PATTERNS =
            List.of("src/**", "src/a/*", "src/a/b", "docs/**", "docs/{x,y}", "**/b", "build", "*");

    private static final List<String> AGENTS = List.of("blue", "any", "extra", "spare");
    private static final Map<String, String> GPU = Map.of("gpu", "true");

    static LongStream seeds() {
        return LongStream.range(0, 2_000);
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void the_promises_hold_in_every_history(long seed) {
        new History(seed).play();
    }

    @Test
    void every_transition_of_the_tables_is_visited() {
        Set<Transition> missing = new LinkedHashSet<>(RunTransition.TABLE);
        missing.addAll(StepTransition.TABLE);
        missing.addAll(AttemptTransition.TABLE);

        for (long seed = 0; seed < 8_000 && !missing.isEmpty(); seed++) {
            History history = new History(seed);
            history.play();
            missing.removeAll(history.world.transitions);
        }

        assertThat(missing).isEmpty();
    }

    private static final class History {
        private final Random random;
        private final Random conflicts;
        private final World world = new World();
        private final Map<RunId, SubmitRun> submitted = new LinkedHashMap<>();
        private final List<AttemptRef> inTopic = new ArrayList<>();
        private final List<AttemptRef> running = new ArrayList<>();
        private final Set<AttemptRef> everDispatched = new HashSet<>();
        private final Map<AgentId, AgentSpec> registered = new HashMap<>();
        private final Set<AgentId> drained = new HashSet<>();
        private final Set<AgentId> removing = new HashSet<>();
        private boolean held;
        private int seenDispatches;
        private int seenStops;
        private int seenPrompts;
        private final Audit audit = new Audit();

        History(long seed) {
            random = new Random(seed);
            conflicts = new Random(~seed);
        }

        void play() {
            int turns = 20 + random.nextInt(80);
            for (int turn = 0; turn < turns; turn++) {
                act();
                meetConflicts();
                settle();
            }
            for (int turn = 0; turn < 2_000 && !allEnded(); turn++) {
                finishSomething();
                settle();
            }
            assertThat(world.statuses.values()).allMatch(RunStatus::isTerminal);
            assertThat(world.keptRecords()).isZero();
            world.assertSequencesHaveNoGap();
        }

        private SubmitRun submission(RunId run) {
            return Objects.requireNonNull(submitted.get(run));
        }

        private boolean allEnded() {
            return world.statuses.values().stream().allMatch(RunStatus::isTerminal);
        }

        private void act() {
            switch (random.nextInt(24)) {
                case 0, 1 -> submit();
                case 2, 3 -> takeOne();
                case 4, 5, 6 -> endOne(random.nextInt(4) == 0 ? AttemptOutcome.FAILED : AttemptOutcome.SUCCEEDED);
                case 7 -> world.pass(Duration.ofSeconds(random.nextInt(20)));
                case 8 -> running.forEach(attempt -> world.heartbeat(attempt, "r1"));
                case 9 -> world.restart();
                case 10 -> repeatSomething();
                case 11 -> onSomeRun(world::pause);
                case 12 -> onSomeRun(world::resumeRun);
                case 13 -> onSomeRun(this::retry);
                case 14 -> onSomeRun(this::skip);
                case 15 -> onSomeRun(this::grow);
                case 16 -> onSomeRun(this::prioritise);
                case 17 -> hold(random.nextInt(3) == 0);
                case 18 -> useSomething();
                case 19 -> startAgain();
                case 20 -> endOne(any(AttemptOutcome.values()));
                case 21 -> endBeforeTheStart(any(AttemptOutcome.values()));
                case 22 -> changeAgents(new AgentId(AGENTS.get(random.nextInt(AGENTS.size()))));
                default -> {
                    if (random.nextInt(4) == 0) {
                        onSomeRun(world::cancel);
                    }
                }
            }
        }

        private void onSomeRun(IntConsumer wish) {
            if (!submitted.isEmpty()) {
                wish.accept(1 + random.nextInt(submitted.size()));
            }
        }

        private void retry(int number) {
            List<StepId> steps = random.nextBoolean() ? List.of() : List.of(someStep(number));
            world.command(new RetrySteps(Specs.WORKSPACE, Specs.run(number), steps, "fixed", "ann", world.now));
        }

        private void skip(int number) {
            if (random.nextInt(3) == 0) {
                world.command(new SkipStep(
                        Specs.WORKSPACE, Specs.run(number), someStep(number), "not needed", "ann", world.now));
            }
        }

        /** Drawn apart, so that what else happens does not depend on it. */
        private void meetConflicts() {
            switch (conflicts.nextInt(40)) {
                case 0 -> conflict();
                case 1 -> foresee();
                case 2, 3 -> audit.conflicted.stream().findFirst().ifPresent(node -> decide(node.run(), node.step()));
                case 4 -> {
                    if (!submitted.isEmpty()) {
                        int run = 1 + conflicts.nextInt(submitted.size());
                        decide(Specs.run(run), new StepId("s0"));
                    }
                }
                default -> {}
            }
        }

        /** The work of an attempt cannot be merged, or somebody has to look at it. */
        private void conflict() {
            List<AttemptRef> given = conflicts.nextInt(4) == 0 ? inTopic : running;
            if (!given.isEmpty()) {
                AttemptRef attempt = given.remove(conflicts.nextInt(given.size()));
                IntegrationState state =
                        conflicts.nextBoolean() ? IntegrationState.MERGE_CONFLICT : IntegrationState.HELD;
                world.report(new AttemptFinished(attempt, "r1", Specs.conflict(attempt, state), world.now));
            }
        }

        private void foresee() {
            List<AttemptRef> given = conflicts.nextInt(3) == 0 ? inTopic : running;
            if (!given.isEmpty()) {
                AttemptRef attempt = given.get(conflicts.nextInt(given.size()));
                world.report(new MergeConflictForeseen(attempt, "r1", attempt.step(), List.of("a"), world.now));
            }
        }

        private void decide(RunId run, StepId step) {
            world.command(
                    conflicts.nextBoolean()
                            ? new ResolveStep(Specs.WORKSPACE, run, step, "put right", "ann", world.now)
                            : new DiscardStep(Specs.WORKSPACE, run, step, "not worth it", "ann", world.now));
        }

        private void grow(int number) {
            RunId run = Specs.run(number);
            StepId needed = someStep(number);
            StepSpec step = Specs.step("more" + world.events.size(), scope(), RetryPolicy.ONCE, needed.value());
            world.command(new AddSteps(Specs.WORKSPACE, run, List.of(step), false, "more to do", "ann", world.now));
        }

        private void prioritise(int number) {
            world.command(new ChangePriority(
                    Specs.WORKSPACE, Specs.run(number), 1 + random.nextInt(10), "urgent", "ann", world.now));
        }

        private void hold(boolean on) {
            held = on;
            if (on) {
                world.command(new PauseWorkspace(Specs.WORKSPACE, "freeze", "ann", world.now));
            } else {
                world.command(new ResumeWorkspace(Specs.WORKSPACE, "thaw", "ann", world.now));
            }
        }

        private void changeAgents(AgentId agent) {
            switch (random.nextInt(4)) {
                case 0, 1 -> register(someAgent(agent));
                case 2 -> {
                    drained.add(agent);
                    world.command(new DrainAgent(Specs.WORKSPACE, agent, "slow", "ann", world.now));
                }
                default -> {
                    if (registered.containsKey(agent) || drained.contains(agent)) {
                        removing.add(agent);
                        drained.add(agent);
                    }
                    world.command(new RemoveAgent(Specs.WORKSPACE, agent, "gone", "ann", world.now));
                }
            }
        }

        private AgentSpec someAgent(AgentId id) {
            AgentSpec agent = Specs.agent(id.value(), random.nextInt(3) == 0 ? "blue" : null, 1 + random.nextInt(3));
            return random.nextBoolean() ? Specs.labelled(agent, GPU) : agent;
        }

        private void register(AgentSpec agent) {
            registered.put(agent.id(), agent);
            drained.remove(agent.id());
            removing.remove(agent.id());
            world.command(new RegisterAgent(Specs.WORKSPACE, agent, "ann", world.now));
        }

        /** Somebody who can do everything, and whoever was drained, so that nothing has to wait for ever. */
        private boolean registerHelper() {
            AgentSpec helper = Specs.labelled(Specs.agent("helper", null, 3), GPU);
            if (!registered.containsKey(helper.id())) {
                register(helper);
                return true;
            }
            Optional<AgentId> missed = drained.stream()
                    .sorted(Comparator.comparing(AgentId::value))
                    .findFirst();
            missed.ifPresent(agent -> register(Specs.labelled(Specs.agent(agent.value(), null, 3), GPU)));
            return missed.isPresent();
        }

        private StepId someStep(int number) {
            List<StepSpec> steps = submission(Specs.run(number)).spec().steps();
            return steps.get(random.nextInt(steps.size())).id();
        }

        private void finishSomething() {
            if (!inTopic.isEmpty()) {
                takeOne();
            } else if (!running.isEmpty()) {
                endOne(AttemptOutcome.SUCCEEDED);
            } else if (!audit.conflicted.isEmpty()) {
                Audit.Node node = audit.conflicted.iterator().next();
                decide(node.run(), node.step());
            } else if (held) {
                hold(false);
            } else if (world.statuses.containsValue(RunStatus.PAUSED)) {
                onSomeRun(world::resumeRun);
            } else if (!registerHelper()) {
                world.pass(Duration.ofSeconds(30));
            }
        }

        private void submit() {
            if (submitted.size() < 5) {
                SubmitRun run = graph(submitted.size() + 1);
                submitted.put(run.run(), run);
                world.command(run);
            }
        }

        private void takeOne() {
            if (!inTopic.isEmpty()) {
                AttemptRef attempt = inTopic.remove(random.nextInt(inTopic.size()));
                running.add(attempt);
                world.started(attempt, "r1");
            }
        }

        private void endOne(AttemptOutcome outcome) {
            if (!running.isEmpty()) {
                finish(running.remove(random.nextInt(running.size())), outcome);
            }
        }

        private void endBeforeTheStart(AttemptOutcome outcome) {
            if (!inTopic.isEmpty() && random.nextInt(3) == 0) {
                finish(inTopic.remove(random.nextInt(inTopic.size())), outcome);
            }
        }

        /** A runner has died between the report of the start and the commit, and another takes the attempt. */
        private void startAgain() {
            if (!running.isEmpty()) {
                world.started(any(running.toArray(AttemptRef[]::new)), "r" + random.nextInt(3));
            }
        }

        private void useSomething() {
            List<AttemptRef> given = random.nextInt(3) == 0 ? inTopic : running;
            if (!given.isEmpty() && random.nextInt(3) == 0) {
                govern(any(given.toArray(AttemptRef[]::new)));
            } else if (!given.isEmpty()) {
                world.used(any(given.toArray(AttemptRef[]::new)), new Usage(0, 0, new BigDecimal(random.nextInt(4))));
            }
        }

        /** The governor of an attempt says how it is getting on, or that it has touched a tripwire. */
        private void govern(AttemptRef attempt) {
            GovernorFinding finding = random.nextBoolean()
                    ? new GovernorFinding.Checked(
                            new GovernorScore(BigDecimal.ONE, BigDecimal.ZERO, 0, 4, List.of(), random.nextInt(9)))
                    : new GovernorFinding.Tripped(new Trip(
                            any(Tripwire.values()),
                            GovernorMode.WARN,
                            false,
                            null,
                            "it is in a loop",
                            BigDecimal.ONE,
                            BigDecimal.ONE,
                            "rounds",
                            List.of(),
                            List.of(),
                            new Usage(0, 0, new BigDecimal(random.nextInt(4))),
                            Duration.ofSeconds(1)));
            world.report(new GovernorReported(attempt, "r1", finding, world.now));
        }

        private <T> T any(T[] choices) {
            return choices[random.nextInt(choices.length)];
        }

        /** Whatever the outcome, the attempt has something to say that could be taken for an answer. */
        private void finish(AttemptRef attempt, AttemptOutcome outcome) {
            world.report(new AttemptFinished(
                    attempt,
                    "r1",
                    AttemptResultBuilder.builder()
                            .outcome(outcome)
                            .message("said")
                            .usage(Usage.NONE)
                            .outputBytes(4)
                            .output(answer(attempt.step(), outcome))
                            .signature(signature(outcome))
                            .build(),
                    world.now));
        }

        private @Nullable String signature(AttemptOutcome outcome) {
            return outcome == AttemptOutcome.SUCCEEDED || random.nextInt(4) == 0
                    ? null
                    : "failure " + random.nextInt(2);
        }

        private static String answer(StepId step, AttemptOutcome outcome) {
            return "<" + step + " " + outcome + " $IN>";
        }

        /** Something that was said before is said again: a duplicate, or a zombie's late report. */
        private void repeatSomething() {
            List<AttemptRef> all = List.copyOf(everDispatched);
            if (!all.isEmpty()) {
                AttemptRef attempt = all.get(random.nextInt(all.size()));
                if (!inTopic.contains(attempt) && !running.contains(attempt)) {
                    finish(attempt, AttemptOutcome.SUCCEEDED);
                }
            }
            if (!submitted.isEmpty()) {
                world.command(submission(Specs.run(1 + random.nextInt(submitted.size()))));
            }
        }

        /** Delivers what the scheduler sent since the last turn, and audits what it recorded. */
        private void settle() {
            for (; seenDispatches < world.dispatches.size(); seenDispatches++) {
                StartAttempt dispatch = world.dispatches.get(seenDispatches);
                assertThat(everDispatched.add(dispatch.attempt()))
                        .as("an attempt is dispatched once")
                        .isTrue();
                inTopic.add(dispatch.attempt());
            }
            for (; seenStops < world.stops.size(); seenStops++) {
                StopAttempt stop = world.stops.get(seenStops);
                if (random.nextInt(5) > 0 && (running.remove(stop.attempt()) || inTopic.remove(stop.attempt()))) {
                    boolean tooLate = random.nextInt(4) == 0;
                    finish(stop.attempt(), tooLate ? AttemptOutcome.SUCCEEDED : AttemptOutcome.CANCELLED);
                }
            }
            audit.check();
            for (; seenPrompts < world.dispatches.size(); seenPrompts++) {
                audit.checkPrompt(world.dispatches.get(seenPrompts));
            }
        }

        private @Nullable IsolationRule isolation() {
            OnMergeConflict[] choices = {null, OnMergeConflict.HOLD, OnMergeConflict.RETRY};
            return conflicts.nextBoolean()
                    ? null
                    : new IsolationRule(
                            Isolation.WORKTREE, List.of(), null, choices[conflicts.nextInt(choices.length)]);
        }

        private SubmitRun graph(int number) {
            List<AgentSpec> agents = List.of(
                    Specs.agent("blue", "blue", 1 + random.nextInt(2)),
                    Specs.agent("any", null, 1 + random.nextInt(3)));
            List<StepSpec> steps = new ArrayList<>();
            int count = 1 + random.nextInt(12);
            for (int i = 0; i < count; i++) {
                List<StepId> needs = new ArrayList<>();
                for (int j = 0; j < i; j++) {
                    if (random.nextInt(4) == 0) {
                        needs.add(new StepId("s" + j));
                    }
                }
                StepSpec step = Specs.step(
                        "s" + i,
                        random.nextInt(3) == 0 ? "blue" : null,
                        scope(),
                        retries(),
                        random.nextInt(5) == 0 ? Duration.ofSeconds(20) : null,
                        needs);
                steps.add(Specs.with(
                                Specs.needing(step, null, random.nextInt(8) == 0 ? GPU : Map.of())
                                        .withIsolation(isolation())
                                        .withMoney(
                                                budget(), random.nextInt(6) == 0 ? Budget.ofUsd(BigDecimal.TWO) : null),
                                "ask $IN",
                                needs.isEmpty() ? Map.of() : Map.of("$IN", needs.get(random.nextInt(needs.size()))),
                                random.nextInt(10) == 0 ? "checkpoint " + i : null,
                                afterFailure())
                        .withClaims(null, random.nextInt(12) == 0 ? ClaimPolicy.REJECT : null));
            }
            RunOptions options = RunOptionsBuilder.builder()
                    .maxParallel(random.nextBoolean() ? 1 + random.nextInt(4) : null)
                    .onFailure(random.nextInt(4) == 0 ? OnFailure.STOP : OnFailure.CONTINUE)
                    .priority(1 + random.nextInt(10))
                    .timeout(random.nextInt(6) == 0 ? Duration.ofMinutes(2) : null)
                    .queueTimeout(random.nextInt(6) == 0 ? Duration.ofSeconds(1 + random.nextInt(90)) : null)
                    .scope(random.nextInt(4) == 0 ? ClaimScope.RUN : null)
                    .build();
            return Specs.submit(number, agents, options, steps);
        }

        private @Nullable BudgetRule budget() {
            return random.nextInt(6) == 0 ? new BudgetRule(Budget.ofUsd(BigDecimal.ONE), OnExceed.FAIL, 80) : null;
        }

        private RetryPolicy retries() {
            int attempts = 1 + random.nextInt(5);
            if (random.nextBoolean()) {
                return new RetryPolicy(attempts, List.of(Duration.ofSeconds(random.nextInt(3))));
            }
            Duration initial = Duration.ofSeconds(1 + random.nextInt(3));
            int window = 2 + random.nextInt(3);
            return new RetryPolicy(
                    attempts,
                    List.of(),
                    random.nextBoolean() ? new ExponentialRest(initial, 2, initial.multipliedBy(3)) : null,
                    random.nextBoolean() ? random.nextDouble() : null,
                    random.nextInt(3) == 0 ? List.of(FailureCause.LOST, FailureCause.CANCELLED) : List.of(),
                    List.of(),
                    random.nextBoolean() ? fallbackAgents() : List.of(),
                    random.nextBoolean() ? 2 + random.nextInt(2) : null,
                    random.nextBoolean() ? new Oscillation(window, 2 + random.nextInt(window - 1)) : null);
        }

        private List<AgentId> fallbackAgents() {
            List<AgentId> agents = new ArrayList<>(List.of(new AgentId("any"), new AgentId("blue")));
            Collections.shuffle(agents, random);
            return agents.subList(0, 1 + random.nextInt(2));
        }

        private @Nullable AfterFailure afterFailure() {
            return switch (random.nextInt(8)) {
                case 0, 1 -> AfterFailure.CONTINUE;
                case 2 -> AfterFailure.PAUSE;
                default -> null;
            };
        }

        private FileScope scope() {
            List<String> read = random.nextInt(3) == 0 ? List.of(pattern()) : List.of();
            List<String> write = random.nextInt(2) == 0 ? List.of(pattern()) : List.of();
            return new FileScope(read, write);
        }

        private String pattern() {
            return PATTERNS.get(random.nextInt(PATTERNS.size()));
        }

        /** Reads the events as any consumer would and holds the scheduler to its promises. */
        private final class Audit {
            private record Node(RunId run, StepId step) {}

            private final Map<Node, StepDispatched> inFlight = new LinkedHashMap<>();
            private final Map<Node, StepFact> ends = new HashMap<>();
            private final Map<RunId, Long> epochs = new HashMap<>();
            private final Set<RunId> ended = new HashSet<>();
            private final Set<RunId> begun = new HashSet<>();
            private final Set<RunId> paused = new HashSet<>();
            private final Set<Node> passed = new HashSet<>();
            private final Map<Node, StepSpec> added = new HashMap<>();
            private final Map<Node, Integer> attempts = new HashMap<>();
            private final Map<Node, Integer> forgiven = new HashMap<>();
            private final Map<Node, List<String>> failures = new HashMap<>();
            private final Set<Node> goneOnFrom = new HashSet<>();
            private final Set<Node> conflicted = new LinkedHashSet<>();
            private int seen;

            void check() {
                for (; seen < world.events.size(); seen++) {
                    RunEvent event = world.events.get(seen);
                    assertThat(ended).as("nothing follows the end of a run").doesNotContain(event.run());
                    check(event.run(), event.data());
                }
            }

            private void check(RunId run, RunFact fact) {
                switch (fact) {
                    case StepFact s -> check(new Node(run, s.step()), s);
                    case RunPaused _ ->
                        assertThat(paused.add(run)).as("a run pauses once").isTrue();
                    case RunResumed r -> {
                        assertThat(paused.remove(run))
                                .as("only a paused run is resumed")
                                .isTrue();
                        r.passed().forEach(step -> passed.add(new Node(run, step)));
                    }
                    case RunCancelling _ -> paused.remove(run);
                    case RunEnded end -> ended(run, end);
                    case RunExtended more -> more.steps().forEach(step -> added.put(new Node(run, step.id()), step));
                    case RunAccepted _,
                            RunStarted _,
                            RunPriorityChanged _,
                            CommandRejected _,
                            BudgetWarned _,
                            BudgetEscalated _,
                            BudgetRaised _ -> {}
                }
            }

            private void ended(RunId run, RunEnded end) {
                ended.add(run);
                paused.remove(run);
                boolean allSucceeded = nodes(run).allMatch(node -> isDone(ends.get(node)));
                assertThat(end.status() == RunStatus.SUCCEEDED)
                        .as("a run has succeeded when all its steps have or need not, and only then")
                        .isEqualTo(allSucceeded);
            }

            private Stream<Node> nodes(RunId run) {
                return Stream.concat(
                        submission(run).spec().steps().stream().map(step -> new Node(run, step.id())),
                        added.keySet().stream().filter(node -> node.run().equals(run)));
            }

            private static boolean isDone(@Nullable StepFact end) {
                return end instanceof StepSucceeded
                        || (end instanceof StepSkipped skipped && skipped.requestedBy() != null);
            }

            /** Nothing but the output of a step that succeeded is ever in a prompt. */
            void checkPrompt(StartAttempt dispatch) {
                RunId run = dispatch.attempt().run();
                StepSpec spec = spec(new Node(run, dispatch.attempt().step()));
                String expected = "ask $IN";
                for (StepId source : spec.inputs().values()) {
                    expected = "ask "
                            + (ends.get(new Node(run, source)) instanceof StepSucceeded
                                    ? answer(source, AttemptOutcome.SUCCEEDED)
                                    : "(step " + source + " did not succeed, so it has no output)");
                }
                if (spec.prompt() != null) {
                    assertThat(dispatch.prompt()).isEqualTo(expected);
                }
            }

            private void check(Node node, StepFact fact) {
                switch (fact) {
                    case StepDispatched d -> dispatched(node, d);
                    case StepBackingOff rest -> {
                        inFlight.remove(node);
                        if (rest.result().outcome() == AttemptOutcome.HANDED_BACK) {
                            forgiven.merge(node, 1, Integer::sum);
                        } else {
                            failed(node, rest.result());
                            if (!rest.result().awaitsDecision()) {
                                checkRetryIsAllowed(node, rest.result());
                            }
                        }
                    }
                    case StepConflicted _ -> {
                        inFlight.remove(node);
                        assertThat(conflicted.add(node))
                                .as("a step is conflicted once")
                                .isTrue();
                    }
                    case StepReopened _ -> {
                        failures.remove(node);
                        if (!conflicted.remove(node)) {
                            assertThat(ends.remove(node))
                                    .as("only what was not done is tried again")
                                    .isInstanceOfAny(StepFailed.class, StepSkipped.class);
                        }
                        forgiven.put(node, attempts.getOrDefault(node, 0));
                    }
                    case StepSkipped skipped
                    when skipped.requestedBy() != null -> {
                        conflicted.remove(node);
                        assertThat(isDone(ends.put(node, fact)))
                                .as("nobody does without what was done")
                                .isFalse();
                    }
                    case StepSucceeded _, StepFailed _, StepCancelled _, StepSkipped _ -> {
                        inFlight.remove(node);
                        boolean decided = conflicted.remove(node);
                        assertThat(ends.put(node, fact)).as("a step ends once").isNull();
                        if (fact instanceof StepFailed failed) {
                            failed(node, failed.result());
                            assertThat(decided
                                            || failed.gaveUp() == null
                                            || counted(node)
                                                    < spec(node).retry().attempts())
                                    .as("only who has attempts left is given up")
                                    .isTrue();
                        }
                        if (fact instanceof StepFailed && spec(node).afterFailure() == AfterFailure.CONTINUE) {
                            goneOnFrom.add(node);
                        }
                    }
                    default -> {}
                }
            }

            private void failed(Node node, AttemptResult result) {
                failures.computeIfAbsent(node, key -> new ArrayList<>()).add(String.valueOf(result.signature()));
            }

            private int counted(Node node) {
                return attempts.getOrDefault(node, 0) - forgiven.getOrDefault(node, 0);
            }

            /** Holds what is tried again against the policy, in its simplest words. */
            private void checkRetryIsAllowed(Node node, AttemptResult result) {
                RetryPolicy retry = spec(node).retry();
                List<String> all = Objects.requireNonNull(failures.get(node));
                assertThat(retry.notOn().stream().map(Enum::name))
                        .doesNotContain(result.outcome().name());
                Integer identical = retry.identicalFailures();
                if (result.signature() != null && identical != null && all.size() >= identical) {
                    assertThat(Set.copyOf(all.subList(all.size() - identical, all.size())))
                            .hasSizeGreaterThan(1);
                }
                Oscillation oscillation = retry.oscillation();
                if (result.signature() != null && oscillation != null) {
                    assertThat(all.reversed().stream()
                                    .limit(oscillation.window())
                                    .filter(result.signature()::equals))
                            .hasSizeLessThan(oscillation.threshold());
                }
            }

            private void dispatched(Node node, StepDispatched fact) {
                StepSpec spec = spec(node);
                assertThat(ends).doesNotContainKey(node);
                assertThat(paused).as("nothing of a paused run is dispatched").doesNotContain(node.run());
                assertThat(held).as("nothing is dispatched in a held workspace").isFalse();
                if (spec.checkpoint() != null) {
                    assertThat(passed).as("somebody let it pass its checkpoint").contains(node);
                }
                assertThat(fact.attempt()).isEqualTo(attempts.merge(node, 1, Integer::sum));
                assertThat(fact.attempt() - forgiven.getOrDefault(node, 0))
                        .isLessThanOrEqualTo(spec.retry().attempts());
                assertThat(fact.epoch()).isGreaterThan(epochs.getOrDefault(node.run(), 0L));
                epochs.put(node.run(), fact.epoch());
                for (StepId needed : spec.dependsOn()) {
                    Node before = new Node(node.run(), needed);
                    assertThat(isDone(ends.get(before)) || goneOnFrom.contains(before))
                            .as("%s lets %s go on", before, node)
                            .isTrue();
                }
                checkFilesOfRuns(node, spec);
                inFlight.forEach((other, _) -> assertThat(
                                ScopeOverlap.between(spec.files(), spec(other).files()))
                        .as("%s and %s in flight together", node, other)
                        .isEmpty());
                assertThat(inFlight.put(node, fact)).isNull();
                checkLimits(node, fact);
            }

            /** A run that holds its files as a run has those that its definition names from its first dispatch until it ends. */
            private void checkFilesOfRuns(Node node, StepSpec spec) {
                begun.add(node.run());
                for (RunId other : begun) {
                    RunSpec holder = submission(other).spec();
                    if (!other.equals(node.run())
                            && !ended.contains(other)
                            && holder.options().scope() == ClaimScope.RUN) {
                        for (StepSpec held : holder.steps()) {
                            assertThat(ScopeOverlap.between(spec.files(), held.files()))
                                    .as("%s has files of run %s, which holds them", node, other)
                                    .isEmpty();
                        }
                    }
                }
            }

            private void checkLimits(Node node, StepDispatched fact) {
                SubmitRun run = submission(node.run());
                Integer limit = run.spec().options().maxParallel();
                if (limit != null) {
                    assertThat(inFlight.keySet().stream().filter(n -> n.run().equals(node.run())))
                            .hasSizeLessThanOrEqualTo(limit);
                }
                AgentSpec agent = agent(run, fact.agent());
                assertThat(inFlight.values().stream().filter(d -> d.agent().equals(fact.agent())))
                        .hasSizeLessThanOrEqualTo(agent.capacity());
                AgentId fallback = spec(node).retry().fallbackFor(counted(node));
                if (fallback != null) {
                    assertThat(fact.agent())
                            .as("fallback agents in their order")
                            .isEqualTo(fallback);
                } else {
                    assertThat(agent.labels()).containsAllEntriesOf(spec(node).agentLabels());
                }
                String track = spec(node).track();
                if (fallback == null && track != null && agent.track() != null) {
                    assertThat(agent.track()).isEqualTo(track);
                }
            }

            private AgentSpec agent(SubmitRun run, AgentId agent) {
                boolean isIdle = inFlight.values().stream()
                                .filter(d -> d.agent().equals(agent))
                                .count()
                        == 1;
                if (removing.contains(agent) && isIdle) {
                    removing.remove(agent);
                    drained.remove(agent);
                    registered.remove(agent);
                }
                assertThat(drained).as("a draining agent is given nothing").doesNotContain(agent);
                AgentSpec known = registered.get(agent);
                return known != null
                        ? known
                        : run.spec().agents().stream()
                                .filter(a -> a.id().equals(agent))
                                .findFirst()
                                .orElseThrow();
            }

            private StepSpec spec(Node node) {
                return submission(node.run()).spec().steps().stream()
                        .filter(s -> s.id().equals(node.step()))
                        .findFirst()
                        .orElseGet(() -> Objects.requireNonNull(added.get(node)));
            }
        }
    }
}
