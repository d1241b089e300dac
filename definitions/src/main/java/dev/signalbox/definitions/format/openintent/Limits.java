package dev.signalbox.definitions.format.openintent;

import dev.signalbox.contracts.spec.Budget;
import dev.signalbox.contracts.spec.BudgetRule;
import dev.signalbox.contracts.spec.OnExceed;
import dev.signalbox.contracts.spec.OnFailure;
import dev.signalbox.contracts.spec.RunOptions;
import dev.signalbox.contracts.spec.RunOptionsBuilder;
import java.math.BigDecimal;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** Collects the limits of a run that are enforced; of two that differ the tighter counts. Not thread-safe. */
final class Limits {
    static final int MOST_PARALLEL = 1_000_000;
    static final Duration LONGEST = Duration.ofDays(3_650);

    private @Nullable Integer parallel;
    private @Nullable Duration timeout;
    private @Nullable BigDecimal usd;
    private OnExceed onExceed = OnExceed.PAUSE;
    private int warnAt = BudgetRule.DEFAULT_WARN_AT;

    void atMostInParallel(int steps) {
        parallel = parallel == null ? steps : Math.min(parallel, steps);
    }

    void atMost(Duration time) {
        timeout = timeout == null || time.compareTo(timeout) < 0 ? time : timeout;
    }

    void atMost(BigDecimal dollars) {
        usd = usd == null ? dollars : usd.min(dollars);
    }

    /** What happens at the limit in money; it says nothing where there is none. */
    void onExceed(OnExceed what) {
        onExceed = what;
    }

    void warnAt(int percent) {
        warnAt = percent;
    }

    RunOptions options() {
        BudgetRule budget = usd == null ? null : new BudgetRule(Budget.ofUsd(usd), onExceed, warnAt);
        return RunOptionsBuilder.builder()
                .maxParallel(parallel)
                .onFailure(OnFailure.CONTINUE)
                .priority(RunOptions.DEFAULT_PRIORITY)
                .timeout(timeout)
                .build()
                .withBudget(budget);
    }
}
