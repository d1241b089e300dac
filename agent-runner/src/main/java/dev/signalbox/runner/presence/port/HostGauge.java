package dev.signalbox.runner.presence.port;

import dev.signalbox.contracts.runner.HostLoad;
import java.util.Optional;

/** How busy this machine is. */
@FunctionalInterface
public interface HostGauge {
    /** The readings of now; empty when this machine does not tell. */
    Optional<HostLoad> read();
}
