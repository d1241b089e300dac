package dev.signalbox.scheduler.workspace;

import com.fasterxml.jackson.annotation.JsonIgnore;
import dev.signalbox.contracts.WorkspaceId;
import dev.signalbox.contracts.admission.Hold;
import org.jspecify.annotations.Nullable;

/**
 * What is kept of a workspace as a whole.
 *
 * @param hold why nothing starts in it; null when it is not held
 */
public record WorkspaceProgress(
        WorkspaceId workspace, @Nullable Hold hold) {
    /** Whether it says nothing, so that it need not be kept. */
    @JsonIgnore
    public boolean isBlank() {
        return hold == null;
    }
}
