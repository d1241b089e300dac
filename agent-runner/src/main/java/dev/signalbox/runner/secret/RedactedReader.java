package dev.signalbox.runner.secret;

import dev.signalbox.contracts.attempt.AttemptResult;
import dev.signalbox.contracts.attempt.OutputStreamName;
import dev.signalbox.runner.process.ExitStatus;
import dev.signalbox.runner.process.OutputReader;
import java.io.ByteArrayOutputStream;
import java.util.EnumMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Redacts what a process prints before anybody reads it. Thread-safe. */
public final class RedactedReader implements OutputReader {
    private final OutputReader reader;
    private final Redactor redactor;
    private final Map<OutputStreamName, RedactingStream> streams = new EnumMap<>(OutputStreamName.class);

    private RedactedReader(OutputReader reader, Redactor redactor) {
        this.reader = reader;
        this.redactor = redactor;
    }

    /** The reader itself when there is nothing to redact. */
    public static OutputReader of(OutputReader reader, Redactor redactor) {
        return redactor.isIdle() ? reader : new RedactedReader(reader, redactor);
    }

    @Override
    public synchronized void accept(OutputStreamName stream, byte[] bytes, int length) {
        ByteArrayOutputStream out = new ByteArrayOutputStream(length + 64);
        streams.computeIfAbsent(stream, name -> redactor.stream()).accept(bytes, length, out);
        pass(stream, out);
    }

    @Override
    public void remark(String text) {
        reader.remark(text);
    }

    @Override
    public synchronized AttemptResult end(ExitStatus status, @Nullable String remark) {
        streams.forEach((stream, redacting) -> {
            ByteArrayOutputStream out = new ByteArrayOutputStream();
            redacting.close(out);
            pass(stream, out);
        });
        return reader.end(status, remark);
    }

    private void pass(OutputStreamName stream, ByteArrayOutputStream out) {
        if (out.size() > 0) {
            byte[] redacted = out.toByteArray();
            reader.accept(stream, redacted, redacted.length);
        }
    }
}
