package dev.signalbox.runner.output;

import dev.signalbox.contracts.AttemptRef;
import dev.signalbox.contracts.attempt.OutputChunk;
import dev.signalbox.contracts.attempt.OutputStreamName;
import dev.signalbox.runner.output.port.ChunkSink;
import dev.signalbox.runner.output.port.FlushTimer;
import dev.signalbox.runner.secret.RedactingStream;
import dev.signalbox.runner.secret.Redactor;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.EnumMap;
import java.util.Map;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * The output of one attempt: both streams in the order in which they were read, in pieces that grow until they are large or old
 * enough to send. Of a longer output than is kept, the head and the tail are; what is missing between them is counted. Memory is
 * bounded by one piece, the tail, the last words, and what is kept for the steps that need it. Thread-safe.
 */
public final class OutputCapture {
    private static final int PIECE_BYTES = 64 * 1024;

    /** Room for what takes the place of a few secrets. */
    private static final int PLACEHOLDERS = 64;

    /** More than counts, because what numbers and spaces take up does not. */
    private static final int LAST_WORDS = 2 * FailureSignature.LAST_CHARACTERS;

    private final AttemptRef attempt;
    private final OutputLimit limit;
    private final ChunkSink sink;
    private final FlushTimer timer;
    private final InstantSource clock;
    private final LongSupplier lostOnTheWay;
    private final Map<OutputStreamName, Utf8Text> decoders = new EnumMap<>(OutputStreamName.class);
    private final Map<OutputStreamName, TextTail> lastWords = new EnumMap<>(OutputStreamName.class);
    private final Deque<Piece> tail = new ArrayDeque<>();
    private final StdoutTail stdout;
    private final Map<OutputStreamName, RedactingStream> redacting = new EnumMap<>(OutputStreamName.class);

    private Redactor redactor = Redactor.NONE;

    private @Nullable Growing growing;
    private boolean flushPlanned;
    private boolean closed;
    private long number;
    private long total;
    private long sent;
    private long held;
    private long dropped;

    private record Piece(OutputStreamName stream, String text, int bytes) {}

    private static final class Growing {
        final OutputStreamName stream;
        final StringBuilder text = new StringBuilder();
        int bytes;

        Growing(OutputStreamName stream) {
            this.stream = stream;
        }
    }

    /** Captures an output that no other step needs. */
    public OutputCapture(AttemptRef attempt, OutputLimit limit, ChunkSink sink, FlushTimer timer, InstantSource clock) {
        this(attempt, limit, 0, sink, timer, clock);
    }

    /** Captures an output of which nothing is lost once it has been taken. */
    public OutputCapture(
            AttemptRef attempt,
            OutputLimit limit,
            int handedOver,
            ChunkSink sink,
            FlushTimer timer,
            InstantSource clock) {
        this(attempt, limit, handedOver, sink, timer, clock, () -> 0);
    }

    /**
     * @param handedOver how many bytes of the end of stdout the steps that need it are given; 0 when nobody does
     * @param lostOnTheWay how many bytes were taken and got lost afterwards, since the last time it was asked
     */
    public OutputCapture(
            AttemptRef attempt,
            OutputLimit limit,
            int handedOver,
            ChunkSink sink,
            FlushTimer timer,
            InstantSource clock,
            LongSupplier lostOnTheWay) {
        this.attempt = attempt;
        this.limit = limit;
        this.sink = sink;
        this.timer = timer;
        this.clock = clock;
        this.lostOnTheWay = lostOnTheWay;
        this.stdout = new StdoutTail(handedOver);
    }

    /** The same output without secrets; said before there is any. */
    public synchronized OutputCapture redactedBy(Redactor other) {
        redactor = other;
        return this;
    }

