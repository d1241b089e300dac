package dev.signalbox.scheduler;

import dev.signalbox.contracts.governor.GovernorMode;
import io.quarkus.runtime.annotations.ConfigDocDefault;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.Optional;

/** What the governor watches in attempts of which a definition says nothing else. */
@ConfigMapping(prefix = "signalbox.governor")
public interface GovernorConfiguration {
    /** What happens at a tripwire: {@code observe}, {@code warn} or {@code enforce}. Also read from {@code PI_ORCH_GOV_MODE}. */
    @WithDefault("${PI_ORCH_GOV_MODE:warn}")
    @ConfigDocDefault("warn")
    GovernorMode mode();

    /** How often the score of an attempt is counted, at least 15 s. Also read from {@code PI_ORCH_GOV_CHECK_SECONDS}, in seconds. */
    @WithDefault("${PI_ORCH_GOV_CHECK_SECONDS:75}s")
    @ConfigDocDefault("75s")
    Duration check();

    /**
     * How far back the score looks, at least as far as the check before. Also read from {@code PI_ORCH_GOV_WINDOW_SECONDS}, in seconds.
     */
    @WithDefault("${PI_ORCH_GOV_WINDOW_SECONDS:180}s")
    @ConfigDocDefault("180s")
    Duration window();

    /**
     * How long attempts at a step may be at work, all together, at least 60 s. Also read from
     * {@code PI_ORCH_GOV_EMERGENCY_FUSE_SECONDS}, in seconds.
     */
    @WithDefault("${PI_ORCH_GOV_EMERGENCY_FUSE_SECONDS:14400}s")
    @ConfigDocDefault("4h")
    Duration fuse();

    /** What attempts at a step may cost in US dollars, all together. Also read from {@code PI_ORCH_GOV_MAX_COST_USD}. */
    @WithDefault("${PI_ORCH_GOV_MAX_COST_USD:}")
    @ConfigDocDefault("no limit")
    Optional<BigDecimal> maxCostUsd();

    /** How many tokens attempts at a step may use, all together. Also read from {@code PI_ORCH_GOV_MAX_TOKENS}. */
    @WithDefault("${PI_ORCH_GOV_MAX_TOKENS:}")
    @ConfigDocDefault("no limit")
    Optional<Long> maxTokens();

    /** How many turns attempts at a step may take, all together. */
    Optional<Integer> maxTurns();

    /** How long nothing may be heard of a coding agent; 0s for as long as it takes. Other agents are not asked to say anything. */
    @WithDefault("15m")
    Duration silence();

    /** How long nothing may be heard of an agent while a tool is at work for it; 0s for as long as it takes. */
    @WithDefault("30m")
    Duration silenceInCall();

    /** How many rounds of the same calls are a loop; 0 when loops do not matter. */
    @WithDefault("4")
    int loop();

    /** Of how many calls a round of a loop is made at most. */
    @WithDefault("4")
    int longestCycle();

    /** How many failures of the same call are too many; 0 when they do not matter. */
    @WithDefault("3")
    int churn();
}
