package dev.signalbox.admission.http;

import dev.signalbox.admission.runs.AdmissionDecision.Deny;
import dev.signalbox.admission.runs.ChildScope;
import dev.signalbox.admission.runs.port.Definitions;
import dev.signalbox.admission.runs.port.Definitions.Reading;
import dev.signalbox.admission.runs.port.Definitions.Reading.Understood;
import dev.signalbox.admission.runs.port.StepFiles;
import dev.signalbox.contracts.AttemptToken;
import dev.signalbox.contracts.WorkspaceId;
import dev.signalbox.contracts.api.RunRequest;
import dev.signalbox.contracts.spec.ParentRun;
import dev.signalbox.contracts.spec.RunSpec;
import dev.signalbox.contracts.spec.StepSpec;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What is different when an attempt asks for a run. The scheduler, which knows for certain, looks at it once more. */
@ApplicationScoped
class ChildRuns {
    private static final WorkspaceId UNNAMED = new WorkspaceId("default");

    private final Definitions definitions;
    private final StepFiles files;

    ChildRuns(Definitions definitions, StepFiles files) {
        this.definitions = definitions;
        this.files = files;
    }

    /** Reads a request; a child run whose request and definition name no workspace is in that of its parent. */
    Reading read(RunRequest request, @Nullable AttemptToken parent) {
        Reading reading = definitions.read(request);
        return parent != null
                        && request.workspace() == null
                        && reading instanceof Understood understood
                        && understood.spec().workspace().equals(UNNAMED)
                ? definitions.read(request.in(parent.attempt().workspace().value()))
                : reading;
    }

    /** Why an attempt may not ask for this run; empty when it may, as far as is known, or when nobody's attempt asks. */
    Optional<Deny> beyond(RunSpec spec, @Nullable AttemptToken parent) {
        return parent == null
                ? Optional.empty()
                : ChildScope.beyond(spec.workspace(), parent).or(() -> beyond(spec.steps(), parent.parentOfChild()));
    }

    /** Why steps may not be in a run that an attempt asked for; empty when they may, as far as is known. */
    Optional<Deny> beyond(List<StepSpec> steps, ParentRun parent) {
        return files.of(parent.run(), parent.step()).flatMap(scope -> ChildScope.beyond(steps, scope, parent.step()));
    }
}
