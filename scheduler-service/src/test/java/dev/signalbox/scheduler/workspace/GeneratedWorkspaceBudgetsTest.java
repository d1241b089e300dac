package dev.signalbox.scheduler.workspace;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.contracts.AttemptRef;
import dev.signalbox.contracts.RunId;
import dev.signalbox.contracts.admission.WorkspaceBudget;
import dev.signalbox.contracts.attempt.AttemptOutcome;
import dev.signalbox.contracts.attempt.StartAttempt;
import dev.signalbox.contracts.command.SetWorkspaceBudget;
import dev.signalbox.contracts.command.SubmitRun;
import dev.signalbox.contracts.event.StepDispatched;
import dev.signalbox.contracts.spec.Budget;
import dev.signalbox.contracts.spec.BudgetRule;
import dev.signalbox.contracts.spec.OnExceed;
import dev.signalbox.contracts.spec.ParentRun;
import dev.signalbox.contracts.spec.StepSpec;
import dev.signalbox.contracts.spec.Usage;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Runs and their child runs spend from the budget of their workspace in random order, with losses, restarts and raises. Attempts keep to
 * what is reserved for them; one that has asked for a child run leaves its slice to that.
 */
class GeneratedWorkspaceBudgetsTest {
    private static final int MOST_RUNS = 8;

    static LongStream seeds() {
        return LongStream.range(0, 300);
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void spent_and_reserved_stay_within_the_limit_and_spent_is_the_sum_of_all_runs(long seed) {
        new History(seed).play();
    }

    private static BigDecimal usd(@Nullable Budget amount) {
        return amount == null || amount.usd() == null ? BigDecimal.ZERO : amount.usd();
    }

    private static final class History {
        private final Random random;
        private final World world = new World();
        private final Map<AttemptRef, BigDecimal> used = new LinkedHashMap<>();
        private final Map<AttemptRef, BigDecimal> slices = new HashMap<>();
        private final Set<AttemptRef> parents = new HashSet<>();
        private final Set<RunId> children = new HashSet<>();
        private final List<AttemptRef> live = new ArrayList<>();
        private BigDecimal limit;
        private int runs;
        private int seenDispatches;
        private int seenStops;

        History(long seed) {
            random = new Random(seed);
            limit = new BigDecimal(random.nextInt(12));
        }

        void play() {
            raise(0);
            for (int turn = 0; turn < 60; turn++) {
                act();
                settle();
            }
            for (int turn = 0; turn < 1_000 && !allEnded(); turn++) {
                if (live.isEmpty()) {
                    raise(100);
                    world.pass(Duration.ofSeconds(1));
                } else {
                    finish(live.getFirst());
                }
                settle();
            }
            assertThat(allEnded()).isTrue();
            assertThat(budget().reserved().usd()).isEqualByComparingTo("0");
        }

        private boolean allEnded() {
            return world.statuses.values().stream().allMatch(status -> status.isTerminal());
        }

        private void act() {
            switch (random.nextInt(10)) {
                case 0, 1 -> submit();
                case 2 -> submitChild();
                case 3, 4, 5 -> some().ifPresent(this::use);
                case 6, 7 -> some().ifPresent(this::finish);
                case 8 -> world.restart();
                default -> raise(random.nextInt(4));
            }
        }

        private Optional<AttemptRef> some() {
            return live.isEmpty() ? Optional.empty() : Optional.of(live.get(random.nextInt(live.size())));
        }

        private void submit() {
            if (runs < MOST_RUNS) {
                world.command(Specs.submit(++runs, steps()));
            }
        }

        private void submitChild() {
            some().filter(attempt -> runs < MOST_RUNS && !children.contains(attempt.run()))
                    .ifPresent(parent -> {
                        SubmitRun root = Specs.submit(++runs, steps());
                        parents.add(parent);
                        children.add(root.run());
                        world.command(new SubmitRun(
                                root.run(),
                                root.spec(),
                                root.idempotency(),
                                root.submittedAt(),
                                new ParentRun(parent.run(), parent.step(), parent.attempt(), 1)));
                    });
        }

        private StepSpec[] steps() {
            StepSpec[] steps = new StepSpec[1 + random.nextInt(4)];
            for (int i = 0; i < steps.length; i++) {
                steps[i] = Specs.step("s" + i).withMoney(null, Budget.ofUsd(new BigDecimal(random.nextInt(4))));
            }
            return steps;
        }

        private void use(AttemptRef attempt) {
            if (!parents.contains(attempt)) {
                used.put(attempt, more(attempt));
                world.used(attempt, cost(attempt));
            }
        }

        private void finish(AttemptRef attempt) {
            live.remove(attempt);
            if (!parents.contains(attempt)) {
                used.put(attempt, more(attempt));
            }
            world.finish(
                    attempt, random.nextInt(4) == 0 ? AttemptOutcome.FAILED : AttemptOutcome.SUCCEEDED, cost(attempt));
        }

        private BigDecimal more(AttemptRef attempt) {
            BigDecimal before = used.getOrDefault(attempt, BigDecimal.ZERO);
            BigDecimal left = slices.getOrDefault(attempt, BigDecimal.ZERO).subtract(before);
            return before.add(left.multiply(new BigDecimal(random.nextInt(10))).movePointLeft(1));
        }

        private Usage cost(AttemptRef attempt) {
            return new Usage(0, 0, used.getOrDefault(attempt, BigDecimal.ZERO));
        }

        private void raise(int by) {
            limit = limit.add(new BigDecimal(by));
            world.command(new SetWorkspaceBudget(
                    Specs.WORKSPACE,
                    new BudgetRule(Budget.ofUsd(limit), random.nextBoolean() ? OnExceed.PAUSE : OnExceed.ESCALATE, 80),
                    "worth it",
                    "ann",
                    world.now));
        }

        private void settle() {
            for (; seenDispatches < world.dispatches.size(); seenDispatches++) {
                StartAttempt dispatch = world.dispatches.get(seenDispatches);
                AttemptRef attempt = dispatch.attempt();
                live.add(attempt);
                slices.put(attempt, reservedFor(attempt));
                world.started(attempt, "r1");
            }
            for (; seenStops < world.stops.size(); seenStops++) {
                AttemptRef attempt = world.stops.get(seenStops).attempt();
                if (live.remove(attempt)) {
                    world.finish(attempt, AttemptOutcome.ABORTED, cost(attempt));
                }
            }
            assertWithin();
        }

        private BigDecimal reservedFor(AttemptRef attempt) {
            return world.events.stream()
                    .filter(event -> event.run().equals(attempt.run()))
                    .filter(event -> event.data() instanceof StepDispatched d
                            && d.step().equals(attempt.step())
                            && d.epoch() == attempt.epoch())
                    .map(event -> usd(((StepDispatched) event.data()).reserved()))
                    .findFirst()
                    .orElseThrow();
        }

        private void assertWithin() {
            Budget spent = budget().spent();
            Budget reserved = budget().reserved();
            assertThat(spent.usd())
                    .as("what all attempts of all runs have said")
                    .isEqualByComparingTo(used.values().stream().reduce(BigDecimal.ZERO, BigDecimal::add));
            assertThat(usd(spent).add(usd(reserved))).isLessThanOrEqualTo(limit);
        }

        private WorkspaceBudget budget() {
            return Objects.requireNonNull(world.workspaceStatuses.getLast().budget());
        }
    }
}
