package dev.signalbox.cli.run;

import dev.signalbox.cli.text.Words;
import dev.signalbox.contracts.api.PlanEstimates;
import dev.signalbox.contracts.api.PlanEstimates.DeclaredCost;
import dev.signalbox.contracts.api.PlanEstimates.DeclaredDuration;
import dev.signalbox.contracts.api.PlanEstimates.DeclaredTokens;
import dev.signalbox.contracts.api.PlanEstimates.RunHistory;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** What a run costs and takes, in the words of people; unknown is said to be unknown. */
final class EstimateWords {
    private EstimateWords() {}

    static List<String> lines(PlanEstimates estimates) {
        List<String> lines = new ArrayList<>();
        lines.add("Estimated cost: " + cost(estimates));
        lines.add("Estimated time: " + time(estimates));
        DeclaredTokens tokens = estimates.tokens();
        if (tokens != null) {
            lines.add("Estimated tokens: %s, %s"
                    .formatted(
                            String.format(Locale.ROOT, "%,d", tokens.total()), declaredBy(tokens.steps(), estimates)));
        }
        RunHistory history = estimates.history();
        if (history != null) {
            lines.add("%s of this name took %s to %s, %s on average, and cost %s to %s, %s on average"
                    .formatted(
                            Words.count(history.runs(), "earlier run"),
                            Words.of(history.shortest()),
                            Words.of(history.longest()),
                            Words.of(history.average()),
                            money(history.leastUsd()),
                            money(history.mostUsd()),
                            money(history.averageUsd())));
        }
        return lines;
    }

    private static String cost(PlanEstimates estimates) {
        DeclaredCost cost = estimates.cost();
        return cost == null
                ? "unknown, no step declares one"
                : range(money(cost.leastUsd()), cost.mostUsd() == null ? null : money(cost.mostUsd())) + ", "
                        + declaredBy(cost.steps(), estimates);
    }

    private static String time(PlanEstimates estimates) {
        DeclaredDuration duration = estimates.duration();
        return duration == null
                ? "unknown, no step declares one"
                : range(Words.of(duration.least()), duration.most() == null ? null : Words.of(duration.most())) + ", "
                        + declaredBy(duration.steps(), estimates);
    }

    private static String range(String least, @Nullable String most) {
        return most == null ? "at least " + least + ", at most unknown" : least + " to " + most;
    }

    private static String declaredBy(int steps, PlanEstimates estimates) {
        return "declared by %d of %s".formatted(steps, Words.count(estimates.steps(), "step"));
    }

    /** Cents, or more places where there is less than a cent. */
    private static String money(BigDecimal dollars) {
        return "$"
                + dollars.setScale(Math.clamp(dollars.stripTrailingZeros().scale(), 2, 6), RoundingMode.HALF_UP)
                        .toPlainString();
    }
}
