package dev.signalbox.admission;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
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
}
