package dev.signalbox.cli.teams;

import dev.signalbox.cli.ExitCode;
import dev.signalbox.cli.Signalbox;
import dev.signalbox.client.SignalboxClient;
import dev.signalbox.contracts.api.CircuitView;
import dev.signalbox.contracts.api.PressureView;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParentCommand;

/** {@code signalbox orchestration-circuit}. */
@Command(
        name = "orchestration-circuit",
        header = "Show the circuit breaker of admission, open it, or close it.",
        description = "While it is open no run is admitted. What runs goes on.",
        footer = {
            "",
            "Examples:",
            "  signalbox orchestration-circuit",
            "  signalbox orchestration-circuit --trip --reason 'the model is down'",
            "  signalbox orchestration-circuit --reset"
        })
public final class OrchestrationCircuitCommand implements Callable<Integer> {
    @ParentCommand
    Signalbox signalbox;

    @ArgGroup
    @Nullable
    Change change;

    @Option(names = "--reason", paramLabel = "TEXT", description = "Why it is opened or closed; kept with the change.")
    @Nullable
    String reason;

    /** What is to be done; one of them at most. */
    static final class Change {
        @Option(names = "--trip", description = "Open it until somebody resets it.")
        boolean trip;

        @Option(names = "--reset", description = "Close it. It opens again when a cause to do so is left.")
        boolean reset;
    }

    @Override
    public Integer call() {
        try (SignalboxClient client = signalbox.client()) {
            CircuitView circuit = ask(client);
            if (signalbox.json()) {
                signalbox.printJson(circuit);
            } else {
                print(circuit);
            }
        }
        return ExitCode.DONE.number();
    }

    private CircuitView ask(SignalboxClient client) {
        if (change == null) {
            return client.circuit();
        }
        return change.trip ? client.tripCircuit(reason) : client.resetCircuit(reason);
    }

    private void print(CircuitView circuit) {
        line("circuit breaker", word(circuit.status()) + (circuit.cause() == null ? "" : ", " + word(circuit.cause())));
        line("because", circuit.reason() + " (" + circuit.by() + ")");
        if (circuit.since() != null) {
            line("since", circuit.since().toString());
        }
        if (circuit.until() != null) {
            line("until", circuit.until().toString());
        }
        if (circuit.probesLeft() != null) {
            line("runs on trial", circuit.probesLeft() + " may still come in");
        }
        line("opened", circuit.trips() + " times");
        line("live runs", Integer.toString(circuit.activeRuns()));
        line("waiting runs", Integer.toString(circuit.waitingRuns()));
        line("slots in use", Integer.toString(circuit.activeSlots()));
        line("silent attempts", circuit.gap() + ", at most " + circuit.gapMax());
        line("pressure", pressure(circuit.pressure()));
        for (PressureView machine : circuit.machines()) {
            if (!machine.equals(circuit.pressure())) {
                line("", pressure(machine));
            }
        }
    }

    private static String pressure(@Nullable PressureView pressure) {
        return pressure == null
                ? "unavailable"
                : word(pressure.severity()) + ", " + pressure.host() + ": " + pressure.reason();
    }

    private static String word(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }

    private void line(String label, String value) {
        signalbox.console().say("%-20s %s".formatted(label, value));
    }
}
