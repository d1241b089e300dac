package dev.signalbox.definitions.format;

import dev.signalbox.contracts.spec.ResourceLimits;
import dev.signalbox.definitions.draft.Section;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads {@code resource_limits} of a step of the native format. */
final class ResourceRules {
    private static final String KEY = "resource_limits";
    private static final Pattern SIZE = Pattern.compile("([1-9][0-9]{0,14})([KMGT]?)");
    private static final String UNITS = "KMGT";
    private static final int BITS_OF_A_UNIT = 10;
    private static final long LEAST_MEMORY = 1 << 20;
    private static final int MOST_PROCESSES = 4_194_304;
    private static final BigDecimal LEAST_SHARE = new BigDecimal("0.01");
    private static final BigDecimal MOST_PROCESSORS = BigDecimal.valueOf(1_024);

    private ResourceRules() {}

    /** What the processes of an attempt may use; null when the step does not say. */
    static @Nullable ResourceLimits read(Section step) {
        Optional<Section> limits = section(step);
        if (limits.isEmpty()) {
            return null;
        }
        Section section = limits.get();
        ResourceLimits read = new ResourceLimits(
                memory(section), section.wholeNumber("processes", 1, MOST_PROCESSES), cpu(section), retry(section));
        section.value("wall_clock");
        section.reportUnknownKeys();
        return read.equals(ResourceLimits.NONE) ? null : read;
    }

    /** How long an attempt may take: the shorter of {@code timeout} and {@code resource_limits.wall_clock}; null for ever. */
    static @Nullable Duration timeout(Section step) {
        Duration timeout = step.timeout("timeout");
        Duration wallClock =
                section(step).map(limits -> limits.timeout("wall_clock")).orElse(null);
        if (timeout == null || wallClock == null) {
            return timeout == null ? wallClock : timeout;
        }
        return timeout.compareTo(wallClock) < 0 ? timeout : wallClock;
    }

    private static Optional<Section> section(Section step) {
        return step.section(KEY, "'" + KEY + "'");
    }

    private static @Nullable Long memory(Section section) {
        var mention = section.mention("memory");
        if (mention == null) {
            return null;
        }
        Matcher size = SIZE.matcher(mention.text());
        if (size.matches()) {
            int unit = size.group(2).isEmpty() ? 0 : 1 + UNITS.indexOf(size.group(2));
            long number = Long.parseLong(size.group(1));
            int shift = unit * BITS_OF_A_UNIT;
            if (number <= Long.MAX_VALUE >> shift && number << shift >= LEAST_MEMORY) {
                return number << shift;
            }
        }
        section.invalid("memory", "must be an amount of memory, at least 1M, for example 512M or 2G");
        return null;
    }

    private static @Nullable Double cpu(Section section) {
        BigDecimal processors = section.amount("cpu");
        if (processors != null
                && (processors.compareTo(LEAST_SHARE) < 0 || processors.compareTo(MOST_PROCESSORS) > 0)) {
            section.invalid("cpu", "must be a number of processors from " + LEAST_SHARE + " to " + MOST_PROCESSORS);
            return null;
        }
        return processors == null ? null : processors.doubleValue();
    }

    private static boolean retry(Section section) {
        Boolean again = section.truth("retry_oom");
        return again != null && again;
    }
}
