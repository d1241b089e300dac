package dev.signalbox.cli.run;

import dev.signalbox.contracts.api.RunParameters;
import dev.signalbox.contracts.api.RunParameters.GovernorParameters;
import dev.signalbox.contracts.spec.Isolation;
import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** What a run is asked for beside its definition, wherever one is read. */
final class ParameterOptions {
    @Option(
            names = "--target",
            paramLabel = "NAME",
            description = "The team or pipeline that is meant, when a file has several.")
    @Nullable
    String target;

    @Option(names = "--goal", paramLabel = "TEXT", description = "What a team or pipeline is to achieve.")
    @Nullable
    String goal;

    @Option(
            names = "--isolation",
            paramLabel = "MODE",
            description =
                    "Where the attempts at every step work: worktree, directory or none; else what the definition says.")
    @Nullable
    Isolation isolation;

    RunParameters with(@Nullable BigDecimal budget, @Nullable GovernorParameters governed) {
        return new RunParameters(target, goal, null, null, budget, governed, isolation);
    }
}
