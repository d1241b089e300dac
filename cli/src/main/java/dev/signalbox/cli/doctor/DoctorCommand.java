package dev.signalbox.cli.doctor;

import dev.signalbox.cli.Console;
import dev.signalbox.cli.ExitCode;
import dev.signalbox.cli.Signalbox;
import dev.signalbox.cli.stack.StackDirectory;
import dev.signalbox.cli.text.Cell;
import dev.signalbox.cli.text.Style;
import dev.signalbox.cli.text.Table;
import dev.signalbox.client.SignalboxClient;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParentCommand;

/** {@code signalbox doctor}. */
@Command(
        name = "doctor",
        header = "Check what this machine and its stack have and miss, and say what to do.",
        footer = {
            "",
            "Programs are asked for their version and for nothing else. The exit code is 0 when nothing is missing, warnings or",
            "not, and 1 when something is that is needed.",
            "",
            "Examples:",
            "  signalbox doctor",
            "  signalbox doctor --json",
            "  signalbox doctor --url http://door:8080     the runners of another stack, too"
        })
public final class DoctorCommand implements Callable<Integer> {
    private static final List<String> HEADLINE = List.of("CHECK", "STATUS", "FOUND");

    @ParentCommand
    Signalbox signalbox;

    @Option(
            names = "--port",
            paramLabel = "N",
            defaultValue = "8080",
            description = "The port that the door is to have. Default: 8080.")
    int port;

    @Option(
            names = "--directory",
            paramLabel = "DIRECTORY",
            description = "The state directory. Default: .signalbox in the current directory.")
    @Nullable
    String directory;

    @Override
    public Integer call() {
        List<Finding> findings = findings();
        if (signalbox.json()) {
            signalbox.printJson(findings);
        } else {
            print(findings);
        }
        boolean lacks = findings.stream().anyMatch(finding -> finding.status() == Finding.Status.MISSING);
        return (lacks ? ExitCode.RUN_FAILED : ExitCode.DONE).number();
    }

    private List<Finding> findings() {
        Console console = signalbox.console();
        StackDirectory stack = directory == null
                ? StackDirectory.in(console.directory())
                : new StackDirectory(console.directory().resolve(directory));
        boolean runsHere = stack.door().isPresent();
        List<Finding> findings = new ArrayList<>(
                new MachineChecks(new Programs(console.environment()), Path.of("/")).all(stack.path(), port));
        if (runsHere) {
            findings.removeIf(finding -> finding.check().startsWith("port "));
        }
        findings.addAll(StackChecks.processes(stack.client().processes()));
        if (runsHere || signalbox.isDoorNamed()) {
            try (SignalboxClient client = signalbox.client()) {
                findings.addAll(StackChecks.runners(client));
            }
        }
        return findings;
    }

    private void print(List<Finding> findings) {
        Console console = signalbox.console();
        List<List<Cell>> rows = new ArrayList<>();
        for (Finding finding : findings) {
            rows.add(List.of(
                    Cell.of(finding.check()),
                    new Cell(finding.status().name().toLowerCase(Locale.ROOT), style(finding.status())),
                    Cell.of(finding.found())));
        }
        new Table(HEADLINE, rows)
                .lines(console.size().columns(), signalbox.colour())
                .forEach(console::say);
        List<Finding> toDo =
                findings.stream().filter(finding -> finding.advice() != null).toList();
        if (!toDo.isEmpty()) {
            console.say("");
            toDo.forEach(
                    finding -> console.say(finding.check() + ": " + Objects.requireNonNullElse(finding.advice(), "")));
        }
    }

    private static Style style(Finding.Status status) {
        return switch (status) {
            case OK -> Style.GREEN;
            case WARN -> Style.YELLOW;
            case MISSING -> Style.RED;
        };
    }
}
