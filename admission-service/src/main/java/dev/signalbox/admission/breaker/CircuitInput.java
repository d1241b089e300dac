package dev.signalbox.admission.breaker;

import dev.signalbox.contracts.admission.CircuitCause;

/** What the circuit breaker hears. A denied request is none of it. */
public sealed interface CircuitInput {
    /** There is a cause to open. */
    record CauseAppeared(CircuitCause cause, String sentence) implements CircuitInput {}

    /** The cooldown is over and no cause is left. */
    record CooledDown() implements CircuitInput {}

    /** The cooldown is over and there is a cause all the same. */
    record CausePersists(CircuitCause cause, String sentence) implements CircuitInput {}

    /** The scheduler has taken every run that was let in on trial. */
    record ProbesSucceeded() implements CircuitInput {}

    /** A run that was let in on trial did not reach the scheduler in time. */
    record ProbeLost() implements CircuitInput {}

    /** A person opens it. */
    record Trip(String by, String why) implements CircuitInput {}

    /** A person closes it. */
    record Reset(String by, String why) implements CircuitInput {}

    /** Which kind of input it is, for the table of transitions. */
    default Kind kind() {
        return switch (this) {
            case CauseAppeared _ -> Kind.CAUSE_APPEARED;
            case CooledDown _ -> Kind.COOLED_DOWN;
            case CausePersists _ -> Kind.CAUSE_PERSISTS;
            case ProbesSucceeded _ -> Kind.PROBES_SUCCEEDED;
            case ProbeLost _ -> Kind.PROBE_LOST;
            case Trip _ -> Kind.TRIP;
            case Reset _ -> Kind.RESET;
        };
    }

    /** The kinds of input. */
    enum Kind {
        CAUSE_APPEARED("a cause appears"),
        COOLED_DOWN("the cooldown is over"),
        CAUSE_PERSISTS("the cooldown is over, a cause is left"),
        PROBES_SUCCEEDED("every trial run arrived"),
        PROBE_LOST("a trial run is lost"),
        TRIP("trip"),
        RESET("reset");

        private final String words;

        Kind(String words) {
            this.words = words;
        }

        /** The same for people. */
        public String words() {
            return words;
        }
    }
}
