package dev.signalbox.contracts.event;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.soabase.recordbuilder.core.RecordBuilder;

/**
 * How many steps of a run are where. Their sum is the number of its steps.
 *
 * @param pending wait for their dependencies
 * @param ready wait for something else: an agent, a claim, a rest
 * @param inFlight are dispatched or running
 * @param succeeded are done
 * @param failed have failed for good
 * @param cancelled were cancelled
 * @param skipped will never start
 * @param conflicted have done work that cannot be merged, and wait for somebody who decides
 */
@RecordBuilder
public record StepCounts(
        int pending,
        int ready,
        int inFlight,
        int succeeded,
        int failed,
        int cancelled,
        int skipped,
        @JsonInclude(JsonInclude.Include.NON_DEFAULT) int conflicted) {
    /** Counts of which none is conflicted. */
    public StepCounts(int pending, int ready, int inFlight, int succeeded, int failed, int cancelled, int skipped) {
        this(pending, ready, inFlight, succeeded, failed, cancelled, skipped, 0);
    }

    /** How many steps there are. */
    public int total() {
        return pending + ready + inFlight + succeeded + failed + cancelled + skipped + conflicted;
    }
}
