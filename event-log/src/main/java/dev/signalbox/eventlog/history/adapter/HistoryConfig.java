package dev.signalbox.eventlog.history.adapter;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.time.Duration;

/** How questions about the history are answered. */
@ConfigMapping(prefix = "signalbox.event-log.queries")
public interface HistoryConfig {
    /** How long a question to PostgreSQL may take before the answer is 503. */
    @WithDefault("5s")
    Duration timeout();

    /** When a caller should ask again after a 503. */
    @WithDefault("1s")
    Duration retryAfter();

    /** The most that {@code ?wait=} may ask for. */
    @WithDefault("30s")
    Duration longestWait();

    /** How often a live stream says that it is still there when nothing happens. It also looks for itself then. */
    @WithDefault("15s")
    Duration keepAlive();

    /** How many events or output chunks a live stream reads at a time: the most that is held for one slow reader. */
    @WithDefault("200")
    @Min(1)
    @Max(10_000)
    int streamPage();

    /** How many live streams may be open in this instance; one more is answered with 503. */
    @WithDefault("2000")
    @Min(1)
    int streams();

    /** How long a live output stream waits for the last words of an attempt that has ended. */
    @WithDefault("2s")
    Duration lastWords();
}
