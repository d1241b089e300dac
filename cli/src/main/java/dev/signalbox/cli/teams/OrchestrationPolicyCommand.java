package dev.signalbox.cli.teams;

import dev.signalbox.cli.Console;
import dev.signalbox.cli.ExitCode;
import dev.signalbox.cli.Signalbox;
import dev.signalbox.cli.text.Words;
import dev.signalbox.client.SignalboxClient;
import dev.signalbox.contracts.api.AdmissionPolicy;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ParentCommand;

/** {@code signalbox orchestration-policy}. */
@Command(
        name = "orchestration-policy",
        header = "Show the limits that admission holds.",
        footer = {"", "Examples:", "  signalbox orchestration-policy", "  signalbox orchestration-policy --json"})
public final class OrchestrationPolicyCommand implements Callable<Integer> {
    @ParentCommand
    Signalbox signalbox;

    @Override
    public Integer call() {
        try (SignalboxClient client = signalbox.client()) {
            AdmissionPolicy policy = client.admissionPolicy();
            if (signalbox.json()) {
                signalbox.printJson(policy);
            } else {
                print(policy);
            }
        }
        return ExitCode.DONE.number();
    }

    private void print(AdmissionPolicy policy) {
        Console console = signalbox.console();
        line("live runs at most", Integer.toString(policy.maxRuns()));
        line("live runs now", live(policy));
        line("a run's place holds", Words.of(policy.leaseTime()) + " without being renewed");
        line("an idempotency key", Words.of(policy.keyTime()));
        line("a definition", policy.maxDefinitionBytes() + " bytes at most");
        line("a request", policy.maxRequestBytes() + " bytes at most");
        console.say(
                "Nothing else is limited here: there is no cap on depth, no circuit breaker, and no pressure guard yet.");
    }

    static String live(AdmissionPolicy policy) {
        return policy.activeRuns() == null
                ? "unknown: the state cannot be asked now"
                : policy.activeRuns().toString();
    }

    private void line(String label, String value) {
        signalbox.console().say("%-20s %s".formatted(label, value));
    }
}
