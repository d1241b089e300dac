package dev.signalbox.admission.runs;

import dev.signalbox.contracts.admission.AdmissionDecided;
import dev.signalbox.contracts.admission.AdmissionFact;
import dev.signalbox.contracts.admission.CircuitChanged;
import dev.signalbox.contracts.admission.Verdict;

/** How the original's telemetry calls what was decided. */
public final class DecisionLine {
    private DecisionLine() {}

    public static String kindOf(AdmissionFact fact) {
        return switch (fact) {
            case AdmissionDecided decided ->
                switch (decided.verdict()) {
                    case ALLOWED, DEDUPLICATED -> "run_allowed";
                    case QUEUED -> "run_queued";
                    case DENIED -> "run_denied";
                };
            case CircuitChanged changed ->
                switch (changed.to()) {
                    case OPEN -> "circuit_open";
                    case HALF_OPEN -> "circuit_half_open";
                    case CLOSED -> "circuit_close";
                };
        };
    }

    public static boolean isDeduplicated(AdmissionFact fact) {
        return fact instanceof AdmissionDecided decided && decided.verdict() == Verdict.DEDUPLICATED;
    }
}
