package dev.signalbox.admission;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import jakarta.validation.constraints.DecimalMin;
import jakarta.validation.constraints.Min;
import java.time.Duration;
import org.hibernate.validator.constraints.time.DurationMin;

/** When runners, and the agents that they drive, count as well. */
@ConfigMapping(prefix = "signalbox.agents")
public interface AgentsConfig {
    /** For how many of its intervals a runner may be silent until it, and an agent that no other runner drives, is unhealthy. */
    @WithDefault("3")
    @Min(1)
    int unhealthyAfter();

    /** For how many of its intervals a runner may be silent until it, and an agent that no other runner drives, is dead. */
    @WithDefault("10")
    @Min(1)
    int deadAfter();

    /** How long a runner that is dead is still shown. */
    @WithDefault("1h")
    @DurationMin
    Duration forgottenAfter();

    /** From when on the machine of a runner is under pressure. */
    Limits warn();

    /** From when on it is so much so that nothing new should be let in. */
    Critical critical();

    /** What a machine may have without a warning. */
    interface Limits {
        /** The share of its memory that may be in use, from 0 to 1. */
        @WithDefault("0.9")
        @DecimalMin("0")
        double memory();

        /** The load average of a minute for each processor. */
        @WithDefault("4")
        @DecimalMin("0")
        double loadPerCore();

        /** The share of the runner's file store that may be in use, from 0 to 1. */
        @WithDefault("0.9")
        @DecimalMin("0")
        double disk();

        /** How many processes there may be. */
        @WithDefault("4000")
        @Min(1)
        int processes();
    }

    /** What a machine may have at most. */
    interface Critical {
        /** The share of its memory that may be in use, from 0 to 1. */
        @WithDefault("0.97")
        @DecimalMin("0")
        double memory();

        /** The load average of a minute for each processor. */
        @WithDefault("16")
        @DecimalMin("0")
        double loadPerCore();

        /** The share of the runner's file store that may be in use, from 0 to 1. */
        @WithDefault("0.98")
        @DecimalMin("0")
        double disk();

        /** How many processes there may be. */
        @WithDefault("16000")
        @Min(1)
        int processes();
    }
}
