package dev.signalbox.cli.look;

import dev.signalbox.cli.Console;
import dev.signalbox.cli.ExitCode;
import dev.signalbox.cli.Signalbox;
import dev.signalbox.cli.text.GovernorWords;
import dev.signalbox.cli.text.MoneyWords;
import dev.signalbox.cli.text.PlainText;
import dev.signalbox.cli.text.Style;
import dev.signalbox.cli.text.Words;
import dev.signalbox.client.ClientException;
import dev.signalbox.client.SignalboxClient;
import dev.signalbox.contracts.RunId;
import dev.signalbox.contracts.api.RunView;
import dev.signalbox.contracts.event.RunStatus;
import dev.signalbox.contracts.spec.Usage;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;

/** {@code signalbox status <run>}. */
@Command(
        name = "status",
        header = "Show where a run is.",
        footer = {"", "Examples:", "  signalbox status last", "  signalbox status 3fa8 --json"})
public final class StatusCommand implements Callable<Integer> {
    @ParentCommand
    Signalbox signalbox;

    @Parameters(paramLabel = "RUN", description = RunReference.DESCRIPTION)
    String run;

    @Override
    public Integer call() {
        try (SignalboxClient client = signalbox.client()) {
            RunView view = client.run(RunReference.resolve(run, client));
            if (signalbox.json()) {
                signalbox.printJson(view);
            } else {
                print(view);
                line("governor", governed(client, view.run()));
            }
        }
        return ExitCode.DONE.number();
    }

    private void print(RunView view) {
        Console console = signalbox.console();
        Instant end = view.endedAt() == null ? Instant.now() : view.endedAt();
        line("run", view.run().value());
        line("name", view.name());
        line("state", Words.of(view.status()) + Words.place(view.queue()), Words.style(view.status()));
        line("reason", view.reason());
        line("go on", view.status() == RunStatus.PAUSED ? "signalbox resume " + view.run() : null);
        line("steps", Words.of(view.steps()));
        line("parent", Words.parent(view.parent()));
        line("workspace", view.workspace().value());
        line("format", view.format());
        line("submitted", Words.of(view.submittedAt(), console.zone()));
        line("started", Words.of(view.startedAt(), console.zone()));
        line("ended", Words.of(view.endedAt(), console.zone()));
        line("time", Words.of(Duration.between(view.submittedAt(), end)));
        line("usage", usage(view.usage()));
        line("money", MoneyWords.of(view.budget()).orElse(null));
    }

    /** What the governor has done in the run; null when that is nothing, or cannot be told. */
    private static @Nullable String governed(SignalboxClient client, RunId run) {
        try {
            return GovernorWords.of(client.governorReport(run, null, null)).orElse(null);
        } catch (ClientException e) {
            return null;
        }
    }

    private static @Nullable String usage(Usage usage) {
        return usage.equals(Usage.NONE)
                ? null
                : "%d + %d tokens, %s USD"
                        .formatted(
                                usage.inputTokens(),
                                usage.outputTokens(),
                                usage.costUsd().toPlainString());
    }

    private void line(String label, @Nullable String value) {
        line(label, value, Style.PLAIN);
    }

    private void line(String label, @Nullable String value, Style style) {
        if (value != null && !value.isEmpty()) {
            signalbox
                    .console()
                    .say("%-10s %s".formatted(label, style.paint(PlainText.line(value), signalbox.colour())));
        }
    }
}
