package dev.signalbox.admission.breaker.adapter;

import dev.signalbox.admission.AdmissionConfig;
import dev.signalbox.admission.BreakerConfig;
import dev.signalbox.admission.breaker.CircuitInput.CauseAppeared;
import dev.signalbox.admission.breaker.OpenAttempts;
import dev.signalbox.admission.breaker.RecentFailures;
import dev.signalbox.admission.breaker.port.HostPressure;
import dev.signalbox.contracts.admission.CircuitCause;
import dev.signalbox.contracts.api.PressureView;
import dev.signalbox.contracts.api.PressureView.PressureSeverity;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.Optional;

/** The causes for which the circuit breaker opens, as this replica sees them. */
@ApplicationScoped
public class CircuitSignals {
    private final HostPressure pressure;
    private final OpenAttempts attempts;
    private final RecentFailures failures;
    private final BreakerConfig config;
    private final Clock clock;

    CircuitSignals(
            HostPressure pressure,
            OpenAttempts attempts,
            RecentFailures failures,
            AdmissionConfig config,
            Clock clock) {
        this.pressure = pressure;
        this.attempts = attempts;
        this.failures = failures;
        this.config = config.breaker();
        this.clock = clock;
    }

    /** A cause to be open; empty when there is none. */
    public Optional<CauseAppeared> cause() {
        return underPressure().or(this::gapTooWide).or(this::logFailing);
    }

    /** The worst machine, as it was last heard of. */
    public Optional<PressureView> pressure() {
        return pressure.worst();
    }

    /** How many attempts have started, not ended, and are silent. */
    public int gap() {
        return attempts.gap(clock.instant(), config.silence(), config.gapResetQuiet());
    }

    private Optional<CauseAppeared> underPressure() {
        return pressure.worst()
                .filter(worst -> worst.severity() == PressureSeverity.CRITICAL)
                .map(worst -> new CauseAppeared(
                        CircuitCause.HOST_PRESSURE, "host " + worst.host() + " is critical: " + worst.reason()));
    }

    private Optional<CauseAppeared> gapTooWide() {
        int gap = gap();
        return gap > config.gapMax()
                ? Optional.of(new CauseAppeared(
                        CircuitCause.CALL_RESULT_GAP,
                        gap + " attempts have started, not ended, and are silent; at most " + config.gapMax()
                                + " may be"))
                : Optional.empty();
    }

    private Optional<CauseAppeared> logFailing() {
        return failures.areTooMany(clock.instant())
                ? Optional.of(new CauseAppeared(
                        CircuitCause.DEPENDENCY,
                        "the log has not acknowledged more than " + config.failuresMax()
                                + " submissions in a row within "
                                + config.failureWindow().toSeconds() + " s"))
                : Optional.empty();
    }
}
