package dev.signalbox.client;

import dev.signalbox.contracts.ProblemCode;
import dev.signalbox.contracts.api.Problem;

/** The service understood the call and refused it. */
public final class ProblemException extends ClientException {
    private static final long serialVersionUID = 1L;

    private final transient Problem problem;

    public ProblemException(Problem problem) {
        super(problem.detail());
        this.problem = problem;
    }

    public Problem problem() {
        return problem;
    }

    public ProblemCode code() {
        return problem.code();
    }
}
