package dev.signalbox.eventlog.problem.adapter;

import dev.signalbox.contracts.ProblemCode;
import dev.signalbox.contracts.api.Problem;

/** A request that is answered with a problem. Carries no stack trace. */
public final class Refusal extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final transient Problem problem;

    public Refusal(Problem problem) {
        super(problem.detail(), null, false, false);
        this.problem = problem;
    }

    public static Refusal of(ProblemCode code, String detail) {
        return new Refusal(Problem.of(code, detail));
    }

    public Problem problem() {
        return problem;
    }
}
