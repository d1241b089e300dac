package dev.signalbox.admission.command;

import dev.signalbox.contracts.WorkspaceId;
import dev.signalbox.contracts.event.RunStatus;

/** What is known of where a run is. */
public sealed interface Whereabouts {
    /** It is live, in this workspace. */
    record Live(WorkspaceId workspace) implements Whereabouts {}

    record Over(RunStatus status) implements Whereabouts {}

    /** There is no such run. */
    record Nowhere() implements Whereabouts {}

    /** Whoever would know does not answer. */
    record Untold(String reason) implements Whereabouts {}
}
