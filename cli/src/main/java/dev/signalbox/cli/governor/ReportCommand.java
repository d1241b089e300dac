package dev.signalbox.cli.governor;

import dev.signalbox.cli.Console;
import dev.signalbox.cli.ExitCode;
import dev.signalbox.cli.Failure;
import dev.signalbox.cli.Signalbox;
import dev.signalbox.cli.look.RunReference;
import dev.signalbox.cli.run.WorkspaceOption;
import dev.signalbox.cli.text.Cell;
import dev.signalbox.cli.text.MoneyWords;
import dev.signalbox.cli.text.Table;
import dev.signalbox.client.SignalboxClient;
import dev.signalbox.contracts.RunId;
import dev.signalbox.contracts.api.GovernorReport;
import dev.signalbox.definitions.draft.DurationText;
import java.io.IOException;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParentCommand;

/** {@code signalbox governor report}. */
@Command(
        name = "report",
        header =
                "What each tripwire has stopped, or would have: what that would have saved, and how often it would have been wrong.",
        description = {
            "",
            "WOULD HAVE are attempts that went on, because the governor only observed or warned. Of these, SUCCEEDED are those that it"
                    + " would have been wrong to stop, and SPENT AFTER is what they cost after that point: what enforce would have saved."
        },
        footer = {
            "",
            "Examples:",
            "  signalbox governor report",
            "  signalbox governor report --run last",
            "  signalbox governor report --workspace . --since 7d --json"
        })
public final class ReportCommand implements Callable<Integer> {
    private static final List<String> HEADLINE = List.of(
            "TRIPWIRE",
            "STOPPED",
            "WOULD HAVE",
            "RUNNING",
            "SUCCEEDED",
            "FAILED",
            "SPENT AFTER",
            "OF SUCCEEDED",
            "TOKENS");

    @ParentCommand
    GovernorCommand governor;

    @Option(names = "--run", paramLabel = "RUN", description = "Of this run only. " + RunReference.DESCRIPTION)
    @Nullable
    String run;

    @Option(
            names = "--workspace",
            paramLabel = "DIRECTORY|NAME",
            description = "Of the runs of this workspace only. Default: of all.")
    @Nullable
    String workspace;

    @Option(
            names = "--since",
            paramLabel = "TIME",
            description =
                    "Only what happened since: a time like 2026-03-14T09:26:53Z, or how long ago, like 12h or 7d.")
    @Nullable
    String since;

    @Override
    public Integer call() throws IOException {
        Signalbox signalbox = governor.signalbox();
        Instant from = since == null ? null : since(since, Instant.now());
        String where = workspace == null ? null : WorkspaceOption.named(workspace, signalbox.console());
        try (SignalboxClient client = signalbox.client()) {
            RunId id = run == null ? null : RunReference.resolve(run, client);
            GovernorReport report = client.governorReport(id, where, from);
            if (signalbox.json()) {
                signalbox.printJson(report);
            } else {
                print(report, signalbox);
            }
        }
        return ExitCode.DONE.number();
    }

    static Instant since(String text, Instant now) {
        try {
            return Instant.parse(text);
        } catch (DateTimeParseException e) {
            return DurationText.read(text)
                    .map(now::minus)
                    .orElseThrow(() -> new Failure(
                            ExitCode.WRONG_USAGE,
                            "--since takes a time like 2026-03-14T09:26:53Z, or how long ago, like 12h or 7d, not '"
                                    + text + "'."));
        }
    }

    private static void print(GovernorReport report, Signalbox signalbox) {
        Console console = signalbox.console();
        if (report.tripwires().isEmpty()) {
            console.note("No attempt has touched a tripwire.");
            return;
        }
        List<List<Cell>> rows = new ArrayList<>();
        report.tripwires().forEach(line -> rows.add(cells(line.tripwire().word(), line.tally())));
        rows.add(cells("every attempt once", report.attempts()));
        new Table(HEADLINE, rows)
                .lines(console.size().columns(), signalbox.colour())
                .forEach(console::say);
    }

    private static List<Cell> cells(String what, GovernorReport.Tally tally) {
        return List.of(
                Cell.of(what),
                Cell.of(Long.toString(tally.stopped())),
                Cell.of(Long.toString(tally.wouldHaveStopped())),
                Cell.of(Long.toString(tally.stillRunning())),
                Cell.of(Long.toString(tally.succeeded())),
                Cell.of(Long.toString(tally.failed())),
                Cell.of(MoneyWords.usd(tally.usdAfter())),
                Cell.of(MoneyWords.usd(tally.usdAfterOfSucceeded())),
                Cell.of(Long.toString(tally.tokensAfter())));
    }
}
