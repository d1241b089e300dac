package dev.signalbox.scheduler.workspace;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.contracts.AttemptRef;
import dev.signalbox.contracts.RunId;
import dev.signalbox.contracts.StepId;
import dev.signalbox.contracts.attempt.AttemptOutcome;
import dev.signalbox.contracts.attempt.AttemptResult;
import dev.signalbox.contracts.command.RaiseBudget;
import dev.signalbox.contracts.command.SubmitRun;
import dev.signalbox.contracts.event.BudgetRaised;
import dev.signalbox.contracts.event.RunEnded;
import dev.signalbox.contracts.event.RunEvent;
import dev.signalbox.contracts.event.RunFact;
import dev.signalbox.contracts.event.RunStatus;
import dev.signalbox.contracts.event.StepBackingOff;
import dev.signalbox.contracts.event.StepCancelled;
import dev.signalbox.contracts.event.StepDispatched;
import dev.signalbox.contracts.event.StepFailed;
import dev.signalbox.contracts.event.StepSucceeded;
import dev.signalbox.contracts.event.UsageRecorded;
import dev.signalbox.contracts.spec.Budget;
import dev.signalbox.contracts.spec.BudgetRule;
import dev.signalbox.contracts.spec.FileScope;
import dev.signalbox.contracts.spec.OnExceed;
import dev.signalbox.contracts.spec.RetryPolicy;
import dev.signalbox.contracts.spec.RunOptions;
import dev.signalbox.contracts.spec.StepSpec;
import dev.signalbox.contracts.spec.Usage;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.Consumer;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Generated histories of money: runs and steps with budgets of every kind, attempts that keep to what is reserved for them, retries,
 * losses, refused reports, raises, restarts. At every event what is spent and reserved is within every limit; at the end nothing is
 * reserved, and what is recorded is what was reported.
 */
