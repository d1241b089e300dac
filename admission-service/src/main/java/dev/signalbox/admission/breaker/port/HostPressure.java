package dev.signalbox.admission.breaker.port;

import dev.signalbox.contracts.api.PressureView;
import java.util.List;

/** How machines are doing that run agents. */
@FunctionalInterface
public interface HostPressure {
    /** What is known of each machine; nothing of one that was not heard of lately. Never blocks for long. */
    List<PressureView> readings();
}
