package dev.signalbox.cli.run;

import dev.signalbox.cli.ExitCode;
import dev.signalbox.cli.Failure;
import dev.signalbox.contracts.api.RunParameters.GovernorParameters;
import java.math.BigDecimal;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** What is said to the governor of a run, before what its definition says. */
public final class GovernorOptions {
    private static final int SHORTEST_FUSE = 60;

    /** What the governor does at its limits. */
    enum Mode {
        OBSERVE,
        WARN,
        ENFORCE
    }

    @Option(
            names = {"--gov-mode", "--governor-mode"},
            paramLabel = "MODE",
            description =
                    "What happens at a tripwire of the governor: observe (it is recorded), warn (it is said as well) or"
                            + " enforce (the attempt is stopped).")
    @Nullable
    Mode mode;

    @Option(
            names = "--gov-max-cost",
            paramLabel = "USD",
            description = "What all attempts of the run may cost together, for the governor.")
    @Nullable
    BigDecimal mostCost;

    @Option(
            names = "--gov-max-tokens",
            paramLabel = "N",
            description = "How many tokens they may use together, for the governor.")
    @Nullable
    Long mostTokens;

    @Option(
            names = "--gov-fuse-seconds",
            paramLabel = "SECONDS",
            description = "How long attempts of the run may be at work, for the governor; at least 60.")
    @Nullable
    Long fuseSeconds;

    /** What is asked for; null when that is nothing. */
    public @Nullable GovernorParameters parameters() {
        if (mostCost != null && mostCost.signum() <= 0) {
            throw wrong("--gov-max-cost must be more than nothing, not " + mostCost);
        }
        if (mostTokens != null && mostTokens < 1) {
            throw wrong("--gov-max-tokens must be at least 1, not " + mostTokens);
        }
        if (fuseSeconds != null && fuseSeconds < SHORTEST_FUSE) {
            throw wrong("--gov-fuse-seconds must be at least " + SHORTEST_FUSE + ", not " + fuseSeconds);
        }
        if (mode == null && mostCost == null && mostTokens == null && fuseSeconds == null) {
            return null;
        }
        return new GovernorParameters(
                mode == null ? null : mode.name().toLowerCase(Locale.ROOT), mostCost, mostTokens, fuseSeconds);
    }

    private static Failure wrong(String sentence) {
        return new Failure(ExitCode.WRONG_USAGE, sentence + ".");
    }
}
