package dev.signalbox.cli.look;

import dev.signalbox.cli.Console;
import dev.signalbox.cli.ExitCode;
import dev.signalbox.cli.Signalbox;
import dev.signalbox.cli.text.Cell;
import dev.signalbox.cli.text.GovernorWords;
import dev.signalbox.cli.text.Table;
import dev.signalbox.cli.text.Words;
import dev.signalbox.client.SignalboxClient;
import dev.signalbox.contracts.RunId;
import dev.signalbox.contracts.api.StepView;
import dev.signalbox.contracts.attempt.AttemptResult;
import dev.signalbox.contracts.event.StepStatus;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;

/** {@code signalbox steps <run>}. */
@Command(
        name = "steps",
        header = "Show the steps of a run: where each is, what it waits for, who has it.",
        footer = {
            "",
            "Examples:",
            "  signalbox steps last",
            "  signalbox steps last --json",
            "  signalbox steps last --json --output"
        })
public final class StepsCommand implements Callable<Integer> {
    private static final List<String> HEADLINE =
            List.of("STEP", "STATE", "AGENT", "TRACK", "ATTEMPT", "TIME", "WAITS FOR");

    @ParentCommand
    Signalbox signalbox;

    @Parameters(paramLabel = "RUN", description = RunReference.DESCRIPTION)
    String run;

    @Option(names = "--output", description = "With --json: also what each step answered to the steps that need it.")
    boolean output;

    @Override
    public Integer call() {
        try (SignalboxClient client = signalbox.client()) {
            RunId id = RunReference.resolve(run, client);
            List<StepView> steps = output ? client.stepsWithOutput(id) : client.steps(id);
            if (signalbox.json()) {
                signalbox.printJson(steps);
            } else {
                Console console = signalbox.console();
                Instant now = Instant.now();
                List<List<Cell>> rows =
                        steps.stream().map(step -> cells(step, now)).toList();
                new Table(HEADLINE, rows)
                        .lines(console.size().columns(), signalbox.colour())
                        .forEach(console::say);
            }
        }
        return ExitCode.DONE.number();
    }

    static List<Cell> cells(StepView step, Instant now) {
        return List.of(
                Cell.of(step.step().value()),
                new Cell(Words.of(step.status()), Words.style(step.status())),
                Cell.of(step.agent() == null ? "" : step.agent().value()),
                Cell.of(step.track() == null ? "" : step.track()),
                Cell.of(step.attempt() == 0 ? "" : step.attempt() + " of " + step.maxAttempts()),
                Cell.of(time(step, now)),
                Cell.of(explanation(step, now)));
    }

    private static String explanation(StepView step, Instant now) {
        if (step.waitsFor() != null) {
            return Words.of(step.waitsFor(), step.run(), now);
        }
        String reason = step.reason();
        AttemptResult result = step.result();
        if (reason != null) {
            return step.status() == StepStatus.FAILED && result != null
                    ? Words.of(result) + "; given up: " + reason
                    : reason;
        }
        return switch (step.status()) {
            case FAILED, CANCELLED, CONFLICTED -> result == null ? "" : Words.of(result);
            case RUNNING, SUCCEEDED -> GovernorWords.of(step.governor());
            case PENDING, READY, DISPATCHED, BACKING_OFF, SKIPPED -> "";
        };
    }

    /** How long the last attempt took, or takes. */
    private static String time(StepView step, Instant now) {
        Instant end = end(step, now);
        return step.startedAt() == null || end == null ? "" : Words.of(Duration.between(step.startedAt(), end));
    }

    private static @Nullable Instant end(StepView step, Instant now) {
        return switch (step.status()) {
            case DISPATCHED, RUNNING -> now;
            case PENDING, READY, BACKING_OFF, CONFLICTED -> step.attemptEndedAt();
            case SUCCEEDED, FAILED, CANCELLED, SKIPPED ->
                step.attemptEndedAt() == null ? step.endedAt() : step.attemptEndedAt();
        };
    }
}
