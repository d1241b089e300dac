package dev.signalbox.admission.breaker;

import dev.signalbox.contracts.api.PressureView.PressureSeverity;
import dev.signalbox.contracts.runner.HostLoad;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/**
 * What a machine may have of everything before it is under pressure. Each limit is looked at by itself: an idle processor does not make
 * up for a full disk.
 *
 * @param most with more of any of it a machine is critical
 * @param warnShare the part of a limit, above which it is worth a look
 */
public record HostLimits(HostLoad most, double warnShare) {
    /** What a reading means, and the same in words. */
    public record Verdict(PressureSeverity severity, String reason) {}

    private record Fact(String words, String limit, double value, double most) {
        boolean isAbove(double share) {
            return value > most * share;
        }
    }

    /** Judges one reading. The reason names what is above its limit, with the limit; when nothing is, all of the reading. */
    public Verdict judge(HostLoad load) {
        List<Fact> facts = facts(load);
        List<Fact> over = facts.stream().filter(fact -> fact.isAbove(1)).toList();
        if (!over.isEmpty()) {
            return new Verdict(PressureSeverity.CRITICAL, withLimits(over.stream()));
        }
        List<Fact> near = facts.stream().filter(fact -> fact.isAbove(warnShare)).toList();
        return near.isEmpty()
                ? new Verdict(
                        PressureSeverity.OK,
                        String.join(", ", facts.stream().map(Fact::words).toList()))
                : new Verdict(PressureSeverity.WARN, withLimits(near.stream()));
    }

    private List<Fact> facts(HostLoad load) {
        return List.of(
                new Fact(
                        load.processes() + " processes",
                        Integer.toString(most.processes()),
                        load.processes(),
                        most.processes()),
                new Fact(
                        percent(load.memoryUsed()) + " of the memory in use",
                        percent(most.memoryUsed()),
                        load.memoryUsed(),
                        most.memoryUsed()),
                new Fact(
                        "load " + number(load.loadPerCore()) + " per core",
                        number(most.loadPerCore()),
                        load.loadPerCore(),
                        most.loadPerCore()),
                new Fact(
                        percent(load.diskUsed()) + " of the disk in use",
                        percent(most.diskUsed()),
                        load.diskUsed(),
                        most.diskUsed()));
    }

    private static String withLimits(Stream<Fact> facts) {
        return String.join(
                ", ",
                facts.map(fact -> fact.words() + " (at most " + fact.limit() + ")")
                        .toList());
    }

    private static String percent(double share) {
        return String.format(Locale.ROOT, "%.1f %%", share * 100);
    }

    private static String number(double value) {
        return String.format(Locale.ROOT, "%.2f", value);
    }
}
