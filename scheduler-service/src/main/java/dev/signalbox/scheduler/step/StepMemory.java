package dev.signalbox.scheduler.step;

import java.util.List;

/**
 * What is remembered of a step beside its state.
 *
 * @param forgiven how many of its attempts do not count any more, because somebody let it begin anew
 * @param released whether the steps that need it were told to go on; they are told once
 * @param failures the signatures of its latest failed attempts that count, the oldest first
 */
public record StepMemory(int forgiven, boolean released, List<String> failures) {
    public static final StepMemory NONE = new StepMemory(0, false, List.of());

    public StepMemory {
        failures = failures == null ? List.of() : List.copyOf(failures);
    }

    /** The steps that need it go on. */
    public StepMemory afterRelease() {
        return new StepMemory(forgiven, true, failures);
    }

    /** It begins anew after this many attempts. */
    public StepMemory anew(int attempts) {
        return new StepMemory(attempts, released, List.of());
    }
}
