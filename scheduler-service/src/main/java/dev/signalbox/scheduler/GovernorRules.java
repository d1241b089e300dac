package dev.signalbox.scheduler;

import dev.signalbox.contracts.governor.GovernorLimits;
import dev.signalbox.scheduler.governor.GovernorSettings;
import java.time.Duration;

/** What the configuration of the governor must fulfil. */
final class GovernorRules {
    private static final Duration SHORTEST_CHECK = Duration.ofSeconds(15);
    private static final Duration SHORTEST_FUSE = Duration.ofSeconds(60);
    private static final int MOST = 100;
    private static final int LONGEST_CYCLE = 12;

    private GovernorRules() {}

    /** @throws IllegalArgumentException with a sentence that names the key */
    static GovernorSettings settings(GovernorConfiguration configuration) {
        require(atLeast(configuration.check(), SHORTEST_CHECK), "check must be at least 15s");
        require(
                atLeast(configuration.window(), configuration.check()),
                "window must be at least as long as signalbox.governor.check");
        require(atLeast(configuration.fuse(), SHORTEST_FUSE), "fuse must be at least 60s");
        require(
                configuration.maxCostUsd().stream().allMatch(usd -> usd.signum() > 0),
                "max-cost-usd must be more than nothing");
        require(configuration.maxTokens().stream().allMatch(tokens -> tokens >= 1), "max-tokens must be at least 1");
        require(configuration.maxTurns().stream().allMatch(turns -> turns >= 1), "max-turns must be at least 1");
        require(!configuration.silence().isNegative(), "silence must not be negative");
        require(!configuration.silenceInCall().isNegative(), "silence-in-call must not be negative");
        require(isCount(configuration.loop()), "loop must be 0, or from 2 to 100");
        require(isCount(configuration.churn()), "churn must be 0, or from 2 to 100");
        require(
                configuration.longestCycle() >= 1 && configuration.longestCycle() <= LONGEST_CYCLE,
                "longest-cycle must be from 1 to 12");
        return new GovernorSettings(
                configuration.mode(),
                configuration.check(),
                configuration.window(),
                configuration.silence(),
                configuration.silenceInCall(),
                configuration.loop(),
                configuration.longestCycle(),
                configuration.churn(),
                new GovernorLimits(
                        configuration.maxCostUsd().orElse(null),
                        configuration.maxTokens().orElse(null),
                        configuration.maxTurns().orElse(null),
                        configuration.fuse()));
    }

    private static boolean isCount(int number) {
        return number == 0 || (number >= 2 && number <= MOST);
    }

    private static boolean atLeast(Duration value, Duration least) {
        return value.compareTo(least) >= 0;
    }

    private static void require(boolean fulfilled, String sentence) {
        if (!fulfilled) {
            throw new IllegalArgumentException("signalbox.governor." + sentence);
        }
    }
}
