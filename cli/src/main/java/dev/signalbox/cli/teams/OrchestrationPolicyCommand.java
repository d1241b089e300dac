package dev.signalbox.cli.teams;

import dev.signalbox.cli.ExitCode;
import dev.signalbox.cli.Signalbox;
import dev.signalbox.cli.text.Words;
import dev.signalbox.client.SignalboxClient;
import dev.signalbox.contracts.api.AdmissionPolicy;
import dev.signalbox.contracts.runner.HostLoad;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
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
        line("live runs at most", Integer.toString(policy.maxRuns()));
        line("live runs now", live(policy));
        line("a run's place holds", Words.of(policy.leaseTime()) + " without being renewed");
        line("an idempotency key", Words.of(policy.keyTime()));
        line("a definition", policy.maxDefinitionBytes() + " bytes at most");
        line("a request", policy.maxRequestBytes() + " bytes at most");
        caps(policy.caps());
        queue(policy.queue());
        breaker(policy.breaker());
        AdmissionPolicy.DecisionLog log = policy.decisionLog();
        line(
                "decisions in a file",
                log == null
                        ? "no"
                        : log.path() + ", " + log.maxBytes() + " bytes, " + log.maxBackups() + " older files");
    }

    private void caps(AdmissionPolicy.@Nullable Caps caps) {
        if (caps != null) {
            line("live runs at most", caps.maxRunsPerWorkspace() + " in a workspace");
            line("slots at most", Integer.toString(caps.maxSlots()));
            Integer inAWorkspace = caps.maxSlotsPerWorkspace();
            if (inAWorkspace != null) {
                line("slots at most", inAWorkspace + " in a workspace");
            }
            line("depth at most", Integer.toString(caps.maxDepth()));
        }
    }

    private void queue(AdmissionPolicy.@Nullable Queue queue) {
        if (queue != null) {
            line("when all is full", queue.atCap() + (queue.atCap().equals("queue") ? ", up to " + queue.limit() : ""));
            line("waiting runs now", queue.waitingRuns() == null ? "unknown" : Integer.toString(queue.waitingRuns()));
        }
    }

    private void breaker(AdmissionPolicy.@Nullable Breaker breaker) {
        if (breaker != null) {
            line(
                    "circuit breaker",
                    "open for " + Words.of(breaker.cooldown()) + ", then " + breaker.probes() + " on trial");
            line(
                    "silent attempts",
                    breaker.gapMax() + " at most, forgotten after " + Words.of(breaker.gapResetQuiet()) + " of quiet");
            line(
                    "log failures",
                    breaker.failuresMax() + " in a row at most within " + Words.of(breaker.failureWindow()));
            line("a pressure reading", "holds " + Words.of(breaker.pressureFreshness()));
            HostLoad most = breaker.pressureLimits();
            if (most != null) {
                line(
                        "a machine at most",
                        String.format(
                                Locale.ROOT,
                                "%d processes, %.0f %% memory, load %s per core, %.0f %% disk",
                                most.processes(),
                                most.memoryUsed() * 100,
                                most.loadPerCore(),
                                most.diskUsed() * 100));
            }
        }
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
