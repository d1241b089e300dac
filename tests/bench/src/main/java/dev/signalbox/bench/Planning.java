package dev.signalbox.bench;

import dev.signalbox.bench.Graphs.Scopes;
import dev.signalbox.contracts.api.Plan;
import dev.signalbox.contracts.api.RunRequest;
import dev.signalbox.definitions.DefinitionInput;
import dev.signalbox.definitions.DefinitionLimits;
import dev.signalbox.definitions.DefinitionReader;
import dev.signalbox.definitions.ReadResult;
import dev.signalbox.definitions.plan.Planner;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryPoolMXBean;
import java.lang.management.MemoryType;

/** How long it takes, and how much memory, to read 10,000 steps with three globs each and to find all their conflicts. */
final class Planning {
    private Planning() {}

    /** Measures without a stack: {@code java -Xmx512m -cp ... dev.signalbox.bench.Planning}. */
    public static void main(String[] arguments) {
        Report report = new Report();
        measure(report);
        measure(report);
        System.out.println(report.table());
    }

    static void measure(Report report) {
        for (Scopes scopes : Scopes.values()) {
            measure(scopes, report);
        }
    }

    private static void measure(Scopes scopes, Report report) {
        RunRequest request = Graphs.withScopes(scopes);
        ManagementFactory.getMemoryPoolMXBeans().forEach(MemoryPoolMXBean::resetPeakUsage);
        long start = System.nanoTime();
        Plan plan = planned(request);
        long end = System.nanoTime();
        String name = "10,000 steps with 3 globs each, " + scopes.inWords();
        report.add(
                name,
                (end - start) / 1e6,
                "ms",
                "%,d conflicts, %s; goal: under 2,000"
                        .formatted(plan.conflictCount(), plan.conflictsComplete() ? "all found" : "not all found"));
        report.add(name + ", memory", peakHeapMebibytes(), "MiB", "most heap in use; goal: under 512");
    }

    static Plan planned(RunRequest request) {
        ReadResult read = DefinitionReader.read(DefinitionInput.of(request, DefinitionLimits.DEFAULT));
        if (!(read instanceof ReadResult.Readable readable)) {
            throw new IllegalStateException("the definition of the bench cannot be read: " + read);
        }
        return Planner.plan(readable.spec());
    }

    private static double peakHeapMebibytes() {
        return ManagementFactory.getMemoryPoolMXBeans().stream()
                        .filter(pool -> pool.getType() == MemoryType.HEAP)
                        .mapToLong(pool -> pool.getPeakUsage().getUsed())
                        .sum()
                / (double) (1 << 20);
    }
}
