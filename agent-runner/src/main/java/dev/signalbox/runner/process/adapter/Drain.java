package dev.signalbox.runner.process.adapter;

import dev.signalbox.contracts.attempt.OutputStreamName;
import dev.signalbox.runner.process.OutputReader;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** A thread that passes on what a process prints on one of its streams. */
final class Drain {
    private static final Duration PATIENCE = Duration.ofSeconds(2);
    private static final int BUFFER = 32 * 1024;

    private final OutputPipe pipe;
    private final OutputStreamName name;
    private final OutputReader output;
    private final Future<?> reading;

    Drain(OutputPipe pipe, OutputStreamName name, OutputReader output, ExecutorService threads) {
        this.pipe = pipe;
        this.name = name;
        this.output = output;
        this.reading = threads.submit(this::read);
    }

    private Void read() throws IOException {
        byte[] buffer = new byte[BUFFER];
        for (int length = pipe.read(buffer); length >= 0; length = pipe.read(buffer)) {
            output.accept(name, buffer, length);
        }
        return null;
    }

    /** Waits for the end of the stream; not for ever, because somebody outside the tree may hold its other end. */
    void finish() throws IOException, InterruptedException {
        try {
            reading.get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            pipe.abandon();
        } catch (ExecutionException e) {
            throw new IOException("its output could not be read", e);
        } finally {
            pipe.close();
        }
    }
}
