package dev.signalbox.cli.coordination;

import dev.signalbox.cli.Console;
import dev.signalbox.cli.ExitCode;
import dev.signalbox.cli.Signalbox;
import dev.signalbox.cli.run.PlanReport;
import dev.signalbox.cli.text.InputProblems;
import dev.signalbox.cli.text.Words;
import dev.signalbox.definitions.ReadResult;
import dev.signalbox.definitions.plan.Planner;
import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParentCommand;

/** {@code signalbox coordination plan}. */
@Command(
        name = "plan",
        header = "Write what a run of workflows would do, and where they are in each other's way.",
        description = "Needs no service and starts nothing. The exit code is 2 when a workflow has errors.",
        footer = {
            "",
            "Examples:",
            "  signalbox coordination plan quality.yaml --agents agents.yaml --output artifacts/plan.json",
            "  signalbox coordination plan quality.yaml triage.yaml --agents agents.yaml --mode sequential"
        })
final class PlanCommand implements Callable<Integer> {
    @ParentCommand
    CoordinationCommand coordination;

    @Mixin
    CoordinationOptions options = new CoordinationOptions();

    @Option(
            names = "--output",
            paramLabel = "FILE",
            defaultValue = "coordination_plan.json",
            description = "Where the plan goes. Default: coordination_plan.json.")
    String output;

    @Override
    public Integer call() throws IOException {
        Signalbox signalbox = coordination.signalbox();
        Console console = signalbox.console();
        CoordinationInput input = options.read(signalbox);
        ReadResult.Readable readable = input.readable();
        CoordinationPlan plan =
                CoordinationPlan.of(readable.spec(), Planner.plan(readable.spec()), readable.warnings());
        Path file = console.directory().resolve(output);
        JsonFile.write(file, plan);
        if (signalbox.json()) {
            signalbox.printJson(plan);
            return ExitCode.DONE.number();
        }
        new InputProblems(input.files().all())
                .lines(readable.warnings(), signalbox.colour())
                .forEach(console::note);
        new PlanReport(console.size().columns(), signalbox.colour())
                .lines(plan.plan())
                .forEach(console::say);
        if (!plan.workflowConflicts().isEmpty()) {
            console.say("%s between workflows: a run lets them take turns, with --on-conflict reject it does not start."
                    .formatted(Words.count(plan.workflowConflicts().size(), "conflict")));
        }
        console.say("The plan is in " + output + ". Nothing was started.");
        return ExitCode.DONE.number();
    }
}
