package dev.signalbox.admission.runs;

import dev.signalbox.contracts.RunId;
import dev.signalbox.contracts.WorkspaceId;
import dev.signalbox.contracts.command.Idempotency;
import dev.signalbox.contracts.command.SubmitRun;
import dev.signalbox.contracts.spec.ParentRun;
import dev.signalbox.contracts.spec.RunSpec;
import dev.signalbox.contracts.spec.StepSpec;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A request for a run that was read and found free of errors; nothing is decided yet.
 *
 * @param candidate the id the run gets if it is admitted
 * @param spec what to run
 * @param idempotency the key to decide under
 * @param at when it arrived
 * @param parent the attempt that asks; null for a root run
 * @param askedParallel how many steps at once the request asks for beside its definition; null when it does not
 * @param held whether the run was let in to wait for a place
 * @param unsealed whether more steps are to come before it starts
 */
public record AdmissionRequest(
        RunId candidate,
        RunSpec spec,
        Idempotency idempotency,
        Instant at,
        @Nullable ParentRun parent,
        @Nullable Integer askedParallel,
        boolean held,
        boolean unsealed) {
    /** A request for a root run. */
    public AdmissionRequest(RunId candidate, RunSpec spec, Idempotency idempotency, Instant at) {
        this(candidate, spec, idempotency, at, null, null, false, false);
    }

    /** A request for a run that is complete. */
    public AdmissionRequest(
            RunId candidate,
            RunSpec spec,
            Idempotency idempotency,
            Instant at,
            @Nullable ParentRun parent,
            @Nullable Integer askedParallel,
            boolean held) {
        this(candidate, spec, idempotency, at, parent, askedParallel, held, false);
    }

    /** The request that a command was made of. */
    public static AdmissionRequest of(SubmitRun command) {
        return new AdmissionRequest(
                command.run(),
                command.spec(),
                command.idempotency(),
                command.submittedAt(),
                command.parent(),
                null,
                command.held(),
                command.unsealed());
    }

    public WorkspaceId workspace() {
        return spec.workspace();
    }

    /** The command that makes it a run, under the candidate id. */
    public SubmitRun command() {
        return new SubmitRun(candidate, spec, idempotency, at, unsealed, parent, held);
    }

    /** The same request under the id it was admitted under before. */
    public AdmissionRequest under(RunId run) {
        return new AdmissionRequest(run, spec, idempotency, at, parent, askedParallel, held, unsealed);
    }

    /** The same request, let in to wait for a place. */
    public AdmissionRequest waiting() {
        return new AdmissionRequest(candidate, spec, idempotency, at, parent, askedParallel, true, unsealed);
    }

    /** The same request for these steps only, more of which are to come. */
    public AdmissionRequest beginningWith(List<StepSpec> steps) {
        return new AdmissionRequest(
                candidate, spec.withSteps(steps), idempotency, at, parent, askedParallel, held, true);
    }

    /** How deep the run stands below a root run. */
    public int depth() {
        return parent == null ? 0 : parent.depth();
    }

    public int priority() {
        return spec.options().priority();
    }

    /** Its priority if it was let in to wait; else null. */
    public @Nullable Integer waitsWith() {
        return held ? priority() : null;
    }
}
