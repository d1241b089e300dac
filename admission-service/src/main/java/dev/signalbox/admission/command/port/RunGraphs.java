package dev.signalbox.admission.command.port;

import dev.signalbox.admission.command.RunGraph;
import dev.signalbox.contracts.RunId;
import java.util.Optional;

/** The memory of what runs are made of. It may lag behind by moments. */
public interface RunGraphs {
    /** Empty when it does not know the run, or does not answer. Blocks until answered, a few seconds at most. */
    Optional<RunGraph> of(RunId run);
}
