package dev.signalbox.scheduler.workspace;

import dev.signalbox.contracts.attempt.StopCause;
import dev.signalbox.contracts.scope.InvalidPathPattern;
import dev.signalbox.contracts.scope.ScopeContainment;
import dev.signalbox.contracts.spec.ParentRun;
import dev.signalbox.contracts.spec.StepSpec;
import dev.signalbox.scheduler.step.StepState;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Runs that an attempt of another run asked for. A child run spends from the account of that attempt's step, may edit only what the
 * step may edit, is not more urgent than its parent, and lives as long as the attempt: when the attempt ends or is stopped, so are its
 * children.
 */
final class Children {
    private static final String BY_DEFINITION = "scheduler";

    private final RunRegister runs;
    private final RunMoves moves;
    private final Set<LiveRun> live = new LinkedHashSet<>();

    Children(RunRegister runs, RunMoves moves) {
        this.runs = runs;
        this.moves = moves;
    }

    /** Why a run cannot be a child; empty when it can, or is none. */
    Optional<String> refusal(LiveRun run) {
        ParentRun parent = run.file.submit().parent();
        if (parent == null) {
            return Optional.empty();
        }
        LiveStep step = parentOf(run);
        if (step == null) {
            return Optional.of(
                    "the run " + parent.run() + " that asked for it is not live or has no step " + parent.step());
        }
        if (!isAlive(parent, step)) {
            return Optional.of("attempt " + parent.attempt() + " at step " + parent.step() + " of run " + parent.run()
                    + " that asked for it is not in flight");
        }
        return beyondScope(run.spec().steps(), step);
    }

    /** Why steps may not be in a run that an attempt at a step asked for; empty when they may. */
    static Optional<String> beyondScope(List<StepSpec> steps, LiveStep parent) {
        if (parent.scope.claimsNothing()) {
            return Optional.empty();
        }
        for (StepSpec step : steps) {
            Optional<String> beyond;
            try {
                beyond = ScopeContainment.beyond(step.files(), parent.spec.files());
            } catch (InvalidPathPattern e) {
                beyond = Optional.of(String.valueOf(e.getMessage()));
            }
            if (beyond.isPresent()) {
                return Optional.of("step " + step.id() + " wants '" + beyond.get()
                        + "', which is not certain to be within what step " + parent.spec.id()
                        + " of its parent may edit");
            }
        }
        return Optional.empty();
    }

    /** Takes up a child: its money comes from its parent, and it is not more urgent. */
    void adopt(LiveRun run) {
        LiveStep parent = parentOf(run);
        if (!run.isChild()) {
            return;
        }
        live.add(run);
        if (parent != null) {
            run.parent = parent;
            run.account.moveInto(parent.account);
            run.priority = Math.min(run.priority, parent.run.priority);
        }
    }

    /** Stops the children whose attempt is not in flight any more, and theirs. */
    void stopOrphans(Turn turn) {
        live.removeIf(run -> runs.find(run.id()) == null);
        for (LiveRun run : List.copyOf(live)) {
            ParentRun parent = run.file.submit().parent();
            if (run.stopping == null && parent != null && !isAlive(parent, parentOf(run))) {
                moves.stop(
                        turn,
                        run,
                        StopCause.CANCELLED,
                        "attempt " + parent.attempt() + " at step " + parent.step() + " of run " + parent.run()
                                + " that asked for it has ended or is being stopped",
                        BY_DEFINITION);
                stopOrphans(turn);
                return;
            }
        }
    }

    private @Nullable LiveStep parentOf(LiveRun run) {
        ParentRun parent = run.file.submit().parent();
        LiveRun of = parent == null ? null : runs.find(parent.run());
        return of == null || parent == null ? null : of.steps.get(parent.step());
    }

    private static boolean isAlive(ParentRun parent, @Nullable LiveStep step) {
        return step != null
                && step.state instanceof StepState.InFlight attempt
                && attempt.attempt() == parent.attempt()
                && !attempt.stopping();
    }
}
