package dev.signalbox.contracts.governor;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * What a definition says to the governor about a run or a step. What a step does not say, its run says; what neither says, the
 * configuration of the service. Limits are those of whom they are said of: a run's hold for all its attempts together.
 *
 * @param mode what happens when a tripwire is touched
 * @param limits how much is too much
 * @param silence how long nothing may be heard of an attempt; zero for as long as it takes
 * @param loop how many rounds of the same calls are a loop, at least 2; 0 when loops do not matter
 * @param churn how many failures of the same call are too many, at least 2; 0 when they do not matter
 * @param progress whether an attempt with too low a score touches a tripwire
 */
public record GovernorRule(
        @Nullable GovernorMode mode,
        GovernorLimits limits,
        @Nullable Duration silence,
        @Nullable Integer loop,
        @Nullable Integer churn,
        @Nullable Boolean progress) {
    public static final GovernorRule NONE = new GovernorRule(null, GovernorLimits.NONE, null, null, null, null);

    public GovernorRule {
        limits = limits == null ? GovernorLimits.NONE : limits;
    }

    /** The same rule with another mode, where one is given, and with other limits, as far as they are given. */
    public GovernorRule overriddenBy(@Nullable GovernorMode otherMode, GovernorLimits otherLimits) {
        return new GovernorRule(
                otherMode == null ? mode : otherMode, otherLimits.orElse(limits), silence, loop, churn, progress);
    }
}
