package dev.signalbox.admission.redis;

import dev.signalbox.admission.runs.HeldKey;
import dev.signalbox.contracts.RunId;
import java.util.List;
import java.util.stream.Stream;

/**
 * The layout of the door's data in Redis. The braces put all of it into one slot of a cluster, so that one script may touch it.
 *
 * <ul>
 *   <li>{@code marker}: present while the leases are true; begins with the run id of the Redis process
 *   <li>{@code leases}: sorted set of live runs by the time in ms at which their lease ends
 *   <li>{@code leases:<workspace>}: the same for one workspace
 *   <li>{@code queue}, {@code queue:<workspace>}: sorted set of the runs that wait for a lease by {@link
 *       dev.signalbox.admission.queue.QueueOrder}
 *   <li>{@code queued}: hash of the waiting runs to their workspaces; {@code waiting}: set of those workspaces
 *   <li>{@code released}: hash of the runs that got their lease in the queue and are not known to have been released
 *   <li>{@code ends}: when runs lately ended, the newest first
 *   <li>{@code circuit}: hash, the circuit breaker; {@code probes}: hash of the runs let in on trial; {@code circuit-changes}: list
 *       of its changes that nobody is known to have announced
 *   <li>{@code unseen}: hash of runs that the scheduler has not announced, see {@link UnseenEntry}
 *   <li>{@code payload:<run>}: the JSON of a command not known to be in the log
 *   <li>{@code key:<origin>:<digest>}: run and request hash, separated by a blank
 *   <li>{@code rebuild-lock}: the token of the replica that rebuilds
 * </ul>
 */
public final class LeaseKeys {
    private static final String PREFIX = "signalbox:{admission}:";
    public static final String MARKER = PREFIX + "marker";
    public static final String LEASES = PREFIX + "leases";
    public static final String UNSEEN = PREFIX + "unseen";
    public static final String REBUILD_LOCK = PREFIX + "rebuild-lock";

    public static final String CIRCUIT_CHANGES = PREFIX + "circuit-changes";
    public static final String QUEUED = PREFIX + "queued";
    public static final String RELEASED = PREFIX + "released";
    public static final String CIRCUIT = PREFIX + "circuit";
    public static final String PROBES = PREFIX + "probes";

    /** The keys that every script that builds on {@code door.lua} gets first. */
    public static final List<String> DOOR = List.of(
            MARKER,
            LEASES,
            UNSEEN,
            PREFIX + "queue",
            QUEUED,
            PREFIX + "waiting",
            RELEASED,
            PREFIX + "ends",
            CIRCUIT,
            PROBES);

    private LeaseKeys() {}

    /** The keys of the door and those of one script. */
    public static List<String> doorAnd(String... others) {
        return Stream.concat(DOOR.stream(), Stream.of(others)).toList();
    }

    public static String payload(RunId run) {
        return PREFIX + "payload:" + run;
    }

    public static String key(HeldKey key) {
        return PREFIX + "key:" + UnseenEntry.nameOf(key.origin()) + ":" + key.digest();
    }

    public static String deadLetter(String topic, int partition, long offset) {
        return PREFIX + "dead-letter:" + topic + ":" + partition + ":" + offset;
    }
}
