package dev.signalbox.contracts.knob;

import java.util.Arrays;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A variable {@code PI_ORCH_ADM_*} of the original, with the key that it sets here. Numbers outside of the range of the original, and
 * what is no number, are refused; the original bent them silently.
 */
public enum AdmissionKnob {
    MAX_RUNS("signalbox.admission.max-runs", 1, 128),
    MAX_SLOTS("signalbox.admission.max-slots", 1, 512),
    MAX_DEPTH("signalbox.admission.max-depth", 0, 16),
    RUN_TTL_MS("signalbox.admission.lease-time", 10_000, 43_200_000),
    SLOT_TTL_MS("signalbox.runner.slot-lease", 10_000, 21_600_000),
    LOCK_WAIT_MS("signalbox.admission.state-deadline", 200, 60_000),
    LOCK_STALE_MS("signalbox.admission.rebuild-lock-time", 1_000, 120_000),
    BREAKER_COOLDOWN_MS("signalbox.admission.breaker.cooldown", 5_000, 43_200_000),
    GAP_MAX("signalbox.admission.breaker.gap-max", 1, 10_000),
    GAP_RESET_QUIET_MS("signalbox.admission.breaker.gap-reset-quiet", 5_000, 43_200_000),
    EVENT_LOG_PATH("signalbox.admission.decision-log.path"),
    EVENT_LOG_MAX_BYTES("signalbox.admission.decision-log.max-size", 128 * 1024, 512 * 1024 * 1024),
    EVENT_LOG_MAX_BACKUPS("signalbox.admission.decision-log.max-backups", 1, 20),
    EVENT_LOG_ROTATE_CHECK_MS("signalbox.admission.decision-log.rotate-check", 1_000, 600_000),
    PRESSURE_LOG_PATH("signalbox.admission.pressure.log-path"),
    PRESSURE_FRESHNESS_MS("signalbox.admission.pressure.freshness", 1_000, 600_000),
    PRESSURE_TAIL_BYTES("signalbox.admission.pressure.tail-size", 1_024, 5 * 1024 * 1024),
    PRESSURE_TAIL_LINES("signalbox.admission.pressure.tail-lines", 1, 10_000),
    /** The state is in Redis; there is no file. */
    STATE_PATH(null),
    /** The state is in Redis; there is no lock file. */
    LOCK_PATH(null);

    private static final String PREFIX = "PI_ORCH_ADM_";

    private final @Nullable String key;
    private final long least;
    private final long most;

    AdmissionKnob(@Nullable String key, long least, long most) {
        this.key = key;
        this.least = least;
        this.most = most;
    }

    AdmissionKnob(@Nullable String key) {
        this(key, 0, -1);
    }

    /** The name of the variable. */
    public String variable() {
        return PREFIX + name();
    }

    /** What it sets here; empty when nothing here corresponds to it. */
    public Optional<String> key() {
        return Optional.ofNullable(key);
    }

    public long least() {
        return least;
    }

    public long most() {
        return most;
    }

    public boolean isNumber() {
        return least <= most;
    }

    public static Optional<AdmissionKnob> named(String variable) {
        return Arrays.stream(values())
                .filter(knob -> knob.variable().equals(variable))
                .findFirst();
    }

    /** What is wrong with a value; empty when nothing is. */
    public Optional<String> objectionTo(String value) {
        if (!isNumber()) {
            return Optional.empty();
        }
        try {
            long number = Long.parseLong(value.strip());
            return number < least || number > most ? Optional.of(refused(value)) : Optional.empty();
        } catch (NumberFormatException e) {
            return Optional.of(refused(value));
        }
    }

    private String refused(String value) {
        return variable() + "=" + value + " is not allowed: it must be a whole number from " + least + " to " + most
                + ".";
    }
}
