package dev.signalbox.definitions.plan;

import dev.signalbox.contracts.api.PlanEstimates;
import dev.signalbox.contracts.api.PlanEstimates.DeclaredCost;
import dev.signalbox.contracts.api.PlanEstimates.DeclaredDuration;
import dev.signalbox.contracts.api.PlanEstimates.DeclaredTokens;
import dev.signalbox.contracts.spec.Budget;
import dev.signalbox.contracts.spec.FakeScript;
import dev.signalbox.contracts.spec.StepSpec;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** Adds up what the steps declare to cost and to take. Adds nothing of its own: a step that declares nothing is unknown. */
final class DeclaredEstimates {
    private DeclaredEstimates() {}

    static PlanEstimates of(StepGraph graph) {
        List<StepSpec> steps =
                IntStream.range(0, graph.size()).mapToObj(graph::step).toList();
        return new PlanEstimates(steps.size(), cost(steps), duration(graph, steps), tokens(steps), null);
    }

    private static @Nullable DeclaredCost cost(List<StepSpec> steps) {
        BigDecimal least = BigDecimal.ZERO;
        BigDecimal most = BigDecimal.ZERO;
        int declared = 0;
        for (StepSpec step : steps) {
            Optional<BigDecimal> scripted = scriptedCost(step);
            Optional<BigDecimal> bound = scripted.or(() -> declaredCost(step));
            least = least.add(scripted.orElse(BigDecimal.ZERO));
            most = most.add(bound.orElse(BigDecimal.ZERO));
            declared += bound.isPresent() ? 1 : 0;
        }
        return declared == 0 ? null : new DeclaredCost(declared, least, declared == steps.size() ? most : null);
    }

    private static @Nullable DeclaredDuration duration(StepGraph graph, List<StepSpec> steps) {
        List<Duration> times = new ArrayList<>();
        Duration all = Duration.ZERO;
        int declared = 0;
        for (StepSpec step : steps) {
            Duration time = scriptedTime(step).orElse(Duration.ZERO);
            times.add(time);
            all = all.plus(time);
            declared += step.fake() == null ? 0 : 1;
        }
        Duration least = graph.criticalPath(times).stream().map(times::get).reduce(Duration.ZERO, Duration::plus);
        return declared == 0 ? null : new DeclaredDuration(declared, least, declared == steps.size() ? all : null);
    }

    private static @Nullable DeclaredTokens tokens(List<StepSpec> steps) {
        List<BigDecimal> declared =
                steps.stream().flatMap(step -> declaredTokens(step).stream()).toList();
        return declared.isEmpty()
                ? null
                : new DeclaredTokens(
                        declared.size(),
                        declared.stream()
                                .reduce(BigDecimal.ZERO, BigDecimal::add)
                                .longValue());
    }

    private static Optional<BigDecimal> scriptedCost(StepSpec step) {
        return Optional.ofNullable(step.fake())
                .flatMap(script -> Optional.ofNullable(script.usage())
                        .map(usage -> usage.costUsd().multiply(BigDecimal.valueOf(attempts(step, script)))));
    }

    private static Optional<Duration> scriptedTime(StepSpec step) {
        return Optional.ofNullable(step.fake()).map(script -> script.duration().multipliedBy(attempts(step, script)));
    }

    private static long attempts(StepSpec step, FakeScript script) {
        return Math.min(script.failures() + 1L, step.retry().attempts());
    }

    /** What all attempts together cost at most: what the step may spend, or what each of them is expected to. */
    private static Optional<BigDecimal> declaredCost(StepSpec step) {
        Optional<BigDecimal> most =
                Optional.ofNullable(step.budget()).map(rule -> rule.limit().usd());
        return most.or(() -> Optional.ofNullable(step.estimate())
                .map(Budget::usd)
                .map(usd -> usd.multiply(BigDecimal.valueOf(step.retry().attempts()))));
    }

    private static Optional<BigDecimal> declaredTokens(StepSpec step) {
        return Optional.ofNullable(step.estimate()).map(Budget::tokens).map(BigDecimal::valueOf);
    }
}
