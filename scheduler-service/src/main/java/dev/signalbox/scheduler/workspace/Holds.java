package dev.signalbox.scheduler.workspace;

import dev.signalbox.contracts.admission.Hold;
import dev.signalbox.contracts.event.PauseScope;
import org.jspecify.annotations.Nullable;

/** What holds the runs of a workspace together, apart from what each is held by itself. */
final class Holds {
    private final Everything everything;

    @Nullable
    Hold own;

    Holds(Everything everything) {
        this.everything = everything;
    }

    /** What is held; null when nothing is. */
    @Nullable
    PauseScope scope() {
        if (everything.hold() != null) {
            return PauseScope.EVERYTHING;
        }
        return own == null ? null : PauseScope.WORKSPACE;
    }
}
