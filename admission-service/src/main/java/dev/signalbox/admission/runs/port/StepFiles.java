package dev.signalbox.admission.runs.port;

import dev.signalbox.contracts.RunId;
import dev.signalbox.contracts.StepId;
import dev.signalbox.contracts.spec.FileScope;
import java.util.Optional;

/** Tells what the steps of live runs may edit. */
public interface StepFiles {
    /** The files of a step; empty when nobody knows, which means neither that there are some nor that there are none. May block. */
    Optional<FileScope> of(RunId run, StepId step);
}
