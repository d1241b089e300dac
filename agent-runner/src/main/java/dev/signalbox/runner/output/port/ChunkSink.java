package dev.signalbox.runner.output.port;

import dev.signalbox.contracts.attempt.OutputChunk;

/** Takes the pieces of an attempt's output, in order. */
@FunctionalInterface
public interface ChunkSink {
    /** Whether the piece was taken; one that was not is lost and counted as dropped. Does not wait for long. */
    boolean take(OutputChunk chunk);
}
