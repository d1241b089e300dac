package dev.signalbox.runner.output;

import dev.signalbox.contracts.AttemptRef;
import dev.signalbox.contracts.attempt.OutputChunk;
import dev.signalbox.runner.output.port.ChunkSink;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Lets the output of an attempt that runs several programs, one after the other, have one sequence of numbers. Whatever is opened for it
 * between {@link #begin} and {@link #end} goes on where the one before has ended. Thread-safe.
 */
public final class ContinuedNumbers {
    private final Map<AttemptRef, Counter> counters = new ConcurrentHashMap<>();

    /** How many chunks of an attempt were sent. */
    private static final class Counter {
        private long sent;

        synchronized boolean send(OutputChunk chunk, ChunkSink sink) {
            boolean taken = sink.take(new OutputChunk(
                    chunk.attempt(), sent + 1, chunk.stream(), chunk.text(), chunk.droppedBytes(), chunk.at()));
            sent += taken ? 1 : 0;
            return taken;
        }
    }

    /** Several outputs of this attempt follow each other. */
    public void begin(AttemptRef attempt) {
        counters.put(attempt, new Counter());
    }

    /** There is no other output of it. */
    public void end(AttemptRef attempt) {
        counters.remove(attempt);
    }

    /** A sink for one of its outputs. */
    public ChunkSink over(AttemptRef attempt, ChunkSink sink) {
        Counter counter = counters.get(attempt);
        return counter == null ? sink : chunk -> counter.send(chunk, sink);
    }
}
