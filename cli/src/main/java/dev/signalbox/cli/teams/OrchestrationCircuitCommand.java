package dev.signalbox.cli.teams;

import dev.signalbox.cli.Console;
import dev.signalbox.cli.ExitCode;
import dev.signalbox.cli.Signalbox;
import dev.signalbox.client.SignalboxClient;
import dev.signalbox.contracts.api.AdmissionPolicy;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ParentCommand;

/** {@code signalbox orchestration-circuit}. */
@Command(
        name = "orchestration-circuit",
        header = "Show how much of admission's limits is used. There is no circuit breaker yet.",
        footer = {"", "Examples:", "  signalbox orchestration-circuit"})
public final class OrchestrationCircuitCommand implements Callable<Integer> {
    @ParentCommand
    Signalbox signalbox;

    /** What {@code --json} prints. */
    record Result(boolean breaker, @Nullable Integer activeRuns, int maxRuns) {}

    @Override
    public Integer call() {
        try (SignalboxClient client = signalbox.client()) {
            AdmissionPolicy policy = client.admissionPolicy();
            if (signalbox.json()) {
                signalbox.printJson(new Result(false, policy.activeRuns(), policy.maxRuns()));
            } else {
                print(policy);
            }
        }
        return ExitCode.DONE.number();
    }

    private void print(AdmissionPolicy policy) {
        Console console = signalbox.console();
        console.say(
                "There is no circuit breaker yet, so it has no status: a run is denied only by the cap on live runs.");
        console.say("live runs: %s of %d".formatted(OrchestrationPolicyCommand.live(policy), policy.maxRuns()));
    }
}
