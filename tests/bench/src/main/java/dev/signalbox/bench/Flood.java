package dev.signalbox.bench;

import dev.signalbox.contracts.api.RunRequest;
import dev.signalbox.standalone.stack.Stack;
import dev.signalbox.standalone.stack.StackSettings;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * How a door with few places says no to ten times as many callers as there is room for, and what that takes from the runs that have a place.
 * On a stack of its own, whose cap is low.
 */
final class Flood {
    private static final int PLACES = 20;

    /** As long as a run keeps its place, so that the places are what is short. */
    private static final Duration RUN = Duration.ofSeconds(1);

    private static final Duration TIME = Duration.ofSeconds(15);
    private static final int TIMES_AS_MANY = 10;

    private final AtomicInteger serial = new AtomicInteger();
    private final Report report;
    private final int warmRounds;

    private Flood(Report report, int warmRounds) {
        this.report = report;
        this.warmRounds = warmRounds;
    }

    static void measure(Report report, int warmRounds) throws Exception {
        new Flood(report, warmRounds).measure();
    }

    private void measure() throws Exception {
        Path directory = Directories.forStack();
        StackSettings settings = StackSettings.in(directory)
                .withDoorPort(0)
                .withProperty("admission-service", "signalbox.admission.max-runs", Integer.toString(PLACES))
                .withProperty("agent-runner", "signalbox.runner.max-slots", "10000")
                .withProperty("agent-runner", "signalbox.runner.places", "10000");
        try (Stack stack = Stack.start(settings, line -> System.err.println(line));
                EventTap tap = new EventTap(stack.kafkaAddress());
                SteadyCallers callers = new SteadyCallers(stack.door())) {
            int capacity = Math.toIntExact(PLACES * 1_000 / RUN.toMillis());
            callers.warmUp(stack, tap, TIMES_AS_MANY * capacity, this::run, warmRounds);
            // Twice as many callers as there is room for keep every place taken, and are no flood.
            SteadyCallers.Answers calm = callers.call(2 * capacity, TIME, this::run);
            tap.awaitSuccess(calm.runs());
            SteadyCallers.Answers flood = callers.call(TIMES_AS_MANY * capacity, TIME, this::run);
            tap.awaitSuccess(flood.runs());
            report(calm, flood);
        } finally {
            Directories.delete(directory);
        }
    }

    private void report(SteadyCallers.Answers calm, SteadyCallers.Answers flood) {
        double calmly = calm.runs().size() / calm.seconds();
        double flooded = flood.runs().size() / flood.seconds();
        report.add("runs admitted, all %d places taken".formatted(PLACES), calmly, "runs/s", "runs of 1 s");
        report.add(
                "callers, ten times as many as there is room for",
                flood.all() / flood.seconds(),
                "calls/s",
                "%d answers that were neither 202 nor 429".formatted(flood.others()));
        report.add("runs admitted meanwhile", flooded, "runs/s", "");
        report.add("    against without the flood", 100 * flooded / calmly, "%", "goal: at least 90");
        Samples denied = Samples.of(flood.denied());
        report.add("denial at ten times capacity, p50", denied.median(), "ms", "");
        report.add("denial at ten times capacity, p99", denied.p99(), "ms", "goal: under 50");
    }

    private RunRequest run() {
        int number = serial.incrementAndGet();
        return Graphs.lasting("flood-" + number, "flood-" + number % 8, RUN);
    }
}
