package dev.signalbox.contracts.governor;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.signalbox.contracts.spec.Usage;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A tripwire that an attempt has touched, with the evidence. Each is touched at most once in an attempt.
 *
 * @param tripwire which one
 * @param mode what the governor did at the time
 * @param stopped whether the attempt was stopped for it; otherwise it would have been in the mode {@code enforce}
 * @param scope whose limit was exceeded; null when it is none of cost, tokens, turns and time
 * @param reason what happened, in a sentence
 * @param measured what was measured, in the unit
 * @param allowed the threshold, in the unit
 * @param unit what is counted: USD, tokens, turns, seconds, rounds, failures or strikes
 * @param calls the calls in question, in their order: the tool and a hash of what it was given; of a loop, one round
 * @param parts what the last score was made of, where progress is in question
 * @param usage what the attempt had used by then
 * @param elapsed how long it had been at work by then
 */
public record Trip(
        Tripwire tripwire,
        GovernorMode mode,
        boolean stopped,
        @Nullable GovernedScope scope,
        String reason,
        BigDecimal measured,
        BigDecimal allowed,
        String unit,
        @JsonInclude(JsonInclude.Include.NON_EMPTY) List<String> calls,
        @JsonInclude(JsonInclude.Include.NON_EMPTY) List<ScorePart> parts,
        Usage usage,
        Duration elapsed) {
    public Trip {
        calls = calls == null ? List.of() : List.copyOf(calls);
        parts = parts == null ? List.of() : List.copyOf(parts);
    }

    /** The same with another usage, for one that knows what it cost. */
    public Trip withUsage(Usage other) {
        return new Trip(tripwire, mode, stopped, scope, reason, measured, allowed, unit, calls, parts, other, elapsed);
    }
}
