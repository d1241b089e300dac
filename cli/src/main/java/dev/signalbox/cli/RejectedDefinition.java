package dev.signalbox.cli;

import dev.signalbox.contracts.api.Problem;
import dev.signalbox.contracts.api.SourceFile;
import java.util.List;

/** A definition has problems; with its text, so that they can be shown in their place. */
public final class RejectedDefinition extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final transient Problem problem;
    private final transient List<SourceFile> sources;

    public RejectedDefinition(Problem problem, List<SourceFile> sources) {
        super(problem.detail());
        this.problem = problem;
        this.sources = List.copyOf(sources);
    }

    public Problem problem() {
        return problem;
    }

    public List<SourceFile> sources() {
        return sources;
    }
}
