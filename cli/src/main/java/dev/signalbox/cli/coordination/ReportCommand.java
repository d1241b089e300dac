package dev.signalbox.cli.coordination;

import dev.signalbox.cli.ExitCode;
import dev.signalbox.cli.Failure;
import dev.signalbox.cli.Signalbox;
import dev.signalbox.client.SignalboxClient;
import dev.signalbox.contracts.RunId;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;

/** {@code signalbox coordination report}. */
@Command(
        name = "report",
        header = "Write a report of a coordination: its workflows, its steps, what they took and cost.",
        footer = {
            "",
            "Examples:",
            "  signalbox coordination report last --format html",
            "  signalbox coordination report last --format csv --output artifacts/reports/nightly.csv"
        })
final class ReportCommand implements Callable<Integer> {
    /** How a report is written. */
    enum Format {
        JSON,
        CSV,
        HTML;

        String ending() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    @ParentCommand
    CoordinationCommand coordination;

    @Parameters(paramLabel = "ID", description = CoordinationStates.DESCRIPTION)
    String id;

    @Option(
            names = "--format",
            paramLabel = "json|csv|html",
            defaultValue = "json",
            description = "How it is written. Default: json.")
    Format format;

    @Option(
            names = "--output",
            paramLabel = "FILE",
            description = "Where it goes. Default: artifacts/reports/<id>.<format>.")
    @Nullable
    String output;

    @Override
    public Integer call() throws IOException {
        Signalbox signalbox = coordination.signalbox();
        CoordinationState state = coordination.states().find(id);
        RunId run = state.run();
        if (run == null) {
            throw new Failure(
                    ExitCode.WRONG_USAGE,
                    "Coordination %s was a dry run; there is nothing to report.".formatted(state.id()));
        }
        Report report;
        try (SignalboxClient client = signalbox.client()) {
            CoordinationState seen = new StateFollower(client, coordination.states(), state).look();
            report = new Report(seen, client.run(run), client.steps(run), Instant.now());
        }
        String name = output == null ? "artifacts/reports/%s.%s".formatted(state.id(), format.ending()) : output;
        Path file = signalbox.console().directory().resolve(name);
        JsonFile.writeText(file, text(report));
        if (signalbox.json()) {
            signalbox.printJson(Map.of("report", name));
        } else {
            signalbox.console().say("The report is in " + name + ".");
        }
        return ExitCode.DONE.number();
    }

    private String text(Report report) throws IOException {
        return switch (format) {
            case JSON -> JsonFile.text(report);
            case CSV -> new CsvReport(report).text();
            case HTML ->
                new HtmlReport(report, coordination.signalbox().console().zone()).text();
        };
    }
}
