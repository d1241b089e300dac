package dev.signalbox.client;

import com.fasterxml.jackson.core.JsonProcessingException;
import dev.signalbox.contracts.ContractJson;
import dev.signalbox.contracts.attempt.OutputChunk;
import java.util.function.Consumer;

/** Takes what a step prints, attempt after attempt, each piece once. */
final class OutputReader implements StreamFollower.Reader {
    private final Consumer<OutputChunk> consumer;
    private String lastEventId = "";
    private int lastAttempt;
    private long lastNumber;

    OutputReader(Consumer<OutputChunk> consumer) {
        this.consumer = consumer;
    }

    @Override
    public String lastEventId() {
        return lastEventId;
    }

    /** Never says that it was the last: the stream ends when no more can come. */
    @Override
    public boolean take(ServerSentEvent arrived) {
        OutputChunk chunk = parse(arrived);
        if (isNew(chunk)) {
            lastEventId = arrived.id();
            lastAttempt = chunk.attempt().attempt();
            lastNumber = chunk.number();
            consumer.accept(chunk);
        }
        return false;
    }

    private boolean isNew(OutputChunk chunk) {
        return chunk.attempt().attempt() > lastAttempt
                || (chunk.attempt().attempt() == lastAttempt && chunk.number() > lastNumber);
    }

    private static OutputChunk parse(ServerSentEvent event) {
        try {
            return ContractJson.mapper().readValue(event.data(), OutputChunk.class);
        } catch (JsonProcessingException e) {
            throw new UnexpectedAnswerException("Output %s is not what this version knows.".formatted(event.id()), e);
        }
    }
}
