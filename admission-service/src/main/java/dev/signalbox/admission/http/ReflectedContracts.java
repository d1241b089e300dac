package dev.signalbox.admission.http;

import dev.signalbox.contracts.admission.AdmissionDecided;
import dev.signalbox.contracts.admission.CircuitChanged;
import dev.signalbox.contracts.admission.RunStatusChanged;
import dev.signalbox.contracts.admission.WorkspaceStatusChanged;
import dev.signalbox.contracts.api.AdmissionPolicy;
import dev.signalbox.contracts.api.AgentRequest;
import dev.signalbox.contracts.api.AgentView;
import dev.signalbox.contracts.api.BudgetRequest;
import dev.signalbox.contracts.api.CircuitView;
import dev.signalbox.contracts.api.Page;
import dev.signalbox.contracts.api.PauseView;
import dev.signalbox.contracts.api.PlanAnswer;
import dev.signalbox.contracts.api.PriorityRequest;
import dev.signalbox.contracts.api.Problem;
import dev.signalbox.contracts.api.RunAdmitted;
import dev.signalbox.contracts.api.RunRequest;
import dev.signalbox.contracts.api.RunView;
import dev.signalbox.contracts.api.RunnerView;
import dev.signalbox.contracts.api.StatedReason;
import dev.signalbox.contracts.api.StepSelection;
import dev.signalbox.contracts.api.StepsRequest;
import dev.signalbox.contracts.api.StepsRequested;
import dev.signalbox.contracts.api.WorkspaceBudgetRequest;
import dev.signalbox.contracts.api.WorkspaceBudgetView;
import dev.signalbox.contracts.command.AddSteps;
import dev.signalbox.contracts.command.CancelRun;
import dev.signalbox.contracts.command.DrainAgent;
import dev.signalbox.contracts.command.PauseRun;
import dev.signalbox.contracts.command.RegisterAgent;
import dev.signalbox.contracts.command.ReleaseRun;
import dev.signalbox.contracts.command.RemoveAgent;
import dev.signalbox.contracts.command.ResumeRun;
import dev.signalbox.contracts.command.SubmitRun;
import dev.signalbox.contracts.runner.AgentAtWork;
import dev.signalbox.contracts.runner.RunnerHeartbeat;
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
            RegisterAgent.class,
            DrainAgent.class,
            RemoveAgent.class,
            WorkspaceStatusChanged.class,
            RunnerHeartbeat.class,
            AgentAtWork.class,
            AgentRequest.class,
            AgentView.class,
            PauseView.class,
            RunnerView.class,
            RunRequest.class,
            StepsRequest.class,
            StepsRequested.class,
            AddSteps.class,
            RunAdmitted.class,
            StatedReason.class,
            BudgetRequest.class,
            StepSelection.class,
            PriorityRequest.class,
            WorkspaceBudgetRequest.class,
            WorkspaceBudgetView.class,
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
