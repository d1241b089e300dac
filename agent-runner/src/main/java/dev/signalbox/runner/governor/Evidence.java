package dev.signalbox.runner.governor;

import dev.signalbox.contracts.governor.GovernedScope;
import dev.signalbox.contracts.governor.GovernorMode;
import dev.signalbox.contracts.governor.GovernorScore;
import dev.signalbox.contracts.governor.ScorePart;
import dev.signalbox.contracts.governor.Trip;
import dev.signalbox.contracts.governor.Tripwire;
import dev.signalbox.contracts.spec.Usage;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Why a tripwire is touched. {@link Trip} explains the parts. */
record Evidence(
        Tripwire tripwire,
        @Nullable GovernedScope scope,
        String reason,
        BigDecimal measured,
        BigDecimal allowed,
        String unit,
        List<String> calls,
        List<ScorePart> parts) {
    static Evidence counted(
            Tripwire tripwire, String reason, int measured, int allowed, String unit, List<String> calls) {
        return new Evidence(
                tripwire,
                null,
                reason,
                BigDecimal.valueOf(measured),
                BigDecimal.valueOf(allowed),
                unit,
                calls,
                List.of());
    }

    static Evidence timed(
            Tripwire tripwire, @Nullable GovernedScope scope, String reason, Duration measured, Duration allowed) {
        return new Evidence(
                tripwire, scope, reason, seconds(measured), seconds(allowed), "seconds", List.of(), List.of());
    }

    static Evidence limited(
            Tripwire tripwire,
            GovernedScope scope,
            String reason,
            BigDecimal measured,
            BigDecimal allowed,
            String unit) {
        return new Evidence(tripwire, scope, reason, measured, allowed, unit, List.of(), List.of());
    }

    static Evidence of(GovernorScore score) {
        return new Evidence(
                Tripwire.LOW_PROGRESS,
                null,
                "its score of " + score.score() + " was below " + score.least() + ", and it had " + score.strikes()
                        + " strikes against it of " + score.strikeBudget() + " that it may have",
                BigDecimal.valueOf(score.strikes()),
                BigDecimal.valueOf(score.strikeBudget()),
                "strikes",
                List.of(),
                score.parts());
    }

    Trip trip(GovernorMode mode, Usage usage, Duration elapsed) {
        return new Trip(
                tripwire,
                mode,
                mode == GovernorMode.ENFORCE,
                scope,
                reason,
                measured,
                allowed,
                unit,
                calls,
                parts,
                usage,
                elapsed);
    }

    private static BigDecimal seconds(Duration duration) {
        return BigDecimal.valueOf(duration.toMillis(), 3);
    }
}
