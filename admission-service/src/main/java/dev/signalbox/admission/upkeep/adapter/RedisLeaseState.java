package dev.signalbox.admission.upkeep.adapter;

import dev.signalbox.admission.AdmissionConfig;
import dev.signalbox.admission.queue.QueueOrder;
import dev.signalbox.admission.queue.ReleasedRun;
import dev.signalbox.admission.redis.LeaseKeys;
import dev.signalbox.admission.redis.LuaScript;
import dev.signalbox.admission.redis.RedisConversation;
import dev.signalbox.admission.redis.UnseenEntry;
import dev.signalbox.admission.runs.port.StateUnreachable;
import dev.signalbox.admission.upkeep.LeaseChange;
import dev.signalbox.admission.upkeep.LeaseChange.Ended;
import dev.signalbox.admission.upkeep.LeaseChange.Renew;
import dev.signalbox.admission.upkeep.LeaseChange.Seen;
import dev.signalbox.admission.upkeep.LeaseChange.Waits;
import dev.signalbox.admission.upkeep.RestoredRun;
import dev.signalbox.admission.upkeep.SentRun;
import dev.signalbox.admission.upkeep.UnseenRun;
import dev.signalbox.admission.upkeep.port.LeaseState;
import dev.signalbox.contracts.RunId;
import dev.signalbox.contracts.WorkspaceId;
import io.vertx.core.buffer.Buffer;
import io.vertx.redis.client.Command;
import io.vertx.redis.client.Response;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The upkeep's side of leases and keys in Redis. */
@ApplicationScoped
public class RedisLeaseState implements LeaseState {
    private static final LuaScript CHANGE_LEASES = LuaScript.named("change-leases", "door");
    private static final LuaScript RESTORE = LuaScript.named("restore", "door");
    private static final LuaScript VOUCH = LuaScript.named("vouch");
    private static final LuaScript IS_VOUCHED_FOR = LuaScript.named("is-vouched-for", "door");
    private static final LuaScript UNLOCK = LuaScript.named("unlock");
    private static final LuaScript TAKE_BACK = LuaScript.named("take-back", "door");
    /** A script holds Redis up while it runs: 500 runs take about a millisecond. */
    private static final int RUNS_PER_SCRIPT = 500;

    private final RedisConversation redis;
    private final AdmissionConfig config;

    public RedisLeaseState(RedisConversation redis, AdmissionConfig config) {
        this.redis = redis;
        this.config = config;
    }

    @Override
    public Condition condition() throws StateUnreachable {
        Response answer = answer(redis.await(redis.run(IS_VOUCHED_FOR, LeaseKeys.DOOR, List.of())));
        return new Condition(
                answer.get(0).toString(),
                answer.get(1).toInteger(),
                answer.get(2).toInteger());
    }

    @Override
    public void vouch() throws StateUnreachable {
        vouch("");
    }

    @Override
    public void apply(List<LeaseChange> changes) throws StateUnreachable {
        for (List<LeaseChange> some : portionsOf(changes)) {
            List<String> keys = new ArrayList<>(LeaseKeys.DOOR);
            List<Buffer> arguments = new ArrayList<>(List.of(millis(config.leaseTime())));
            for (LeaseChange change : some) {
                keys.add(LeaseKeys.payload(change.run()));
                keys.add(LeaseKeys.key(change.key()));
                arguments.add(text(change.run().value()));
                arguments.add(text(nameOf(change)));
                arguments.add(text(UnseenEntry.nameOf(change.key().origin())));
                arguments.add(text(change.workspace().value()));
                arguments.add(orderOf(change));
            }
            redis.await(redis.run(CHANGE_LEASES, keys, arguments));
        }
    }

    @Override
    public List<RunId> held() throws StateUnreachable {
        return answer(redis.await(redis.send(Command.ZRANGE, LeaseKeys.LEASES, "0", "-1"))).stream()
                .map(run -> new RunId(run.toString()))
                .toList();
    }

    @Override
    public Set<RunId> waiting() throws StateUnreachable {
        return runsOf(LeaseKeys.QUEUED);
    }

    @Override
    public Set<RunId> onTrial() throws StateUnreachable {
        return runsOf(LeaseKeys.PROBES);
    }

    private Set<RunId> runsOf(String hash) throws StateUnreachable {
        return answer(redis.await(redis.send(Command.HKEYS, hash))).stream()
                .map(run -> new RunId(run.toString()))
                .collect(Collectors.toSet());
    }

    @Override
    public List<ReleasedRun> released() throws StateUnreachable {
        Response entries = answer(redis.await(redis.send(Command.HGETALL, LeaseKeys.RELEASED)));
        long now = now();
        return entries.getKeys().stream()
                .map(run -> released(new RunId(run), entries.get(run).toString(), now))
                .toList();
    }

    private static ReleasedRun released(RunId run, String entry, long now) {
        List<String> fields = List.of(entry.split("\t"));
        return new ReleasedRun(
                run,
                new WorkspaceId(fields.get(1)),
                Duration.ofMillis(Math.max(0, now - Long.parseLong(fields.get(0)))));
    }

