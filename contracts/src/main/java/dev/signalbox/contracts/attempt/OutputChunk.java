package dev.signalbox.contracts.attempt;

import dev.signalbox.contracts.AttemptRef;
import java.time.Instant;

/**
 * A piece of what an attempt printed. On {@code signalbox.output}, keyed by run.
 *
 * @param attempt which attempt
 * @param number 1, 2, 3, ... within the attempt, over both streams
 * @param stream which stream it was printed to
 * @param text the text; bytes that are not UTF-8 are replaced
 * @param droppedBytes how many bytes are missing before this chunk because the attempt printed more than is kept
 * @param at when it was read, by the runner's clock
 */
public record OutputChunk(
        AttemptRef attempt, long number, OutputStreamName stream, String text, long droppedBytes, Instant at) {}
