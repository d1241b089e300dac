package dev.signalbox.eventlog.ingest;

import com.fasterxml.jackson.databind.JsonNode;
import dev.signalbox.contracts.ContractJson;
import dev.signalbox.contracts.MessageCatalogue;
import dev.signalbox.contracts.ProblemCode;
import dev.signalbox.contracts.RunId;
import dev.signalbox.contracts.Topics;
import dev.signalbox.contracts.UnreadableMessage;
import dev.signalbox.contracts.WireMessage;
import dev.signalbox.contracts.admission.AdmissionDecided;
import dev.signalbox.contracts.admission.AdmissionFact;
import dev.signalbox.contracts.admission.CircuitCause;
import dev.signalbox.contracts.admission.CircuitChanged;
import dev.signalbox.contracts.attempt.OutputChunk;
import dev.signalbox.contracts.event.RunEvent;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Reads the records of the followed topics. Whatever the bytes are, the answer is a {@link Reading}; it never throws. */
public final class RecordReader {
    /** The topics it can read. */
    public static final List<String> TOPICS = List.of(Topics.EVENTS, Topics.OUTPUT, Topics.ADMISSIONS);

    private static final String FACT_NAME = "dev\\.signalbox\\.[a-z-]+\\.v[0-9]+";

    private RecordReader() {}

    /**
     * @param topic one of {@link #TOPICS}
     * @param key the key of the record
     * @param type the value of the header that names the message type
     * @param body the value of the record
     */
    public static Reading read(String topic, byte @Nullable [] key, byte @Nullable [] type, byte @Nullable [] body) {
        try {
            return switch (topic) {
                case Topics.EVENTS -> event(key, type, body);
                case Topics.OUTPUT -> output(WireMessage.read(type, body, OutputChunk.class), text(body));
                case Topics.ADMISSIONS -> admission(WireMessage.read(type, body, AdmissionFact.class), text(body));
                default -> new Reading.Unreadable("nobody reads the topic " + topic);
            };
        } catch (UnreadableMessage e) {
            return new Reading.Unreadable(String.valueOf(e.getMessage()));
        }
    }

    private static Reading event(byte @Nullable [] key, byte @Nullable [] type, byte @Nullable [] body)
            throws UnreadableMessage {
        if (type != null && body != null && isUnknownFact(text(type))) {
            return unknownFact(text(type), body);
        }
        RunEvent event = WireMessage.read(type, body, RunEvent.class);
        if (event.run() == null || event.workspace() == null || event.at() == null || event.data() == null) {
            throw new UnreadableMessage("an event has a run, a workspace, a time and data");
        }
        if (event.seq() < 1) {
            throw new UnreadableMessage("the sequence of a run begins with 1, not with " + event.seq());
        }
        if (key == null || !Arrays.equals(key, event.run().value().getBytes(StandardCharsets.UTF_8))) {
            throw new UnreadableMessage("the key is not the run, so the order of its events is not certain");
        }
        return new Reading.Event(
                event.run(), event.seq(), event.at(), MessageCatalogue.nameOf(event), event.data(), text(body));
    }

    private static boolean isUnknownFact(String type) {
        return MessageCatalogue.typeOf(type).isEmpty() && type.matches(FACT_NAME);
    }

    private static Reading unknownFact(String type, byte[] body) throws UnreadableMessage {
        try {
            JsonNode envelope = ContractJson.mapper().readTree(body);
            RunId run = new RunId(envelope.path("run").asText());
            Instant at = Instant.parse(envelope.path("at").asText());
            long seq = envelope.path("seq").asLong();
            if (seq < 1) {
                throw new UnreadableMessage("unknown message type " + type + " without a sequence number");
            }
            return new Reading.Event(run, seq, at, type, null, text(body));
        } catch (IOException | IllegalArgumentException | DateTimeException e) {
            throw new UnreadableMessage("unknown message type " + type, e);
        }
    }

    private static Reading output(OutputChunk chunk, String body) throws UnreadableMessage {
        if (chunk.attempt() == null
                || chunk.attempt().run() == null
                || chunk.attempt().step() == null
                || chunk.at() == null
                || chunk.text() == null) {
            throw new UnreadableMessage("an output chunk has an attempt, a time and a text");
        }
        return new Reading.Output(chunk, body);
    }

    private static Reading admission(AdmissionFact fact, String body) throws UnreadableMessage {
        return switch (fact) {
            case AdmissionDecided decision -> decided(decision, body);
            case CircuitChanged change -> changed(change, body);
        };
    }

    private static Reading decided(AdmissionDecided decision, String body) throws UnreadableMessage {
        if (decision.id() == null
                || decision.workspace() == null
                || decision.verdict() == null
                || decision.at() == null) {
            throw new UnreadableMessage("a decision has an id, a workspace, a verdict and a time");
        }
        ProblemCode code = decision.code();
        return new Reading.Admission(
                decision.id(),
                decision.workspace().value(),
                wireName(decision.verdict()),
                decision.run(),
                code == null ? null : code.name(),
                decision.at(),
                body);
    }

    private static Reading changed(CircuitChanged change, String body) throws UnreadableMessage {
        if (change.id() == null || change.to() == null || change.at() == null) {
            throw new UnreadableMessage("a change of the circuit breaker has an id, a new status and a time");
        }
        CircuitCause cause = change.cause();
        return new Reading.Admission(
                change.id(),
                "*",
                "circuit_" + wireName(change.to()),
                null,
                cause == null ? null : wireName(cause),
                change.at(),
                body);
    }

    private static String wireName(Enum<?> constant) {
        return ContractJson.mapper().convertValue(constant, String.class);
    }

    private static String text(byte @Nullable [] bytes) {
        return new String(Objects.requireNonNull(bytes), StandardCharsets.UTF_8);
    }
}
