package dev.signalbox.contracts;

import com.fasterxml.jackson.databind.jsontype.NamedType;
import dev.signalbox.contracts.admission.AdmissionDecided;
import dev.signalbox.contracts.admission.CircuitChanged;
import dev.signalbox.contracts.admission.RunStatusChanged;
import dev.signalbox.contracts.admission.WorkspaceStatusChanged;
import dev.signalbox.contracts.attempt.AttemptFinished;
import dev.signalbox.contracts.attempt.AttemptHeartbeat;
import dev.signalbox.contracts.attempt.AttemptStarted;
import dev.signalbox.contracts.attempt.GovernorReported;
import dev.signalbox.contracts.attempt.MergeConflictForeseen;
import dev.signalbox.contracts.attempt.OutputChunk;
import dev.signalbox.contracts.attempt.StartAttempt;
import dev.signalbox.contracts.attempt.StopAttempt;
import dev.signalbox.contracts.attempt.UsageReported;
import dev.signalbox.contracts.command.AddSteps;
import dev.signalbox.contracts.command.CancelRun;
import dev.signalbox.contracts.command.ChangePriority;
import dev.signalbox.contracts.command.DiscardStep;
import dev.signalbox.contracts.command.DrainAgent;
import dev.signalbox.contracts.command.PauseEverything;
import dev.signalbox.contracts.command.PauseRun;
import dev.signalbox.contracts.command.PauseWorkspace;
import dev.signalbox.contracts.command.RaiseBudget;
import dev.signalbox.contracts.command.RegisterAgent;
import dev.signalbox.contracts.command.ReleaseRun;
import dev.signalbox.contracts.command.RemoveAgent;
import dev.signalbox.contracts.command.ResolveStep;
import dev.signalbox.contracts.command.ResumeEverything;
import dev.signalbox.contracts.command.ResumeRun;
import dev.signalbox.contracts.command.ResumeWorkspace;
import dev.signalbox.contracts.command.RetrySteps;
import dev.signalbox.contracts.command.SetWorkspaceBudget;
import dev.signalbox.contracts.command.SkipStep;
import dev.signalbox.contracts.command.SubmitRun;
import dev.signalbox.contracts.event.BudgetEscalated;
import dev.signalbox.contracts.event.BudgetRaised;
import dev.signalbox.contracts.event.BudgetWarned;
import dev.signalbox.contracts.event.ClaimOverridden;
import dev.signalbox.contracts.event.CommandRejected;
import dev.signalbox.contracts.event.GovernorNoted;
import dev.signalbox.contracts.event.ReportRejected;
import dev.signalbox.contracts.event.RunAccepted;
import dev.signalbox.contracts.event.RunCancelling;
import dev.signalbox.contracts.event.RunEnded;
import dev.signalbox.contracts.event.RunEvent;
import dev.signalbox.contracts.event.RunExtended;
import dev.signalbox.contracts.event.RunFact;
import dev.signalbox.contracts.event.RunPaused;
import dev.signalbox.contracts.event.RunPriorityChanged;
import dev.signalbox.contracts.event.RunResumed;
import dev.signalbox.contracts.event.RunStarted;
import dev.signalbox.contracts.event.StepBackingOff;
import dev.signalbox.contracts.event.StepCancelled;
import dev.signalbox.contracts.event.StepConflictForeseen;
import dev.signalbox.contracts.event.StepConflicted;
import dev.signalbox.contracts.event.StepDispatched;
import dev.signalbox.contracts.event.StepFailed;
import dev.signalbox.contracts.event.StepReopened;
import dev.signalbox.contracts.event.StepSkipped;
import dev.signalbox.contracts.event.StepStarted;
import dev.signalbox.contracts.event.StepSucceeded;
import dev.signalbox.contracts.event.StepWaiting;
import dev.signalbox.contracts.event.TripwireTripped;
import dev.signalbox.contracts.event.UsageRecorded;
import dev.signalbox.contracts.event.UsageRejected;
import dev.signalbox.contracts.runner.RunnerHeartbeat;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Every message type with its name on the wire: {@code dev.signalbox.<name>.v<version>}. */
public final class MessageCatalogue {
    private static final Map<Class<?>, String> NAMES = new LinkedHashMap<>();
    private static final Map<String, Class<?>> TYPES = new LinkedHashMap<>();

