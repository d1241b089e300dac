package dev.signalbox.contracts.governor;

import java.math.BigDecimal;
import java.util.List;

/**
 * How an attempt is getting on, as of one check.
 *
 * @param score what it has done of late, -4 to 6
 * @param least what is expected of an attempt of its age
 * @param strikes how many checks below that it has against it; each check above takes one away
 * @param strikeBudget how many it may have
 * @param parts what the score is made of; without those that are zero
 * @param turns how many turns it has taken since it began
 */
public record GovernorScore(
        BigDecimal score, BigDecimal least, int strikes, int strikeBudget, List<ScorePart> parts, int turns) {
    public GovernorScore {
        parts = List.copyOf(parts);
    }
}
