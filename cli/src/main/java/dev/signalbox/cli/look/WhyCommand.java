package dev.signalbox.cli.look;

import dev.signalbox.cli.ExitCode;
import dev.signalbox.cli.Signalbox;
import dev.signalbox.cli.text.PlainText;
import dev.signalbox.cli.text.Words;
import dev.signalbox.client.SignalboxClient;
import dev.signalbox.contracts.RunId;
import dev.signalbox.contracts.api.Why;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;

/** {@code signalbox why <run> [<step>]}. */
@Command(
        name = "why",
        header = "Say why a run or a step is where it is.",
        description = {
            "The one thing it waits for, who holds it, since when, and what would free it. Of something that has ended: why it ended"
                    + " so."
        },
        footer = {
            "",
            "Examples:",
            "  signalbox why last",
            "  signalbox why last deploy",
            "  signalbox why 3fa8 deploy --json"
        })
public final class WhyCommand implements Callable<Integer> {
    @ParentCommand
    Signalbox signalbox;

    @Parameters(index = "0", paramLabel = "RUN", description = RunReference.DESCRIPTION)
    String run;

    @Parameters(
            index = "1",
            arity = "0..1",
            paramLabel = "STEP",
            description = "The step; the run as a whole when it is missing.")
    @Nullable
    String step;

    @Override
    public Integer call() {
        try (SignalboxClient client = signalbox.client()) {
            RunId id = RunReference.resolve(run, client);
            Why why = step == null ? client.why(id) : client.why(id, StepReference.of(step));
            if (signalbox.json()) {
                signalbox.printJson(why);
            } else {
                print(why, Instant.now());
            }
        }
        return ExitCode.DONE.number();
    }

    private void print(Why why, Instant now) {
        String about = why.step() == null ? "run " + why.run() : "step " + why.step();
        String since = why.since() == null
                ? ""
                : ", since " + Words.of(why.since(), ZoneId.systemDefault()) + " ("
                        + Words.of(Duration.between(why.since(), now)) + ")";
        say("", "%s is %s%s".formatted(about, why.status().replace('_', ' '), since));
        say("  because  ", why.answer());
        if (why.freedBy() != null) {
            say("  until    ", why.freedBy());
        }
        for (Why.Holder holder : why.heldBy()) {
            say("  see      ", words(holder, why.run(), now));
        }
    }

    private static String words(Why.Holder holder, RunId own, Instant now) {
        String where = holder.run().equals(own) ? "" : " of run " + holder.run();
        String who = holder.agent() == null ? "" : ", agent " + holder.agent();
        String time = holder.since() == null ? "" : ", for " + Words.of(Duration.between(holder.since(), now));
        return "step %s%s: %s%s%s".formatted(holder.step(), where, Words.of(holder.status()), who, time);
    }

    private void say(String before, String words) {
        signalbox.console().say(before + PlainText.line(words));
    }
}
