package dev.signalbox.scheduler.step;

import dev.signalbox.contracts.spec.RetryPolicy;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What is remembered of a step beside its state.
 *
 * @param forgiven how many of its attempts do not count: those before somebody let it begin anew, and those that were handed back
 * @param released whether the steps that need it were told to go on; they are told once
 * @param failures the signatures of its latest failed attempts that count, the oldest first; {@link #UNSIGNED} for one that has none
 */
public record StepMemory(int forgiven, boolean released, List<String> failures) {
    static final String UNSIGNED = "";

    public static final StepMemory NONE = new StepMemory(0, false, List.of());

    public StepMemory {
        failures = failures == null ? List.of() : List.copyOf(failures);
    }

    /** The steps that need it go on. */
    public StepMemory afterRelease() {
        return new StepMemory(forgiven, true, failures);
    }

    /** One more attempt failed. */
    public StepMemory afterFailure(@Nullable String signature) {
        return new StepMemory(forgiven, released, failuresWith(signature));
    }

    /** One more attempt was handed back. */
    public StepMemory afterHandingBack() {
        return new StepMemory(forgiven + 1, released, failures);
    }

    /** The latest failures when there is one more. */
    List<String> failuresWith(@Nullable String signature) {
        List<String> all = new ArrayList<>(failures);
        all.add(signature == null ? UNSIGNED : signature);
        return all.subList(Math.max(0, all.size() - RetryPolicy.MOST_FAILURES_KEPT), all.size());
    }

    /** Which of the attempts that count an attempt is; 1 for the first. */
    public int counted(int attempt) {
        return attempt - forgiven;
    }

    /** It begins anew after this many attempts. */
    public StepMemory anew(int attempts) {
        return new StepMemory(attempts, released, List.of());
    }
}
