package dev.signalbox.definitions.format;

import dev.signalbox.contracts.spec.Budget;
import dev.signalbox.contracts.spec.BudgetRule;
import dev.signalbox.contracts.spec.OnExceed;
import dev.signalbox.definitions.InputProblemCode;
import dev.signalbox.definitions.draft.Choice;
import dev.signalbox.definitions.draft.Problems;
import dev.signalbox.definitions.draft.Section;
import java.math.BigDecimal;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Reads {@code budget} and {@code estimate}, which runs and steps write alike. */
final class BudgetSection {
    private static final List<String> ON_EXCEED = List.of("pause", "fail", "escalate");

    private final Problems problems;

    BudgetSection(Problems problems) {
        this.problems = problems;
    }

    /** The budget of a run or step; null when it has none. */
    @Nullable
    BudgetRule budget(Section owner) {
        Optional<Section> budget = owner.section("budget", "'budget'");
        return budget.map(section -> {
                    Budget limit = amounts(section);
                    String onExceed = Choice.of(section, "on_exceed", ON_EXCEED);
                    Integer warnAt = section.wholeNumber("warn_at", 1, 100);
                    section.reportUnknownKeys();
                    return new BudgetRule(
                            limit,
                            onExceed == null ? OnExceed.PAUSE : OnExceed.valueOf(onExceed.toUpperCase(Locale.ROOT)),
                            warnAt == null ? BudgetRule.DEFAULT_WARN_AT : warnAt);
                })
                .orElse(null);
    }

    /** What one attempt at a step is expected to spend; null when it does not say. */
    @Nullable
    Budget estimate(Section step) {
        return step.section("estimate", "'estimate'")
                .map(section -> {
                    Budget amounts = amounts(section);
                    section.reportUnknownKeys();
                    return amounts;
                })
                .orElse(null);
    }

    private Budget amounts(Section section) {
        BigDecimal usd = section.amount("usd");
        Long tokens = section.wholeNumber("tokens", 0L, Long.MAX_VALUE);
        if (!section.has("usd") && !section.has("tokens")) {
            problems.error(InputProblemCode.KEY_MISSING, section.place(), "'usd' or 'tokens' must say how much");
        }
        return new Budget(usd, tokens);
    }
}
