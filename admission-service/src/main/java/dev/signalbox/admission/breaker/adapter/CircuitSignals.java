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
import io.quarkus.arc.All;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** The causes for which the circuit breaker opens, as this replica sees them. */
@ApplicationScoped
public class CircuitSignals {
    private static final Comparator<PressureView> WORST_FIRST =
            Comparator.comparing(PressureView::severity).reversed().thenComparing(PressureView::host);

    private final List<HostPressure> sources;
    private final OpenAttempts attempts;
    private final RecentFailures failures;
    private final BreakerConfig config;
    private final Clock clock;

    CircuitSignals(
            @All List<HostPressure> sources,
            OpenAttempts attempts,
            RecentFailures failures,
            AdmissionConfig config,
            Clock clock) {
        this.sources = sources;
        this.attempts = attempts;
        this.failures = failures;
        this.config = config.breaker();
        this.clock = clock;
    }

    /** A cause to be open; empty when there is none. */
    public Optional<CauseAppeared> cause() {
        return underPressure().or(this::gapTooWide).or(this::logFailing);
    }

    /**
     * The machines as they were last heard of, the worst first. The worst decides: the scheduler does not choose among machines, so an
     * attempt of a run that is let in now may start on any of them.
     */
    public List<PressureView> machines() {
        return sources.stream()
                .flatMap(source -> source.readings().stream())
                .sorted(WORST_FIRST)
                .toList();
    }

    /** How many attempts have started, not ended, and are silent. */
    public int gap() {
        return attempts.gap(clock.instant(), config.silence(), config.gapResetQuiet());
    }

    private Optional<CauseAppeared> underPressure() {
        return machines().stream()
                .findFirst()
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
