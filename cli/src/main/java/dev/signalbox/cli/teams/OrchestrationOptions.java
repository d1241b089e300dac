package dev.signalbox.cli.teams;

import dev.signalbox.contracts.api.RunParameters.GovernorParameters;
import java.math.BigDecimal;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** What can be said about running a team or a pipeline. Every option takes its value as {@code --x v} and as {@code --x=v}. */
final class OrchestrationOptions {
    private static final int SHORTEST_FUSE = 60;

    /** What the governor does at its limits. */
    enum GovernorMode {
        OBSERVE,
        WARN,
        ENFORCE
    }

    @Spec(Spec.Target.MIXEE)
    CommandSpec spec;

    @Option(
            names = "--scope",
            paramLabel = "SCOPE",
            defaultValue = "BOTH",
            description = "Whose agent documents count: user, project or both. Default: both, the project's first.")
    Scope scope;

    @Option(
            names = {"--gov-mode", "--governor-mode"},
            paramLabel = "MODE",
            description = "observe, warn or enforce. Kept with the run; not enforced yet, nor are the limits below.")
    @Nullable
    GovernorMode governorMode;

    @Option(names = "--gov-max-cost", paramLabel = "USD", description = "What an attempt may cost.")
    @Nullable
    BigDecimal mostCost;

    @Option(names = "--gov-max-tokens", paramLabel = "N", description = "How many tokens an attempt may use.")
    @Nullable
    Long mostTokens;

    @Option(
            names = "--gov-fuse-seconds",
            paramLabel = "SECONDS",
            description = "After how long an attempt is too long in any case; at least 60.")
    @Nullable
    Long fuseSeconds;

    @Option(
            names = "--agents",
            paramLabel = "FILE",
            description = "An agents file; its agents replace those of the agent documents.")
    @Nullable
    String agents;

    @Option(
            names = "--workspace",
            paramLabel = "DIRECTORY|NAME",
            description = "Whose files the agents edit. Default: here.")
    @Nullable
    String workspace;

    @Option(
            names = "--idempotency-key",
            paramLabel = "KEY",
            description = "The same key within 24 hours is the same run; makes it safe to send again.")
    @Nullable
    String idempotencyKey;

    @Option(
            names = "--new",
            description = "Start a new run even while the same one is live, instead of attaching to that.")
    boolean fresh;

    @Option(
            names = "--wait",
            description = "Show the run as cards until it has ended; the exit code is that of the run.")
    boolean wait;

    @Option(names = "--dry-run", description = "Print what would run. Needs no service.")
    boolean dryRun;

    /** The limits of the governor; null when none is asked for. */
    @Nullable
    GovernorParameters governor() {
        if (mostCost != null && mostCost.signum() <= 0) {
            throw wrong("--gov-max-cost must be more than nothing, not " + mostCost);
        }
        if (mostTokens != null && mostTokens < 1) {
            throw wrong("--gov-max-tokens must be at least 1, not " + mostTokens);
        }
        if (fuseSeconds != null && fuseSeconds < SHORTEST_FUSE) {
            throw wrong("--gov-fuse-seconds must be at least " + SHORTEST_FUSE + ", not " + fuseSeconds);
        }
        if (governorMode == null && mostCost == null && mostTokens == null && fuseSeconds == null) {
            return null;
        }
        return new GovernorParameters(
                governorMode == null ? null : governorMode.name().toLowerCase(Locale.ROOT),
                mostCost,
                mostTokens,
                fuseSeconds);
    }

    ParameterException wrong(String sentence) {
        return new ParameterException(spec.commandLine(), sentence);
    }
}
