package dev.signalbox.admission.breaker.port;

import dev.signalbox.contracts.api.PressureView;
import java.util.Optional;

/** How the machines are doing that run agents. */
@FunctionalInterface
public interface HostPressure {
    /** The worst machine, as it was last heard of; empty when none was heard of lately. Never blocks for long. */
    Optional<PressureView> worst();
}
