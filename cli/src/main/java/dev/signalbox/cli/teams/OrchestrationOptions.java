package dev.signalbox.cli.teams;

import dev.signalbox.cli.run.GovernorOptions;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** What can be said about running a team or a pipeline. Every option takes its value as {@code --x v} and as {@code --x=v}. */
final class OrchestrationOptions {
    @Spec(Spec.Target.MIXEE)
    CommandSpec spec;

    @Option(
            names = "--scope",
            paramLabel = "SCOPE",
            defaultValue = "BOTH",
            description = "Whose agent documents count: user, project or both. Default: both, the project's first.")
    Scope scope;

    @Mixin
    GovernorOptions governor = new GovernorOptions();

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

    ParameterException wrong(String sentence) {
        return new ParameterException(spec.commandLine(), sentence);
    }
}
