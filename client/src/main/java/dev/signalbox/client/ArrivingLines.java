package dev.signalbox.client;

import java.io.IOException;
import java.net.http.HttpTimeoutException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.Flow;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/** The lines of an answer that is still arriving. One thread takes them; no more than a few hundred are ever held. */
final class ArrivingLines implements Flow.Subscriber<String>, AutoCloseable {
    private static final int AHEAD = 256;

    private sealed interface Signal {
        record Line(String text) implements Signal {}

        record End(@Nullable Throwable failure) implements Signal {}
    }

    private final BlockingQueue<Signal> signals = new LinkedBlockingQueue<>();
    private final AtomicReference<Flow.@Nullable Subscription> subscription = new AtomicReference<>();

    /**
     * Waits for the next line; empty when the answer has ended in good order.
     *
     * @throws HttpTimeoutException when none has come for as long as {@code silence}
     * @throws IOException when the answer broke off
     */
    Optional<String> next(Duration silence) throws IOException, InterruptedException {
        Signal signal = signals.poll(silence.toMillis(), TimeUnit.MILLISECONDS);
        return switch (signal) {
            case null -> throw new HttpTimeoutException("nothing came for " + silence.toSeconds() + " s");
            case Signal.Line(String text) -> {
                request(1);
                yield Optional.of(text);
            }
            case Signal.End(Throwable failure) -> {
                signals.add(signal);
                if (failure != null) {
                    throw new IOException(failure);
                }
                yield Optional.empty();
            }
        };
    }

    @Override
    public void onSubscribe(Flow.Subscription established) {
        subscription.set(established);
        request(AHEAD);
    }

    @Override
    public void onNext(String line) {
        signals.add(new Signal.Line(line));
    }

    @Override
    public void onError(Throwable failure) {
        signals.add(new Signal.End(failure));
    }

    @Override
    public void onComplete() {
        signals.add(new Signal.End(null));
    }

    @Override
    public void close() {
        Flow.Subscription established = subscription.get();
        if (established != null) {
            established.cancel();
        }
    }

    private void request(int lines) {
        Flow.Subscription established = subscription.get();
        if (established != null) {
            established.request(lines);
        }
    }
}
