package dev.signalbox.cli.look;

import dev.signalbox.cli.ExitCode;
import dev.signalbox.cli.Signalbox;
import dev.signalbox.client.SignalboxClient;
import dev.signalbox.contracts.RunId;
import dev.signalbox.contracts.StepId;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** What every command has that asks something of a run. */
final class RunAndReason {
    @Parameters(index = "0", paramLabel = "RUN", description = RunReference.DESCRIPTION)
    String run;

    @Option(names = "--reason", paramLabel = "WORDS", description = "Why; it goes into the run's history.")
    @Nullable
    String reason;

    /** Asks something of a run. */
    interface Request {
        void ask(SignalboxClient client, RunId run, @Nullable String reason);
    }

    /** Asks something of a step. */
    interface StepRequest {
        void ask(SignalboxClient client, RunId run, StepId step, @Nullable String reason);
    }

    /** @param what what it was asked, as in "asked to ..."; {@code %s} stands for the step */
    int askOfStep(Signalbox signalbox, String step, StepRequest request, String what) {
        StepId id = StepReference.of(step);
        return ask(
                signalbox,
                (client, asked, why) -> request.ask(client, asked, id, why),
                "asked to " + what.formatted(id) + "; to see what comes of it: signalbox events %s");
    }

    /** @param words what to say when it was asked; {@code %s} stands for the run */
    int ask(Signalbox signalbox, Request request, String words) {
        try (SignalboxClient client = signalbox.client()) {
            RunId id = RunReference.resolve(run, client);
            request.ask(client, id, reason);
            if (signalbox.json()) {
                signalbox.printJson(Map.of("run", id));
            } else {
                signalbox.console().say(words.replace("%s", id.value()));
            }
        }
        return ExitCode.DONE.number();
    }
}
