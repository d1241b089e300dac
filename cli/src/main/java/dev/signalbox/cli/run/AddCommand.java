package dev.signalbox.cli.run;

import dev.signalbox.cli.ExitCode;
import dev.signalbox.cli.Failure;
import dev.signalbox.cli.RejectedDefinition;
import dev.signalbox.cli.Signalbox;
import dev.signalbox.cli.look.RunReference;
import dev.signalbox.cli.text.InputProblems;
import dev.signalbox.cli.text.Words;
import dev.signalbox.client.ProblemException;
import dev.signalbox.client.SignalboxClient;
import dev.signalbox.contracts.RunId;
import dev.signalbox.contracts.api.StepsRequest;
import dev.signalbox.contracts.api.StepsRequested;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;

/** {@code signalbox add <run> [<file>...] [--seal]}. */
@Command(
        name = "add",
        header = "Add steps to a live run, or seal one that was submitted with --unsealed.",
        description = {
            "A file has 'steps' as a signalbox/v1 definition has them, and 'agents' if the run has none that can take them. They may"
                    + " need steps of the run and each other. What the run has already, word for word, is left as it is: adding"
                    + " twice changes nothing."
        },
        footer = {
            "",
            "Examples:",
            "  signalbox add last more.yaml --reason 'the plan said so'",
            "  signalbox add 3fa8 part-2.yaml part-3.yaml",
            "  signalbox add 3fa8 --seal"
        })
public final class AddCommand implements Callable<Integer> {
    @ParentCommand
    Signalbox signalbox;

    @Parameters(index = "0", paramLabel = "RUN", description = RunReference.DESCRIPTION)
    String run;

    @Parameters(
            index = "1..*",
            arity = "0..*",
            paramLabel = "FILE",
            description = "A file with steps; - for standard input. They are added one after the other.")
    List<String> files = List.of();

    @Option(
            names = "--seal",
            description =
                    "Nothing more is to come: a run that was submitted with --unsealed starts, after these steps if there are any.")
    boolean seal;

    @Option(names = "--strict", description = "An unknown key is an error instead of a warning.")
    boolean strict;

    @Option(names = "--reason", paramLabel = "WORDS", description = "Why; it goes into the run's history.")
    @Nullable
    String reason;

    @Override
    public Integer call() throws IOException {
        if (files.isEmpty() && !seal) {
            throw new Failure(ExitCode.WRONG_USAGE, "Name a file with steps, or say --seal.");
        }
        try (SignalboxClient client = signalbox.client()) {
            RunId id = RunReference.resolve(run, client);
            if (files.isEmpty()) {
                tell(client.addSteps(id, new StepsRequest(List.of(), null, strict, true, reason)));
            }
            for (int i = 0; i < files.size(); i++) {
                add(client, id, files.get(i), seal && i == files.size() - 1);
            }
        }
        return ExitCode.DONE.number();
    }

    private void add(SignalboxClient client, RunId id, String file, boolean last) throws IOException {
        DefinitionFiles source = new DefinitionFiles(List.of(DefinitionFiles.source(signalbox.console(), file)), null);
        try {
            StepsRequested answer =
                    client.addSteps(id, new StepsRequest(source.definition(), null, strict, last, reason));
            new InputProblems(source.all())
                    .lines(answer.warnings(), signalbox.colour())
                    .forEach(signalbox.console()::note);
            tell(answer);
        } catch (ProblemException e) {
            throw e.problem().errors().isEmpty() ? e : new RejectedDefinition(e.problem(), source.all());
        }
    }

    private void tell(StepsRequested answer) {
        if (signalbox.json()) {
            signalbox.printJson(answer);
            return;
        }
        String sealed = answer.sealed() ? "; it is sealed with that" : "";
        signalbox
                .console()
                .say(
                        answer.steps() == 0
                                ? "asked to seal run " + answer.run()
                                : "asked to add %s to run %s%s"
                                        .formatted(Words.count(answer.steps(), "step"), answer.run(), sealed));
        signalbox.console().say("  to see what comes of it: signalbox events " + answer.run());
    }
}
