package dev.signalbox.admission.runs;

import dev.signalbox.admission.runs.AdmissionDecision.Deny;
import dev.signalbox.contracts.AttemptToken;
import dev.signalbox.contracts.ProblemCode;
import dev.signalbox.contracts.StepId;
import dev.signalbox.contracts.WorkspaceId;
import dev.signalbox.contracts.scope.InvalidPathPattern;
import dev.signalbox.contracts.scope.ParsedScope;
import dev.signalbox.contracts.scope.ScopeContainment;
import dev.signalbox.contracts.spec.FileScope;
import dev.signalbox.contracts.spec.StepSpec;
import java.util.List;
import java.util.Optional;

/** Where a child run may work: in the workspace of its parent, on files that its parent's step may edit. */
public final class ChildScope {
    private ChildScope() {}

    /** Why a run may not be in this workspace; empty when it may. */
    public static Optional<Deny> beyond(WorkspaceId workspace, AttemptToken parent) {
        WorkspaceId own = parent.attempt().workspace();
        return workspace.equals(own)
                ? Optional.empty()
                : refused("The run would be in workspace '" + workspace + "', and the attempt that asks for it is in '"
                        + own + "'.");
    }

    /**
     * Why steps may not be in a run that an attempt asked for; empty when they may.
     *
     * @param files what the step of the attempt may edit; a step that names no files sets no limit
     * @param parent that step
     */
    public static Optional<Deny> beyond(List<StepSpec> steps, FileScope files, StepId parent) {
        try {
            if (ParsedScope.of(files).claimsNothing()) {
                return Optional.empty();
            }
            for (StepSpec step : steps) {
                Optional<String> beyond = ScopeContainment.beyond(step.files(), files);
                if (beyond.isPresent()) {
                    return refused("Step '" + step.id() + "' wants '" + beyond.get()
                            + "', which is not certain to be within what step '"
                            + parent + "' of its parent may edit.");
                }
            }
            return Optional.empty();
        } catch (InvalidPathPattern invalid) {
            // The reader of definitions and the scheduler have better words for a pattern that is none.
            return Optional.empty();
        }
    }

    private static Optional<Deny> refused(String reason) {
        return Optional.of(new Deny(ProblemCode.SCOPE_EXCEEDED, reason, null));
    }
}