class GeneratedBudgetsTest {
    static LongStream seeds() {
        return LongStream.range(0, 1_000);
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void a_limit_is_a_limit_in_every_history(long seed) {
        new History(seed).play();
    }

    private static final class History {
        private final Random random;
        private final World world = new World();
        private final Map<RunId, SubmitRun> submitted = new LinkedHashMap<>();
        private final Map<AttemptRef, Usage> reported = new LinkedHashMap<>();
        private final List<AttemptRef> live = new ArrayList<>();
        private final Ledger ledger = new Ledger();
        private int seenDispatches;
        private int seenStops;

        History(long seed) {
            random = new Random(seed);
        }

        void play() {
            for (int turn = 0; turn < 80; turn++) {
                act();
                settle();
            }
            for (int turn = 0; turn < 2_000 && !allEnded(); turn++) {
                finishSomething();
                settle();
            }
            assertThat(world.statuses.values()).allMatch(RunStatus::isTerminal);
            assertThat(world.reserved().isNothing())
                    .as("nothing is reserved at the end")
                    .isTrue();
            ledger.assertSumsAre(reported);
        }

        private boolean allEnded() {
            return world.statuses.values().stream().allMatch(RunStatus::isTerminal);
        }

        private void act() {
            switch (random.nextInt(12)) {
                case 0, 1 -> submit();
                case 2, 3, 4 -> onSome(this::use);
                case 5, 6, 7 ->
                    onSome(attempt ->
                            finish(attempt, random.nextInt(3) == 0 ? AttemptOutcome.FAILED : AttemptOutcome.SUCCEEDED));
                case 8 -> world.pass(Duration.ofSeconds(random.nextInt(9)));
                case 9 -> world.restart();
                case 10 -> onSome(attempt -> world.used(attempt, usage("-1")));
                default -> raise(random.nextInt(5));
            }
        }

        private void finishSomething() {
            if (!live.isEmpty()) {
                finish(live.getFirst(), AttemptOutcome.SUCCEEDED);
            } else {
                raise(1_000);
                submitted.keySet().forEach(run -> world.resumeRun(number(run)));
                world.pass(Duration.ofSeconds(1));
            }
        }

        private void onSome(Consumer<AttemptRef> wish) {
            if (!live.isEmpty()) {
                wish.accept(live.get(random.nextInt(live.size())));
            }
        }

        private void use(AttemptRef attempt) {
            Usage total = more(attempt);
            reported.put(attempt, total);
            world.used(attempt, total);
        }

        private void finish(AttemptRef attempt, AttemptOutcome outcome) {
            live.remove(attempt);
            Usage total = random.nextInt(8) == 0 ? reported.getOrDefault(attempt, Usage.NONE) : more(attempt);
            reported.put(attempt, total);
            world.finish(attempt, outcome, total);
        }

        /** Never more than what is reserved for the attempt, never less than before. */
        private Usage more(AttemptRef attempt) {
            BigDecimal before = reported.getOrDefault(attempt, Usage.NONE).costUsd();
            BigDecimal left = ledger.reservedFor(attempt).subtract(before);
            return new Usage(
                    0,
                    0,
                    before.add(left.multiply(new BigDecimal(random.nextInt(5))).movePointLeft(1)));
        }

        private void raise(int by) {
            for (SubmitRun run : submitted.values()) {
                raise(run.run(), null, by);
                for (StepSpec step : run.spec().steps()) {
                    if (step.budget() != null && random.nextBoolean()) {
                        raise(run.run(), step.id(), by);
                    }
                }
            }
        }

        private void raise(RunId run, @Nullable StepId step, int by) {
            BigDecimal limit = ledger.limit(run, step);
            if (limit != null) {
                world.command(new RaiseBudget(
                        Specs.WORKSPACE,
                        run,
                        step,
                        Budget.ofUsd(limit.add(new BigDecimal(by))),
                        "worth it",
                        "ann",
                        world.now));
            }
        }

        private void submit() {
            if (submitted.size() < 4) {
                int number = submitted.size() + 1;
                List<StepSpec> steps = new ArrayList<>();
                int count = 1 + random.nextInt(8);
                for (int i = 0; i < count; i++) {
                    steps.add(step(i));
                }
                RunOptions options = RunOptions.DEFAULT.withBudget(random.nextInt(5) == 0 ? null : rule(8));
                SubmitRun run =
                        Specs.submit(number, List.of(Specs.agent("any", null, 1 + random.nextInt(4))), options, steps);
                submitted.put(run.run(), run);
                ledger.open(run);
                world.command(run);
            }
        }

        private StepSpec step(int i) {
            String[] needs = i > 0 && random.nextInt(3) == 0 ? new String[] {"s" + random.nextInt(i)} : new String[0];
            RetryPolicy retry = new RetryPolicy(1 + random.nextInt(3), List.of(Duration.ofSeconds(random.nextInt(2))));
            return Specs.step("s" + i, FileScope.NONE, retry, needs)
                    .withMoney(
                            random.nextInt(4) == 0 ? rule(3) : null,
                            random.nextInt(3) == 0 ? null : Budget.ofUsd(new BigDecimal(random.nextInt(4))));
        }

        private BudgetRule rule(int most) {
            OnExceed[] all = OnExceed.values();
            return new BudgetRule(
                    Budget.ofUsd(new BigDecimal(random.nextInt(most))), all[random.nextInt(all.length)], 80);
        }

        private void settle() {
            ledger.check();
            for (; seenDispatches < world.dispatches.size(); seenDispatches++) {
                AttemptRef attempt = world.dispatches.get(seenDispatches).attempt();
                live.add(attempt);
                world.started(attempt, "r1");
            }
            for (; seenStops < world.stops.size(); seenStops++) {
                AttemptRef attempt = world.stops.get(seenStops).attempt();
                if (live.contains(attempt) && ledger.isInFlight(attempt)) {
                    finish(attempt, AttemptOutcome.ABORTED);
                    ledger.check();
                }
            }
            live.removeIf(attempt -> !ledger.isInFlight(attempt));
            ledger.check();
        }

        private static int number(RunId run) {
            return Integer.parseInt(run.value().substring(24), 16);
        }

        private static Usage usage(String dollars) {
            return new Usage(0, 0, new BigDecimal(dollars));
        }

        /** What any consumer of the events can know of the money. */
        private final class Ledger {
            private record Node(RunId run, @Nullable StepId step) {}

            private final Map<Node, BigDecimal> limits = new HashMap<>();
            private final Map<AttemptRef, BigDecimal> reserved = new LinkedHashMap<>();
            private final Map<AttemptRef, BigDecimal> used = new LinkedHashMap<>();
            private final Map<Node, AttemptRef> inFlight = new HashMap<>();
            private final Map<RunId, BigDecimal> ended = new HashMap<>();
            private int seen;

            void open(SubmitRun run) {
                limit(new Node(run.run(), null), run.spec().options().budget());
                run.spec().steps().forEach(step -> limit(new Node(run.run(), step.id()), step.budget()));
            }

            private void limit(Node node, @Nullable BudgetRule rule) {
                if (rule != null && rule.limit().usd() != null) {
                    limits.put(node, rule.limit().usd());
                }
            }

            @Nullable
            BigDecimal limit(RunId run, @Nullable StepId step) {
                return limits.get(new Node(run, step));
            }

            BigDecimal reservedFor(AttemptRef attempt) {
                return reserved.getOrDefault(attempt, BigDecimal.ZERO);
            }

            boolean isInFlight(AttemptRef attempt) {
                return inFlight.containsValue(attempt);
            }

            void check() {
                for (; seen < world.events.size(); seen++) {
                    RunEvent event = world.events.get(seen);
                    take(event.run(), event.data());
                    limits.forEach(this::assertWithin);
                }
            }

            private void take(RunId run, RunFact fact) {
                switch (fact) {
                    case StepDispatched d -> dispatched(run, d);
                    case UsageRecorded u -> use(run, u.step(), u.usage());
                    case StepSucceeded s -> end(run, s.step(), s.result());
                    case StepFailed f -> end(run, f.step(), f.result());
                    case StepBackingOff b -> end(run, b.step(), b.result());
                    case StepCancelled c -> end(run, c.step(), c.result());
                    case BudgetRaised r ->
                        limits.put(new Node(run, r.step()), r.limit().usd());
                    case RunEnded e -> ended.put(run, e.usage().costUsd());
                    default -> {}
                }
            }

            private void dispatched(RunId run, StepDispatched fact) {
                AttemptRef attempt = new AttemptRef(Specs.WORKSPACE, run, fact.step(), fact.attempt(), fact.epoch());
                inFlight.put(new Node(run, fact.step()), attempt);
                Budget budget = fact.reserved();
                reserved.put(attempt, budget == null || budget.usd() == null ? BigDecimal.ZERO : budget.usd());
                used.put(attempt, BigDecimal.ZERO);
            }

            private void use(RunId run, StepId step, Usage usage) {
                AttemptRef attempt = inFlight.get(new Node(run, step));
                if (attempt != null) {
                    used.merge(attempt, usage.costUsd(), BigDecimal::max);
                }
            }

            private void end(RunId run, StepId step, @Nullable AttemptResult result) {
                if (result != null) {
                    use(run, step, result.usage());
                }
                inFlight.remove(new Node(run, step));
            }

            private void assertWithin(Node node, BigDecimal limit) {
                assertThat(spent(node).add(held(node)))
                        .as("spent and reserved of %s at event %s", node, seen)
                        .isLessThanOrEqualTo(limit);
            }

            private BigDecimal spent(Node node) {
                return sum(attempts(node).map(attempt -> used.getOrDefault(attempt, BigDecimal.ZERO)));
            }

            private BigDecimal held(Node node) {
                return sum(attempts(node)
                        .filter(this::isInFlight)
                        .map(attempt -> reservedFor(attempt)
                                .subtract(used.getOrDefault(attempt, BigDecimal.ZERO))
                                .max(BigDecimal.ZERO)));
            }

            private Stream<AttemptRef> attempts(Node node) {
                return reserved.keySet().stream()
                        .filter(attempt -> attempt.run().equals(node.run()))
                        .filter(attempt -> node.step() == null || attempt.step().equals(node.step()));
            }

            void assertSumsAre(Map<AttemptRef, Usage> reports) {
                ended.forEach((run, total) -> assertThat(total)
                        .as("the usage of %s", run)
                        .isEqualByComparingTo(sum(reports.entrySet().stream()
                                .filter(entry -> entry.getKey().run().equals(run))
                                .map(entry -> entry.getValue().costUsd()))));
            }

            private static BigDecimal sum(Stream<BigDecimal> amounts) {
                return amounts.reduce(BigDecimal.ZERO, BigDecimal::add);
            }
        }
    }
}
