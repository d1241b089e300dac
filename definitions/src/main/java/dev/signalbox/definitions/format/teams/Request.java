package dev.signalbox.definitions.format.teams;

import dev.signalbox.contracts.api.RunParameters;
import dev.signalbox.definitions.InputProblemCode;
import dev.signalbox.definitions.draft.DidYouMean;
import dev.signalbox.definitions.draft.Problems;
import dev.signalbox.definitions.text.Place;
import java.util.List;

/** What is said beside the file of a team or pipeline, checked. */
record Request(RunParameters parameters, Problems problems) {
    static final int DEFAULT_CONCURRENCY = 4;
    static final int MOST_CONCURRENCY = 8;

    private static final String SEQUENTIAL = "sequential";
    private static final String PARALLEL = "parallel";
    private static final Place PLACE = Place.startOf("request");

    String goal(String kind) {
        String goal = parameters.goal();
        if (goal == null || goal.isBlank()) {
            problems.error(
                    InputProblemCode.GOAL_MISSING, PLACE, "a " + kind + " needs a goal: say what is to be achieved");
            return "";
        }
        return goal;
    }

    /** How many members of a team work at a time. */
    int concurrency() {
        boolean sequential = SEQUENTIAL.equals(mode());
        Integer asked = parameters.concurrency();
        if (asked != null && (asked < 1 || asked > MOST_CONCURRENCY)) {
            invalid("the concurrency must be from 1 to " + MOST_CONCURRENCY + ", not " + asked);
            return DEFAULT_CONCURRENCY;
        }
        if (sequential && asked != null && asked > 1) {
            invalid("with the mode sequential the concurrency is 1, not " + asked);
        }
        return sequential ? 1 : asked == null ? DEFAULT_CONCURRENCY : asked;
    }

    /** Refuses what would make the steps of a pipeline run side by side. */
    void requireSequence() {
        if (PARALLEL.equals(mode())) {
            invalid("a pipeline runs its steps one after the other: its mode cannot be parallel");
        }
        if (parameters.concurrency() != null && parameters.concurrency() != 1) {
            invalid("a pipeline runs its steps one after the other: a concurrency of " + parameters.concurrency()
                    + " is for teams");
        }
    }

    private String mode() {
        String mode = parameters.mode() == null ? PARALLEL : parameters.mode();
        if (!mode.equals(SEQUENTIAL) && !mode.equals(PARALLEL)) {
            invalid("the mode must be sequential or parallel, not '" + mode + "'"
                    + DidYouMean.among(List.of(SEQUENTIAL, PARALLEL), mode));
        }
        return parameters.mode() == null ? "" : mode;
    }

    private void invalid(String message) {
        problems.error(InputProblemCode.VALUE_INVALID, PLACE, message);
    }
}