    @Override
    public List<UnseenRun> unseen() throws StateUnreachable {
        Response entries = answer(redis.await(redis.send(Command.HGETALL, LeaseKeys.UNSEEN)));
        long now = now();
        return entries.getKeys().stream()
                .map(run -> UnseenEntry.read(new RunId(run), entries.get(run).toString(), now))
                .toList();
    }

    @Override
    public Optional<UnseenRun> unseen(RunId run) throws StateUnreachable {
        Response entry = redis.await(redis.send(Command.HGET, LeaseKeys.UNSEEN, run.value()));
        return entry == null ? Optional.empty() : Optional.of(UnseenEntry.read(run, entry.toString(), now()));
    }

    @Override
    public Optional<byte[]> payload(RunId run) throws StateUnreachable {
        return Optional.ofNullable(redis.await(redis.send(Command.GET, LeaseKeys.payload(run))))
                .map(Response::toBytes);
    }

    @Override
    public void takeBackLost(UnseenRun run) throws StateUnreachable {
        redis.await(redis.run(
                TAKE_BACK,
                LeaseKeys.doorAnd(LeaseKeys.key(run.key()), LeaseKeys.payload(run.run())),
                List.of(text(run.run().value()), text(run.workspace().value()), text("lost"))));
    }

    @Override
    public Optional<Rebuild> beginRebuild() throws StateUnreachable {
        String token = UUID.randomUUID().toString();
        Response taken = redis.await(redis.send(
                Command.SET,
                LeaseKeys.REBUILD_LOCK,
                token,
                "NX",
                "PX",
                config.rebuildLockTime().toMillis()));
        return taken == null ? Optional.empty() : Optional.of(new LockedRebuild(token));
    }

    private final class LockedRebuild implements Rebuild {
        private final String token;

        LockedRebuild(String token) {
            this.token = token;
        }

        @Override
        public void extend() throws StateUnreachable {
            redis.await(redis.send(
                    Command.SET,
                    LeaseKeys.REBUILD_LOCK,
                    token,
                    "XX",
                    "PX",
                    config.rebuildLockTime().toMillis()));
        }

        @Override
        public void restore(List<RestoredRun> runs) throws StateUnreachable {
            for (List<RestoredRun> some : portionsOf(runs)) {
                List<String> keys = new ArrayList<>(LeaseKeys.doorAnd(LeaseKeys.REBUILD_LOCK));
                List<Buffer> arguments = new ArrayList<>(List.of(text(token), millis(config.leaseTime())));
                for (RestoredRun run : some) {
                    keys.add(LeaseKeys.key(run.key()));
                    arguments.add(text(run.run().value()));
                    arguments.add(text(run.key().requestHash()));
                    arguments.add(millis(run.keyHolds()));
                    arguments.add(text(run.standing().name().toLowerCase(Locale.ROOT)));
                    arguments.add(text(entryOf(run)));
                    arguments.add(text(run.workspace().value()));
                    arguments.add(order(run.run(), run.waitsWith()));
                }
                redis.await(redis.run(RESTORE, keys, arguments));
            }
        }

        @Override
        public boolean complete() throws StateUnreachable {
            return vouch(token);
        }

        @Override
        public void abandon() throws StateUnreachable {
            redis.await(redis.run(UNLOCK, List.of(LeaseKeys.REBUILD_LOCK), List.of(text(token))));
        }
    }

    private boolean vouch(String token) throws StateUnreachable {
        Response done = answer(redis.await(redis.run(
                VOUCH,
                List.of(LeaseKeys.MARKER, LeaseKeys.REBUILD_LOCK),
                List.of(
                        millis(config.leaseTime().dividedBy(2)),
                        text(token),
                        text(UUID.randomUUID().toString())))));
        return done.toInteger() == 1;
    }

    private long now() throws StateUnreachable {
        Response time = answer(redis.await(redis.send(Command.TIME)));
        return time.get(0).toLong() * 1000 + time.get(1).toLong() / 1000;
    }

    private static String entryOf(RestoredRun run) {
        SentRun sent = run.sent();
        return sent == null
                ? ""
                : UnseenEntry.sent(sent.position(), UnseenEntry.rest(run.key(), run.workspace(), run.waitsWith()));
    }

    private Buffer orderOf(LeaseChange change) {
        return order(change.run(), change instanceof Waits waits ? waits.priority() : null);
    }

    private Buffer order(RunId run, @Nullable Integer priority) {
        return text(priority == null ? "" : Long.toString(QueueOrder.of(run, priority, config.queueAgeing())));
    }

    private static String nameOf(LeaseChange change) {
        return switch (change) {
            case Seen seen -> "seen";
            case Waits waits -> "waits";
            case Renew renew -> "renew";
            case Ended ended -> "ended";
        };
    }

    private static <T> List<List<T>> portionsOf(List<T> all) {
        List<List<T>> portions = new ArrayList<>();
        for (int from = 0; from < all.size(); from += RUNS_PER_SCRIPT) {
            portions.add(all.subList(from, Math.min(from + RUNS_PER_SCRIPT, all.size())));
        }
        return portions;
    }

    private static Response answer(@Nullable Response response) {
        return Objects.requireNonNull(response, "Redis answers this always");
    }

    private static Buffer text(String text) {
        return Buffer.buffer(text);
    }

    private static Buffer millis(Duration duration) {
        return text(Long.toString(duration.toMillis()));
    }
}