    static {
        enter(SubmitRun.class, "submit-run", 1);
        enter(ReleaseRun.class, "release-run", 1);
        enter(CancelRun.class, "cancel-run", 1);
        enter(PauseRun.class, "pause-run", 1);
        enter(ResumeRun.class, "resume-run", 1);
        enter(RaiseBudget.class, "raise-budget", 1);
        enter(RetrySteps.class, "retry-steps", 1);
        enter(SkipStep.class, "skip-step", 1);
        enter(ResolveStep.class, "resolve-step", 1);
        enter(DiscardStep.class, "discard-step", 1);
        enter(ChangePriority.class, "change-priority", 1);
        enter(AddSteps.class, "add-steps", 1);
        enter(PauseWorkspace.class, "pause-workspace", 1);
        enter(ResumeWorkspace.class, "resume-workspace", 1);
        enter(SetWorkspaceBudget.class, "set-workspace-budget", 1);
        enter(RegisterAgent.class, "register-agent", 1);
        enter(DrainAgent.class, "drain-agent", 1);
        enter(RemoveAgent.class, "remove-agent", 1);
        enter(PauseEverything.class, "pause-everything", 1);
        enter(ResumeEverything.class, "resume-everything", 1);
        enter(StartAttempt.class, "start-attempt", 1);
        enter(StopAttempt.class, "stop-attempt", 1);
        enter(AttemptStarted.class, "attempt-started", 1);
        enter(AttemptHeartbeat.class, "attempt-heartbeat", 1);
        enter(UsageReported.class, "usage-reported", 1);
        enter(MergeConflictForeseen.class, "merge-conflict-foreseen", 1);
        enter(GovernorReported.class, "governor-reported", 1);
        enter(AttemptFinished.class, "attempt-finished", 1);
        enter(OutputChunk.class, "output-chunk", 1);
        enter(RunStatusChanged.class, "run-status-changed", 1);
        enter(RunnerHeartbeat.class, "runner-heartbeat", 1);
        enter(WorkspaceStatusChanged.class, "workspace-status-changed", 1);
        enter(AdmissionDecided.class, "admission-decided", 1);
        enter(CircuitChanged.class, "circuit-changed", 1);
        enter(RunAccepted.class, "run-accepted", 1);
        enter(RunStarted.class, "run-started", 1);
        enter(RunPaused.class, "run-paused", 1);
        enter(RunResumed.class, "run-resumed", 1);
        enter(BudgetWarned.class, "budget-warned", 1);
        enter(BudgetEscalated.class, "budget-escalated", 1);
        enter(BudgetRaised.class, "budget-raised", 1);
        enter(RunCancelling.class, "run-cancelling", 1);
        enter(RunPriorityChanged.class, "run-priority-changed", 1);
        enter(RunExtended.class, "run-extended", 1);
        enter(CommandRejected.class, "command-rejected", 1);
        enter(RunEnded.class, "run-ended", 1);
        enter(StepWaiting.class, "step-waiting", 1);
        enter(StepDispatched.class, "step-dispatched", 1);
        enter(StepStarted.class, "step-started", 1);
        enter(StepSucceeded.class, "step-succeeded", 1);
        enter(StepBackingOff.class, "step-backing-off", 1);
        enter(ClaimOverridden.class, "claim-overridden", 1);
        enter(StepFailed.class, "step-failed", 1);
        enter(StepConflicted.class, "step-conflicted", 1);
        enter(StepConflictForeseen.class, "step-conflict-foreseen", 1);
        enter(StepCancelled.class, "step-cancelled", 1);
        enter(StepSkipped.class, "step-skipped", 1);
        enter(StepReopened.class, "step-reopened", 1);
        enter(ReportRejected.class, "report-rejected", 1);
        enter(UsageRecorded.class, "usage-recorded", 1);
        enter(UsageRejected.class, "usage-rejected", 1);
        enter(GovernorNoted.class, "governor-noted", 1);
        enter(TripwireTripped.class, "tripwire-tripped", 1);
    }

    private MessageCatalogue() {}

    private static void enter(Class<?> type, String name, int version) {
        String full = "dev.signalbox." + name + ".v" + version;
        NAMES.put(type, full);
        TYPES.put(full, type);
    }

    /** The wire name of a message; for an event, that of its fact. */
    public static String nameOf(Object message) {
        Class<?> type = message instanceof RunEvent event ? event.data().getClass() : message.getClass();
        return nameOfType(type);
    }

    /** The wire name of a message or fact type. */
    public static String nameOfType(Class<?> type) {
        String name = NAMES.get(type);
        if (name == null) {
            throw new IllegalArgumentException(type + " is not a message");
        }
        return name;
    }

    /** The message type of a wire name; empty when this version does not know it. A fact's name means a {@link RunEvent}. */
    public static Optional<Class<?>> typeOf(String name) {
        return Optional.ofNullable(TYPES.get(name))
                .map(type -> RunFact.class.isAssignableFrom(type) ? RunEvent.class : type);
    }

    /** Every message and fact type, in a fixed order. */
    public static Collection<Class<?>> types() {
        return Collections.unmodifiableCollection(TYPES.values());
    }

    static List<NamedType> factTypes() {
        return NAMES.entrySet().stream()
                .filter(entry -> RunFact.class.isAssignableFrom(entry.getKey()))
                .map(entry -> new NamedType(entry.getKey(), entry.getValue()))
                .toList();
    }
}
