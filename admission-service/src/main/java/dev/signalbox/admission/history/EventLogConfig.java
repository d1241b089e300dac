package dev.signalbox.admission.history;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.net.URI;
import java.time.Duration;
import org.hibernate.validator.constraints.time.DurationMin;

/** Where the reads go that the door passes on. */
@ConfigMapping(prefix = "signalbox.event-log")
public interface EventLogConfig {
    /** The base URL of the event log. */
    @WithDefault("http://127.0.0.1:8083")
    URI url();

    /** How long the event log may take to begin an answer. */
    @WithDefault("10s")
    @DurationMin(millis = 10)
    Duration deadline();
}
