package dev.signalbox.bench;

import dev.signalbox.client.SignalboxClient;
import dev.signalbox.contracts.ContractJson;
import dev.signalbox.standalone.stack.Stack;
import dev.signalbox.standalone.stack.StackSettings;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;

/**
 * {@code signalbox bench [--json] [NAME...]}: starts a stack of its own on free ports, measures, prints a table, ends the stack.
 * Absolute figures of a noisy machine mean little; the ratios are measured in one run and mean more.
 */
public final class Bench {
    private static final List<String> ALL =
            List.of("idle", "chain", "throughput", "processes", "agents", "api", "admission", "scale", "plan");

    private Bench() {}

    public static void main(String[] arguments) throws Exception {
        List<String> words = List.of(arguments);
        if (words.contains("--help")) {
            System.out.println("usage: signalbox bench [--json] [" + String.join("|", ALL) + "]...");
            return;
        }
        List<String> unknown = words.stream()
                .filter(word -> !word.equals("--json") && !ALL.contains(word))
                .toList();
        if (!unknown.isEmpty()) {
            System.err.println("signalbox bench: unknown " + unknown + "; there are " + ALL);
            System.exit(2);
        }
        Set<String> wanted = words.stream().anyMatch(ALL::contains) ? Set.copyOf(words) : Set.copyOf(ALL);
        Report report = measure(wanted);
        System.out.println(
                words.contains("--json")
                        ? ContractJson.mapper().writerWithDefaultPrettyPrinter().writeValueAsString(report.figures())
                        : report.table());
    }

    private static Report measure(Set<String> wanted) throws Exception {
        Report report = new Report();
        Path directory = Files.createTempDirectory("signalbox-bench");
        StackSettings settings = StackSettings.in(directory)
                .withDoorPort(0)
                .withProperty("admission-service", "signalbox.admission.max-runs", "10000")
                .withProperty("agent-runner", "signalbox.runner.max-slots", "10000")
                .withProperty("agent-runner", "signalbox.runner.places", "10000")
                .withProperty("agent-runner", "signalbox.runner.stop-grace", "0s");
        long start = System.nanoTime();
        try (Stack stack = Stack.start(settings, line -> System.err.println(line))) {
            report.add("start of the whole stack, empty directory", (System.nanoTime() - start) / 1e9, "s", "");
            try (SignalboxClient client = new SignalboxClient(stack.door());
                    EventTap tap = new EventTap(stack.kafkaAddress());
                    BareEcho echo = new BareEcho(stack.kafkaAddress())) {
                Measurements measurements = new Measurements(stack, client, tap, echo, report);
                measurements.warmUp();
                for (String name : ALL) {
                    if (wanted.contains(name)) {
                        measurements.run(name);
                    }
                }
            }
        } finally {
            Directories.delete(directory);
        }
        if (wanted.contains("admission")) {
            Flood.measure(report);
        }
        return report;
    }
}
