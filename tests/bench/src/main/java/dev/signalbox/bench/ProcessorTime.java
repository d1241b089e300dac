package dev.signalbox.bench;

import dev.signalbox.standalone.stack.ProcessRecord;
import dev.signalbox.standalone.stack.Stack;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;

/** What the processes of a stack have used of the processors so far, by name. Source: {@code /proc}. */
record ProcessorTime(Map<String, Duration> byProcess) {
    private static final long NANOS_PER_TICK = 10_000_000;

    static ProcessorTime of(Stack stack) {
        Map<String, Duration> used = new TreeMap<>();
        for (ProcessRecord process : stack.processes()) {
            used.put(
                    process.name(),
                    process.handle().map(ProcessorTime::withDescendants).orElse(Duration.ZERO));
        }
        return new ProcessorTime(used);
    }

    ProcessorTime since(ProcessorTime earlier) {
        Map<String, Duration> difference = new TreeMap<>();
        byProcess.forEach(
                (name, used) -> difference.put(name, used.minus(earlier.byProcess.getOrDefault(name, Duration.ZERO))));
        return new ProcessorTime(difference);
    }

    Duration of(String... names) {
        Duration sum = Duration.ZERO;
        for (String name : names) {
            sum = sum.plus(byProcess.getOrDefault(name, Duration.ZERO));
        }
        return sum;
    }

    private static Duration withDescendants(ProcessHandle process) {
        return process.descendants().map(ProcessorTime::own).reduce(own(process), Duration::plus);
    }

    /** Own time and that of children that have ended, fields 14 to 17 of /proc/PID/stat. */
    private static Duration own(ProcessHandle process) {
        Path stat = Path.of("/proc", Long.toString(process.pid()), "stat");
        if (!Files.exists(stat)) {
            return Duration.ZERO;
        }
        try {
            String text = Files.readString(stat);
            String[] fields = text.substring(text.lastIndexOf(')') + 2).split(" ");
            long ticks = 0;
            for (int field = 11; field <= 14; field++) {
                ticks += Long.parseLong(fields[field]);
            }
            return Duration.ofNanos(ticks * NANOS_PER_TICK);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
