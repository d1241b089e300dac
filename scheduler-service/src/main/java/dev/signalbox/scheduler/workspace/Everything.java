package dev.signalbox.scheduler.workspace;

import dev.signalbox.contracts.WorkspaceId;
import dev.signalbox.contracts.admission.Hold;
import dev.signalbox.contracts.admission.WorkspaceStatusChanged;
import org.jspecify.annotations.Nullable;

/** What all workspaces of a partition have in common, those that come later included. Not thread-safe. */
public final class Everything {
    /** Stands where a workspace would, where everything is told of. */
    public static final WorkspaceId NAME = WorkspaceStatusChanged.EVERYTHING;

    private @Nullable Hold hold;

    /** Why nothing starts anywhere; null when everything may go on. */
    public @Nullable Hold hold() {
        return hold;
    }

    /** Tell every workspace afterwards: {@link WorkspaceScheduler#onEverything}. */
    public void hold(@Nullable Hold why) {
        hold = why;
    }
}
