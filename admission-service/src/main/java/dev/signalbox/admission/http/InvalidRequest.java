package dev.signalbox.admission.http;

import dev.signalbox.contracts.api.Problem;

/** A request that is answered with a problem before anything was decided. */
public final class InvalidRequest extends Exception {
    private static final long serialVersionUID = 1L;

    private final transient Problem problem;

    InvalidRequest(Problem problem) {
        super(problem.detail());
        this.problem = problem;
    }

    Problem problem() {
        return problem;
    }
}
