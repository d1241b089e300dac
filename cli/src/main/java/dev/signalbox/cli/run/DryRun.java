package dev.signalbox.cli.run;

import dev.signalbox.cli.Console;
import dev.signalbox.cli.ExitCode;
import dev.signalbox.cli.RejectedDefinition;
import dev.signalbox.cli.Signalbox;
import dev.signalbox.cli.text.InputProblems;
import dev.signalbox.contracts.api.InputProblem;
import dev.signalbox.contracts.api.Problem;
import dev.signalbox.contracts.api.RunRequest;
import dev.signalbox.contracts.api.SourceFile;
import dev.signalbox.contracts.spec.RunSpec;
import dev.signalbox.definitions.DefinitionInput;
import dev.signalbox.definitions.DefinitionLimits;
import dev.signalbox.definitions.DefinitionReader;
import dev.signalbox.definitions.ReadResult;
import dev.signalbox.definitions.plan.Plan;
import dev.signalbox.definitions.plan.Planner;
import java.util.List;

/** Shows what a run would do. Asks no service and starts nothing. */
public record DryRun(Signalbox signalbox) {
    /** What {@code --json} prints. */
    record Result(Plan plan, List<InputProblem> warnings) {}

    public ExitCode of(RunRequest request, List<SourceFile> sources) {
        return switch (DefinitionReader.read(DefinitionInput.of(request, DefinitionLimits.DEFAULT))) {
            case ReadResult.Unreadable unreadable ->
                throw new RejectedDefinition(
                        Problem.of(unreadable.code(), unreadable.detail()).withErrors(unreadable.problems()), sources);
            case ReadResult.Readable(RunSpec spec, List<InputProblem> warnings) -> {
                show(Planner.plan(spec), warnings, sources);
                yield ExitCode.DONE;
            }
        };
    }

    private void show(Plan plan, List<InputProblem> warnings, List<SourceFile> sources) {
        Console console = signalbox.console();
        if (signalbox.json()) {
            signalbox.printJson(new Result(plan, warnings));
            return;
        }
        boolean colour = signalbox.colour();
        new InputProblems(sources).lines(warnings, colour).forEach(console::note);
        new PlanReport(console.size().columns(), colour).lines(plan).forEach(console.out()::println);
        console.say("Nothing was started.");
    }
}
