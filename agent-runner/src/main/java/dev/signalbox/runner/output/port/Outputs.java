package dev.signalbox.runner.output.port;

import dev.signalbox.contracts.AttemptRef;
import dev.signalbox.runner.output.OutputCapture;

/** Opens the output of attempts. */
@FunctionalInterface
public interface Outputs {
    OutputCapture open(AttemptRef attempt);
}