    /** Adds what was read from a stream. What comes after {@link #close} is ignored. */
    public synchronized void accept(OutputStreamName stream, byte[] bytes, int length) {
        if (closed || length == 0) {
            return;
        }
        total += length;
        if (redactor.isIdle()) {
            take(stream, bytes, length);
        } else {
            ByteArrayOutputStream redacted = new ByteArrayOutputStream(length + PLACEHOLDERS);
            redacting.computeIfAbsent(stream, name -> redactor.stream()).accept(bytes, length, redacted);
            take(stream, redacted.toByteArray(), redacted.size());
        }
    }

    private void take(OutputStreamName stream, byte[] bytes, int length) {
        if (length == 0) {
            return;
        }
        if (stream == OutputStreamName.STDOUT) {
            stdout.accept(bytes, length);
        }
        append(stream, decoders.computeIfAbsent(stream, name -> new Utf8Text()).decode(bytes, length), length);
        planFlush();
    }

    /** Adds a line about the attempt that is not its own: it goes with its stderr, and is never taken for its last words. */
    public synchronized void remark(String line) {
        byte[] text = (line + "\n").getBytes(StandardCharsets.UTF_8);
        if (!closed) {
            total += text.length;
            grow(OutputStreamName.STDERR, line + "\n", text.length);
            planFlush();
        }
    }

    /** Sends what has been held back, and the tail. Returns how many bytes were printed in all. */
    public synchronized long close() {
        if (!closed) {
            redacting.forEach((stream, held) -> {
                ByteArrayOutputStream rest = new ByteArrayOutputStream();
                held.close(rest);
                take(stream, rest.toByteArray(), rest.size());
            });
            decoders.forEach((stream, decoder) -> append(stream, decoder.end(), 0));
            passOn();
            tail.forEach(this::send);
            tail.clear();
            closed = true;
        }
        return total;
    }

    /** What the steps that need this attempt are given if it has succeeded; null when nobody does. */
    public synchronized @Nullable String handover() {
        return stdout.text();
    }

    /** The end of what was written to stderr, or to stdout when nothing was: where a failure says what it is. */
    public synchronized String lastWords() {
        TextTail errors = lastWords.get(OutputStreamName.STDERR);
        TextTail told = errors == null || errors.isBlank() ? lastWords.get(OutputStreamName.STDOUT) : errors;
        return told == null ? "" : told.text();
    }

    private synchronized void flush() {
        flushPlanned = false;
        if (!closed) {
            passOn();
        }
    }

    private void append(OutputStreamName stream, String text, int bytes) {
        if (text.isEmpty() && bytes == 0) {
            return;
        }
        lastWords.computeIfAbsent(stream, name -> new TextTail(LAST_WORDS)).append(text);
        grow(stream, text, bytes);
    }

    private void grow(OutputStreamName stream, String text, int bytes) {
        if (growing != null && growing.stream != stream) {
            passOn();
        }
        if (growing == null) {
            growing = new Growing(stream);
        }
        growing.text.append(text);
        growing.bytes += bytes;
        if (growing.bytes >= PIECE_BYTES) {
            passOn();
        }
    }

    private void planFlush() {
        if (growing != null && !flushPlanned) {
            flushPlanned = true;
            timer.later(this::flush);
        }
    }

    private void passOn() {
        if (growing == null || growing.text.isEmpty()) {
            return;
        }
        Piece piece = new Piece(growing.stream, growing.text.toString(), growing.bytes);
        growing = null;
        if (tail.isEmpty() && sent + piece.bytes <= limit.head()) {
            send(piece);
        } else {
            hold(piece);
        }
    }

    private void hold(Piece piece) {
        tail.addLast(piece);
        held += piece.bytes;
        while (held > limit.tail() && tail.size() > 1) {
            Piece oldest = tail.removeFirst();
            held -= oldest.bytes;
            dropped += oldest.bytes;
        }
    }

    private void send(Piece piece) {
        dropped += lostOnTheWay.getAsLong();
        OutputChunk chunk = new OutputChunk(attempt, number + 1, piece.stream, piece.text, dropped, clock.instant());
        if (sink.take(chunk)) {
            number++;
            sent += piece.bytes;
            dropped = 0;
        } else {
            dropped += piece.bytes;
        }
    }
}
