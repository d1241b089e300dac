package dev.signalbox.admission.http;

import dev.signalbox.contracts.admission.AdmissionDecided;
import dev.signalbox.contracts.admission.CircuitChanged;
import dev.signalbox.contracts.admission.RunStatusChanged;
import dev.signalbox.contracts.api.AdmissionPolicy;
import dev.signalbox.contracts.api.CircuitView;
import dev.signalbox.contracts.api.Page;
import dev.signalbox.contracts.api.PlanAnswer;
import dev.signalbox.contracts.api.Problem;
import dev.signalbox.contracts.api.RunAdmitted;
import dev.signalbox.contracts.api.RunRequest;
import dev.signalbox.contracts.api.RunView;
import dev.signalbox.contracts.api.StatedReason;
import dev.signalbox.contracts.command.CancelRun;
import dev.signalbox.contracts.command.PauseRun;
import dev.signalbox.contracts.command.ReleaseRun;
import dev.signalbox.contracts.command.ResumeRun;
import dev.signalbox.contracts.command.SubmitRun;
import io.quarkus.runtime.annotations.RegisterForReflection;

/** What the door reads and writes as JSON outside of its resources: a native binary must be told. */
@RegisterForReflection(
        targets = {
            SubmitRun.class,
            ReleaseRun.class,
            CircuitChanged.class,
            CircuitView.class,
            CancelRun.class,
            PauseRun.class,
            ResumeRun.class,
            RunStatusChanged.class,
            AdmissionDecided.class,
            RunRequest.class,
            RunAdmitted.class,
            StatedReason.class,
            Problem.class,
            RunView.class,
            Page.class,
            PlanAnswer.class,
            AdmissionPolicy.class
        },
        registerFullHierarchy = true)
final class ReflectedContracts {
    private ReflectedContracts() {}
}
