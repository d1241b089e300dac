package dev.signalbox.runner;

import dev.signalbox.contracts.AgentId;
import dev.signalbox.contracts.AttemptRef;
import dev.signalbox.contracts.RunId;
import dev.signalbox.contracts.StepId;
import dev.signalbox.contracts.WorkspaceId;
import dev.signalbox.contracts.attempt.AgentFault;
import dev.signalbox.contracts.attempt.AttemptFinished;
import dev.signalbox.contracts.attempt.AttemptHeartbeat;
import dev.signalbox.contracts.attempt.AttemptOutcome;
import dev.signalbox.contracts.attempt.AttemptResult;
import dev.signalbox.contracts.attempt.AttemptStarted;
import dev.signalbox.contracts.attempt.FileChange;
import dev.signalbox.contracts.attempt.GovernorReported;
import dev.signalbox.contracts.attempt.Integration;
import dev.signalbox.contracts.attempt.IntegrationState;
import dev.signalbox.contracts.attempt.IsolationOrder;
import dev.signalbox.contracts.attempt.MergeConflictForeseen;
import dev.signalbox.contracts.attempt.OutputChunk;
import dev.signalbox.contracts.attempt.OutputStreamName;
import dev.signalbox.contracts.attempt.StartAttempt;
import dev.signalbox.contracts.attempt.StopAttempt;
import dev.signalbox.contracts.attempt.StopCause;
import dev.signalbox.contracts.attempt.UsageReported;
import dev.signalbox.contracts.governor.Governance;
import dev.signalbox.contracts.governor.GovernedScope;
import dev.signalbox.contracts.governor.GovernorFinding;
import dev.signalbox.contracts.governor.GovernorLimits;
import dev.signalbox.contracts.governor.GovernorMode;
import dev.signalbox.contracts.governor.GovernorPolicy;
import dev.signalbox.contracts.governor.GovernorScore;
import dev.signalbox.contracts.governor.GovernorSummary;
import dev.signalbox.contracts.governor.ScorePart;
import dev.signalbox.contracts.governor.ScoreReason;
import dev.signalbox.contracts.governor.Trip;
import dev.signalbox.contracts.governor.Tripwire;
import dev.signalbox.contracts.governor.WorkSoFar;
import dev.signalbox.contracts.runner.AgentAtWork;
import dev.signalbox.contracts.runner.HostLoad;
import dev.signalbox.contracts.runner.MissingProgram;
import dev.signalbox.contracts.runner.RunnerHeartbeat;
import dev.signalbox.contracts.spec.AgentAccess;
import dev.signalbox.contracts.spec.AgentProfile;
import dev.signalbox.contracts.spec.AgentType;
import dev.signalbox.contracts.spec.FakeScript;
import dev.signalbox.contracts.spec.FileScope;
import dev.signalbox.contracts.spec.Gate;
import dev.signalbox.contracts.spec.HttpAnswer;
import dev.signalbox.contracts.spec.HttpCalls;
import dev.signalbox.contracts.spec.HttpFields;
import dev.signalbox.contracts.spec.HttpService;
import dev.signalbox.contracts.spec.Isolation;
import dev.signalbox.contracts.spec.IsolationRule;
import dev.signalbox.contracts.spec.OnMergeConflict;
import dev.signalbox.contracts.spec.OutsideClaim;
import dev.signalbox.contracts.spec.ResourceLimits;
import dev.signalbox.contracts.spec.Usage;
import dev.signalbox.runner.report.UnsentResult;
import io.quarkus.runtime.annotations.RegisterForReflection;

/** What is read and written as JSON here without passing through REST, so that a native binary knows it too. */
@RegisterForReflection(
        targets = {
            StartAttempt.class,
            StopAttempt.class,
            AttemptStarted.class,
            AttemptHeartbeat.class,
            UsageReported.class,
            GovernorReported.class,
            Governance.class,
            GovernedScope.class,
            GovernorFinding.class,
            GovernorLimits.class,
            GovernorMode.class,
            GovernorPolicy.class,
            GovernorScore.class,
            GovernorSummary.class,
            ScorePart.class,
            ScoreReason.class,
            Trip.class,
            Tripwire.class,
            WorkSoFar.class,
            GovernorFinding.Checked.class,
            GovernorFinding.Tripped.class,
            AttemptFinished.class,
            OutputChunk.class,
            RunnerHeartbeat.class,
            AgentAtWork.class,
            MissingProgram.class,
            HostLoad.class,
            UnsentResult.class,
            AttemptRef.class,
            AttemptResult.class,
            AttemptOutcome.class,
            IsolationOrder.class,
            IsolationRule.class,
            Isolation.class,
            OutsideClaim.class,
            OnMergeConflict.class,
            Gate.class,
            Integration.class,
            IntegrationState.class,
            FileChange.class,
            MergeConflictForeseen.class,
            AgentFault.class,
            AgentAccess.class,
            AgentProfile.class,
            HttpService.class,
            HttpAnswer.class,
            HttpCalls.class,
            HttpFields.class,
            OutputStreamName.class,
            StopCause.class,
            AgentType.class,
            FakeScript.class,
            FileScope.class,
            ResourceLimits.class,
            Usage.class,
            WorkspaceId.class,
            RunId.class,
            StepId.class,
            AgentId.class
        })
final class ReflectedTypes {
    private ReflectedTypes() {}
}
