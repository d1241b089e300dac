package dev.signalbox.cli.run;

import dev.signalbox.cli.Console;
import dev.signalbox.cli.ExitCode;
import dev.signalbox.cli.RejectedDefinition;
import dev.signalbox.cli.Signalbox;
import dev.signalbox.cli.text.InputProblems;
import dev.signalbox.contracts.api.InputProblem;
import dev.signalbox.contracts.api.PlanAnswer;
import dev.signalbox.contracts.api.Problem;
import dev.signalbox.contracts.api.RunRequest;
import dev.signalbox.contracts.api.SourceFile;
import dev.signalbox.contracts.spec.RunSpec;
import dev.signalbox.definitions.DefinitionInput;
import dev.signalbox.definitions.DefinitionLimits;
import dev.signalbox.definitions.DefinitionReader;
import dev.signalbox.definitions.ReadResult;
import dev.signalbox.definitions.plan.Planner;
import java.util.List;

/** Shows what a run would do. Asks no service and starts nothing. */
public record DryRun(Signalbox signalbox) {

    public ExitCode of(RunRequest request, List<SourceFile> sources) {
        PlanAnswer answer = planned(request, sources);
        Console console = signalbox.console();
        if (signalbox.json()) {
            signalbox.printJson(answer);
            return ExitCode.DONE;
        }
        warn(answer, sources);
        new PlanReport(console.size().columns(), signalbox.colour())
                .lines(answer.plan())
                .forEach(console.out()::println);
        console.say("Nothing was started.");
        return ExitCode.DONE;
    }

    /** The plan, made here. */
    static PlanAnswer planned(RunRequest request, List<SourceFile> sources) {
        return switch (DefinitionReader.read(DefinitionInput.of(request, DefinitionLimits.DEFAULT))) {
            case ReadResult.Unreadable unreadable ->
                throw new RejectedDefinition(
                        Problem.of(unreadable.code(), unreadable.detail()).withErrors(unreadable.problems()), sources);
            case ReadResult.Readable(RunSpec spec, List<InputProblem> warnings) ->
                new PlanAnswer(Planner.plan(spec), warnings, null);
        };
    }

    void warn(PlanAnswer answer, List<SourceFile> sources) {
        new InputProblems(sources).lines(answer.warnings(), signalbox.colour()).forEach(signalbox.console()::note);
    }
}
