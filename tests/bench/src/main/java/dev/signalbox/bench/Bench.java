package dev.signalbox.bench;

import dev.signalbox.client.SignalboxClient;
import dev.signalbox.contracts.ContractJson;
import dev.signalbox.standalone.stack.Stack;
import dev.signalbox.standalone.stack.StackSettings;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;

/**
 * {@code signalbox bench [--json] [--quick] [NAME...]}: starts a stack of its own on free ports, warms it, measures, prints a table, ends
 * the stack. Absolute figures of a noisy machine mean little; the ratios are measured in one run and mean more.
 */
public final class Bench {
    private static final Set<String> OPTIONS = Set.of("--json", "--quick");
    private static final int WARM_ROUNDS = 200;
    private static final int QUICK_ROUNDS = 3;
    private static final List<String> ALL = List.of(
            "idle", "chain", "throughput", "processes", "agents", "api", "admission", "scale", "plan", "worktrees");

    private Bench() {}

    public static void main(String[] arguments) throws Exception {
        List<String> words = List.of(arguments);
        if (words.contains("--help")) {
            System.out.println("usage: signalbox bench [--json] [--quick] [" + String.join("|", ALL) + "]...");
            System.out.println(
                    "  --quick   measures after a short warm-up, for figures to compare with each other only");
            return;
        }
        List<String> unknown = words.stream()
                .filter(word -> !OPTIONS.contains(word) && !ALL.contains(word))
                .toList();
        if (!unknown.isEmpty()) {
            System.err.println("signalbox bench: unknown " + unknown + "; there are " + OPTIONS + " and " + ALL);
            System.exit(2);
        }
        Set<String> wanted = words.stream().anyMatch(ALL::contains) ? Set.copyOf(words) : Set.copyOf(ALL);
        Report report = measure(wanted, words.contains("--quick") ? QUICK_ROUNDS : WARM_ROUNDS);
        System.out.println(
                words.contains("--json")
                        ? ContractJson.mapper().writerWithDefaultPrettyPrinter().writeValueAsString(report.figures())
                        : report.table());
    }

    private static Report measure(Set<String> wanted, int warmRounds) throws Exception {
        Report report = new Report();
        Path directory = Directories.forStack();
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
                Measurements measurements = new Measurements(stack, client, tap, echo, report, warmRounds);
                measurements.warmUp(System.err::println);
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
            Flood.measure(report, warmRounds);
        }
        return report;
    }
}
