package dev.signalbox.cli.teams;

import dev.signalbox.cli.Signalbox;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;

/** {@code signalbox team <name> <goal>}. */
@Command(
        name = "team",
        header = "Let a team work on a goal: all members side by side, then a synthesis.",
        description = "An unknown option is an error and never part of the goal; after '--' everything is goal.",
        footer = {
            "",
            "Examples:",
            "  signalbox team core \"find out why the build is slow\" --wait",
            "  signalbox team review check the last commit --concurrency=2 --agents agents.yaml"
        })
public final class TeamCommand implements Callable<Integer> {
    private static final int MOST_CONCURRENCY = 8;

    @ParentCommand
    Signalbox signalbox;

    @Mixin
    OrchestrationOptions options;

    @Parameters(index = "0", paramLabel = "NAME", description = "The team.")
    String name;

    @Parameters(index = "1..*", arity = "1..*", paramLabel = "GOAL", description = "What is to be achieved.")
    List<String> goal;

    @Option(
            names = "--concurrency",
            paramLabel = "N",
            description = "How many members work at a time, 1 to 8. Default: 4.")
    @Nullable
    Integer concurrency;

    @Override
    public Integer call() throws IOException {
        if (concurrency != null && (concurrency < 1 || concurrency > MOST_CONCURRENCY)) {
            throw options.wrong("--concurrency must be from 1 to " + MOST_CONCURRENCY + ", not " + concurrency);
        }
        return new Orchestration(signalbox, Kind.TEAM, options)
                .run(name, goal, concurrency)
                .number();
    }
}
