package dev.signalbox.runner.output.port;

import dev.signalbox.contracts.AttemptRef;
import dev.signalbox.runner.output.OutputCapture;

/** Opens the output of attempts. */
@FunctionalInterface
public interface Outputs {
    /** @param handedOver how many bytes of the end of stdout the steps that need it are given; 0 when nobody does */
    OutputCapture open(AttemptRef attempt, int handedOver);
}
