package dev.signalbox.scheduler.workspace;

import dev.signalbox.contracts.RunId;
import dev.signalbox.contracts.event.RunEvent;
import dev.signalbox.contracts.event.RunFact;
import dev.signalbox.scheduler.step.Transition;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Collects what one input leads to. */
final class Turn {
    final Instant now;

    private final List<RunFile> opened = new ArrayList<>();
    private final Set<LiveRun> runs = new LinkedHashSet<>();
    private final Set<LiveStep> steps = new LinkedHashSet<>();
    private final Map<RunId, RunProgress> ended = new LinkedHashMap<>();
    private final List<Changes.ClosedRun> closed = new ArrayList<>();
    private final List<RunId> forgotten = new ArrayList<>();
    private final List<RunPart> parts = new ArrayList<>();
    private final List<WorkspaceProgress> workspaces = new ArrayList<>();
    private final List<Transition> transitions = new ArrayList<>();
    private final List<Effect> effects = new ArrayList<>();

    Turn(Instant now) {
        this.now = now;
    }

    /** A run, step or attempt is somewhere else. */
    void moved(Transition transition) {
        transitions.add(transition);
    }

    void opened(RunFile file) {
        opened.add(file);
    }

    void extended(RunPart part) {
        parts.add(part);
    }

    void changed(LiveRun run) {
        runs.add(run);
    }

    void changed(LiveStep step) {
        steps.add(step);
    }

    void changed(WorkspaceProgress workspace) {
        workspaces.add(workspace);
    }

    void closed(LiveRun run, RunProgress progress) {
        ended.put(run.id(), progress);
        closed.add(new Changes.ClosedRun(run.id(), List.copyOf(run.steps.keySet()), run.parts));
    }

    void forgotten(RunId run) {
        forgotten.add(run);
        effects.add(new Effect.Forgotten(run));
    }

    void effect(Effect effect) {
        effects.add(effect);
    }

    /** Appends a fact to the history of its run. Time never goes back within a run. */
    void fact(LiveRun run, RunFact fact) {
        run.lastSeq++;
        run.lastAt = now.isAfter(run.lastAt) ? now : run.lastAt;
        effects.add(new Effect.Recorded(new RunEvent(run.id(), run.spec().workspace(), run.lastSeq, run.lastAt, fact)));
        runs.add(run);
    }

    Changes changes() {
        List<RunProgress> progress = new ArrayList<>();
        for (LiveRun run : runs) {
            if (!ended.containsKey(run.id())) {
                progress.add(run.progress(null));
            }
        }
        progress.addAll(ended.values());
        List<StepProgress> stepProgress = new ArrayList<>();
        for (LiveStep step : steps) {
            if (!ended.containsKey(step.run.id())) {
                stepProgress.add(step.progress());
            }
        }
        return new Changes(opened, parts, progress, stepProgress, closed, forgotten, workspaces, transitions, effects);
    }
}
