package dev.signalbox.cli.run;

import dev.signalbox.cli.Console;
import dev.signalbox.cli.ExitCode;
import dev.signalbox.cli.RejectedDefinition;
import dev.signalbox.cli.Signalbox;
import dev.signalbox.cli.text.InputProblems;
import dev.signalbox.cli.text.PlainText;
import dev.signalbox.cli.text.Words;
import dev.signalbox.cli.watch.Outcome;
import dev.signalbox.cli.watch.RunProgress;
import dev.signalbox.cli.watch.RunWatch;
import dev.signalbox.client.ProblemException;
import dev.signalbox.client.SignalboxClient;
import dev.signalbox.contracts.RunId;
import dev.signalbox.contracts.api.RunAdmitted;
import dev.signalbox.contracts.api.RunRequest;
import dev.signalbox.standalone.process.AtExit;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Hands a run to the door, and waits for its end when that is wanted.
 *
 * @param signalbox what every command shares
 * @param files what the run was read from, for showing lines of it
 * @param idempotencyKey the caller's own key; null when it has none
 * @param watching what is shown until the run has ended
 */
public record Submission(
        Signalbox signalbox,
        DefinitionFiles files,
        @Nullable String idempotencyKey,
        Watching watching) {
    /** What is shown of a run until it has ended. */
    public enum Watching {
        /** Nothing: the command ends when the run is admitted. */
        NOTHING,
        TABLE,
        CARDS
    }

    public ExitCode of(RunRequest request) {
        return of(request, admitted -> {});
    }

    /** Does the same and tells {@code listener} of the run as soon as it is admitted. */
    public ExitCode of(RunRequest request, Consumer<RunAdmitted> listener) {
        try (SignalboxClient client = signalbox.client()) {
            RunAdmitted admitted = submit(client, request);
            listener.accept(admitted);
            new InputProblems(files.all())
                    .lines(admitted.warnings(), signalbox.colour())
                    .forEach(signalbox.console()::note);
            return watching == Watching.NOTHING ? announced(admitted, request.unsealed()) : awaited(client, admitted);
        }
    }

    private RunAdmitted submit(SignalboxClient client, RunRequest request) {
        try {
            return client.submit(request, Optional.ofNullable(idempotencyKey));
        } catch (ProblemException e) {
            throw e.problem().errors().isEmpty() ? e : new RejectedDefinition(e.problem(), files.all());
        }
    }

    private ExitCode announced(RunAdmitted admitted, boolean unsealed) {
        if (signalbox.json()) {
            signalbox.printJson(admitted);
            return ExitCode.DONE;
        }
        Console console = signalbox.console();
        RunId run = admitted.run();
        console.say(headline(admitted));
        console.say("  follow it: signalbox events %s --follow".formatted(run));
        console.say("  its steps: signalbox steps " + run);
        if (unsealed) {
            console.say("  more steps: signalbox add %s FILE; nothing starts before: signalbox add %s --seal"
                    .formatted(run, run));
        }
        console.say("  stop it:   signalbox cancel " + run);
        return ExitCode.DONE;
    }

    private ExitCode awaited(SignalboxClient client, RunAdmitted admitted) {
        Console console = signalbox.console();
        RunId run = admitted.run();
        console.note(headline(admitted));
        RunProgress progress;
        try (AtExit _ = new AtExit(
                "on-interrupt",
                () -> console.note(
                        "%nThe run goes on. Follow it: signalbox events %s --follow. Stop it: signalbox cancel %s"
                                .formatted(run, run)))) {
            RunWatch watch = new RunWatch(signalbox, client);
            progress = watching == Watching.CARDS
                    ? watch.asCards(run, admitted.name())
                    : watch.untilItEnds(run, admitted.name());
        }
        if (signalbox.json()) {
            signalbox.printJson(client.run(run));
        } else {
            new Outcome(run, signalbox.colour()).lines(progress, Instant.now()).forEach(console::say);
        }
        return ExitCode.of(progress.status());
    }

    private static String headline(RunAdmitted admitted) {
        return "run %s %s: %s, %s in %s%s"
                .formatted(
                        admitted.run(),
                        admitted.deduped() ? "was there already" : "admitted",
                        PlainText.line(admitted.name()),
                        Words.count(admitted.steps(), "step"),
                        admitted.workspace(),
                        Words.place(admitted.queue()));
    }
}
