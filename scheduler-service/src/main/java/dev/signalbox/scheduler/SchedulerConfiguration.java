package dev.signalbox.scheduler;

import dev.signalbox.scheduler.budget.UnknownModel;
import io.quarkus.runtime.annotations.ConfigDocDefault;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalInt;

/** What an operator can set about the scheduler. */
@ConfigMapping(prefix = "signalbox.scheduler")
public interface SchedulerConfiguration {
    /** Names this instance for ever, so that after a restart it takes up its partitions at once. Unique among the instances. */
    @WithDefault("scheduler-1")
    String instanceId();

    /** How often timers are looked at: rests, deadlines and leases are late by at most this. */
    @WithDefault("20ms")
    Duration timerResolution();

    /** How long a caller's idempotency key holds, counted from admission. */
    @WithDefault("24h")
    Duration callerKeyWindow();

    /** How long any run is remembered after its end, so that a repeated command is recognised. */
    @WithDefault("10m")
    Duration rememberEndedRuns();

    /**
     * How many attempts of one workspace may be in flight at a time; no limit when it is not set. The runners hold the same with the leases
     * of slots. Also read from {@code signalbox.admission.max-slots-per-workspace}.
     */
    @WithDefault("${signalbox.admission.max-slots-per-workspace:}")
    @ConfigDocDefault("no limit beside max-slots")
    OptionalInt maxSlotsPerWorkspace();

    /** The file that says what models cost; without it, the prices that come with the service. */
    Optional<Path> priceBook();

    /** What happens to a report of tokens without a cost whose model has no price: its tokens count, or money fails closed. */
    @WithDefault("tokens_only")
    UnknownModel unknownModel();

    /** What is reserved in US dollars for an attempt of which nothing is declared, where money is limited. */
    @WithDefault("1.00")
    BigDecimal defaultReservationUsd();

    /** What is reserved in tokens for an attempt of which nothing is declared, where tokens are limited. */
    @WithDefault("200000")
    long defaultReservationTokens();

    /** What one attempt can cost at most, in US dollars: a report of more is refused. */
    @WithDefault("10000")
    BigDecimal mostBelievableUsd();

    /** How many tokens one attempt can use at most: a report of more is refused. */
    @WithDefault("10000000000")
    long mostBelievableTokens();
}
