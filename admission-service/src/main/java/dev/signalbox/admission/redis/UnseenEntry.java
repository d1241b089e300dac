package dev.signalbox.admission.redis;

import dev.signalbox.admission.runs.HeldKey;
import dev.signalbox.admission.runs.LogPosition;
import dev.signalbox.admission.upkeep.UnseenRun;
import dev.signalbox.contracts.RunId;
import dev.signalbox.contracts.WorkspaceId;
import dev.signalbox.contracts.command.KeyOrigin;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A run that the scheduler has not announced, as a field of Redis: {@code state, since in ms, key origin, key digest, request hash,
 * workspace, priority of a run that waits}, separated by tabs; the last is missing where nobody waits. The state is {@code unsent}, {@code relied} (unsent, and a second caller relies on it) or
 * {@code sent:<partition>:<offset>}. Scripts write state and time, on the clock of Redis.
 */
public final class UnseenEntry {
    private static final String TAB = "\t";
    private static final int WAITS = 6;

    private UnseenEntry() {}

    /** All of the entry but state and time. */
    public static String rest(HeldKey key, WorkspaceId workspace) {
        return String.join(TAB, nameOf(key.origin()), key.digest(), key.requestHash(), workspace.value());
    }

    /** The same of a run that waits for a place. */
    public static String rest(HeldKey key, WorkspaceId workspace, @Nullable Integer waitsWith) {
        return waitsWith == null ? rest(key, workspace) : rest(key, workspace) + TAB + waitsWith;
    }

    /** The entry of a run whose command is in the log, but for the time. */
    public static String sent(LogPosition position, String rest) {
        return "sent:" + position.partition() + ":" + position.offset() + TAB + rest;
    }

    /**
     * Reads an entry.
     *
     * @param nowMillis the time of Redis
     */
    public static UnseenRun read(RunId run, String entry, long nowMillis) {
        List<String> fields = List.of(entry.split(TAB));
        Duration age = Duration.ofMillis(Math.max(0, nowMillis - Long.parseLong(fields.get(1))));
        HeldKey key = new HeldKey(originOf(fields.get(2)), fields.get(3), fields.get(4));
        Integer waitsWith = fields.size() > WAITS ? Integer.valueOf(fields.get(WAITS)) : null;
        return new UnseenRun(run, new WorkspaceId(fields.get(5)), key, age, positionOf(fields.get(0)), waitsWith);
    }

    public static String nameOf(KeyOrigin origin) {
        return switch (origin) {
            case CALLER -> "caller";
            case COMPUTED -> "computed";
        };
    }

    private static KeyOrigin originOf(String name) {
        return "caller".equals(name) ? KeyOrigin.CALLER : KeyOrigin.COMPUTED;
    }

    private static @Nullable LogPosition positionOf(String state) {
        List<String> parts = List.of(state.split(":"));
        return parts.size() < 3 ? null : new LogPosition(Integer.parseInt(parts.get(1)), Long.parseLong(parts.get(2)));
    }
}
