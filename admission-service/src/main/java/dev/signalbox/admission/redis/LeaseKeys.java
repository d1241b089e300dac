package dev.signalbox.admission.redis;

import dev.signalbox.admission.runs.HeldKey;
import dev.signalbox.contracts.RunId;

/**
 * The layout of the door's data in Redis. The braces put all of it into one slot of a cluster, so that one script may touch it.
 *
 * <ul>
 *   <li>{@code marker}: present while the leases are true; begins with the run id of the Redis process
 *   <li>{@code leases}: sorted set of live runs by the time in ms at which their lease ends
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

    private LeaseKeys() {}

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
