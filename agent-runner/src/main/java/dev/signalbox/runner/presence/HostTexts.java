package dev.signalbox.runner.presence;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads what Linux writes about a machine. */
public final class HostTexts {
    private static final Pattern MEMORY = Pattern.compile("(\\w+):\\s+(\\d+) kB");
    private static final Pattern FIRST_LOAD = Pattern.compile("(\\d+(?:\\.\\d+)?)\\s");

    private HostTexts() {}

    /**
     * The load average of the last minute for each processor.
     *
     * @param loadavg the text of {@code /proc/loadavg}
     * @return empty when the text is not of that form
     */
    public static OptionalDouble loadPerCore(String loadavg, int processors) {
        Matcher load = FIRST_LOAD.matcher(loadavg);
        return load.lookingAt() && processors > 0
                ? OptionalDouble.of(Double.parseDouble(load.group(1)) / processors)
                : OptionalDouble.empty();
    }

    /**
     * The share of the memory that a new process could not have. Kernels that do not say what is available are believed to give away
     * what is free, buffered and cached.
     *
     * @param meminfo the text of {@code /proc/meminfo}
     * @return empty when the text does not tell
     */
    public static OptionalDouble memoryUsed(String meminfo) {
        Map<String, Long> kilobytes = new HashMap<>();
        MEMORY.matcher(meminfo)
                .results()
                .forEach(line -> kilobytes.putIfAbsent(line.group(1), Long.parseLong(line.group(2))));
        long total = kilobytes.getOrDefault("MemTotal", 0L);
        Optional<Long> available = available(kilobytes);
        if (total <= 0 || available.isEmpty()) {
            return OptionalDouble.empty();
        }
        return OptionalDouble.of(share(total - available.get(), total));
    }

    /** The share of {@code total} that {@code used} is, from 0 to 1. */
    public static double share(long used, long total) {
        return Math.clamp((double) used / total, 0, 1);
    }

    private static Optional<Long> available(Map<String, Long> kilobytes) {
        Long available = kilobytes.get("MemAvailable");
        if (available != null) {
            return Optional.of(available);
        }
        return kilobytes.containsKey("MemFree")
                ? Optional.of(List.of("MemFree", "Buffers", "Cached").stream()
                        .mapToLong(name -> kilobytes.getOrDefault(name, 0L))
                        .sum())
                : Optional.empty();
    }
}
