package dev.signalbox.admission.breaker.adapter;

import com.fasterxml.jackson.core.JsonProcessingException;
import dev.signalbox.admission.AdmissionConfig;
import dev.signalbox.admission.breaker.Circuit;
import dev.signalbox.admission.breaker.Probes;
import dev.signalbox.admission.breaker.port.CircuitState;
import dev.signalbox.admission.redis.LeaseKeys;
import dev.signalbox.admission.redis.LuaScript;
import dev.signalbox.admission.redis.RedisConversation;
import dev.signalbox.admission.runs.adapter.LeaseAnswers;
import dev.signalbox.admission.runs.port.StateUnreachable;
import dev.signalbox.contracts.ContractJson;
import dev.signalbox.contracts.admission.CircuitCause;
import dev.signalbox.contracts.admission.CircuitChanged;
import dev.signalbox.contracts.admission.CircuitStatus;
import io.vertx.core.buffer.Buffer;
import io.vertx.redis.client.Command;
import io.vertx.redis.client.Response;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/** The circuit breaker in Redis: a hash that scripts change, and only if it is still as it was read. */
@ApplicationScoped
public class RedisCircuit implements CircuitState {
    private static final Logger LOG = Logger.getLogger(RedisCircuit.class);
    private static final LuaScript READ = LuaScript.named("read-circuit", "door");
    private static final LuaScript CHANGE = LuaScript.named("change-circuit", "door");
    private static final String LOST = "";

    private final RedisConversation redis;
    private final AdmissionConfig config;

    public RedisCircuit(RedisConversation redis, AdmissionConfig config) {
        this.redis = redis;
        this.config = config;
    }

    @Override
    public Reading read() throws StateUnreachable {
        Response answer = answer(redis.await(redis.run(
                READ,
                LeaseKeys.DOOR,
                List.of(text(Long.toString(config.breaker().probeTime().toMillis()))))));
        Instant now = Instant.ofEpochMilli(Long.parseLong(answer.get(0).toString()));
        List<String> fields = new ArrayList<>();
        for (int i = 3; i < answer.size(); i++) {
            fields.add(answer.get(i).toString());
        }
        Circuit circuit = fields.getFirst().isEmpty() ? Circuit.NEW : circuit(fields);
        boolean trial = circuit.status() == CircuitStatus.HALF_OPEN;
        int left = trial ? Integer.parseInt(fields.get(8)) : 0;
        return new Reading(
                circuit,
                new Probes(left, answer.get(1).toInteger(), answer.get(2).toInteger()),
                now);
    }

    private static Circuit circuit(List<String> fields) {
        return new Circuit(
                Long.parseLong(fields.get(0)),
                ContractJson.mapper().convertValue(fields.get(1), CircuitStatus.class),
                fields.get(2).isEmpty() ? null : LeaseAnswers.cause(fields.get(2)),
                fields.get(3),
                fields.get(4),
                instant(fields.get(5)),
                instant(fields.get(6)),
                Long.parseLong(fields.get(7)));
    }

    @Override
    public boolean change(Circuit next, CircuitChanged change) throws StateUnreachable {
        return write(Long.toString(next.version() - 1), next, json(change));
    }

    @Override
    public void restore(Circuit known) throws StateUnreachable {
        write(LOST, known, "");
    }

    private boolean write(String readAt, Circuit next, String change) throws StateUnreachable {
        CircuitCause cause = next.cause();
        Response changed = answer(redis.await(redis.run(
                CHANGE,
                LeaseKeys.doorAnd(LeaseKeys.CIRCUIT_CHANGES),
                List.of(
                        text(readAt),
                        text(Long.toString(next.version())),
                        text(ContractJson.mapper().convertValue(next.status(), String.class)),
                        text(cause == null ? "" : ContractJson.mapper().convertValue(cause, String.class)),
                        text(next.reason()),
                        text(next.by()),
                        text(millis(next.since())),
                        text(millis(next.until())),
                        text(Long.toString(next.trips())),
                        text(Integer.toString(config.breaker().probes())),
                        text(change)))));
        return changed.toInteger() == 1;
    }

    @Override
    public List<CircuitChanged> unannounced() throws StateUnreachable {
        List<CircuitChanged> changes = new ArrayList<>();
        for (Response entry : answer(redis.await(redis.send(Command.LRANGE, LeaseKeys.CIRCUIT_CHANGES, "0", "-1")))) {
            try {
                changes.add(ContractJson.mapper().readValue(entry.toString(), CircuitChanged.class));
            } catch (JsonProcessingException e) {
                LOG.errorf(e, "A change of the circuit breaker cannot be read and is not announced: %s", entry);
                redis.await(redis.send(Command.LREM, LeaseKeys.CIRCUIT_CHANGES, "1", entry.toString()));
            }
        }
        return changes;
    }

    @Override
    public void announced(CircuitChanged change) throws StateUnreachable {
        redis.await(redis.send(Command.LREM, LeaseKeys.CIRCUIT_CHANGES, "1", json(change)));
    }

    private static String json(CircuitChanged change) {
        try {
            return ContractJson.mapper().writeValueAsString(change);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a change can be written as JSON", e);
        }
    }

    private static @Nullable Instant instant(String millis) {
        return millis.isEmpty() ? null : Instant.ofEpochMilli(Long.parseLong(millis));
    }

    private static String millis(@Nullable Instant time) {
        return time == null ? "" : Long.toString(time.toEpochMilli());
    }

    private static Response answer(@Nullable Response response) {
        return Objects.requireNonNull(response, "Redis answers this always");
    }

    private static Buffer text(String text) {
        return Buffer.buffer(text);
    }
}
