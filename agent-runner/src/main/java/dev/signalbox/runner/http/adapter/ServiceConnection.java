package dev.signalbox.runner.http.adapter;

import dev.signalbox.contracts.attempt.AgentFault;
import dev.signalbox.runner.http.ServiceFailure;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Locale;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The requests of one attempt, one after the other. They can be cut off from another thread at any time, and are when the service is silent
 * for too long. It is led to no other host, and reads no body that is larger than {@link #MOST_BYTES}.
 */
final class ServiceConnection {
    static final int MOST_BYTES = 4 * 1024 * 1024;
    private static final int BUFFER = 32 * 1024;
    private static final int MOST_REDIRECTS = 3;
    private static final int SMALLEST_SUCCESS = 200;
    private static final int SMALLEST_REDIRECT = 300;
    private static final int SMALLEST_CLIENT_ERROR = 400;
    private static final int NOT_MODIFIED = 304;
    private static final int TEMPORARY_REDIRECT = 307;

    private final HttpClient client;
    private final URI origin;
    private final Duration silence;
    private final ScheduledExecutorService timer;
    private final AtomicBoolean cut = new AtomicBoolean();
    private volatile @Nullable AutoCloseable underWay;

    /** Takes what of a body has been read; says whether it wants more. */
    @FunctionalInterface
    interface Sink {
        boolean take(byte[] bytes, int length) throws ServiceFailure;
    }

    /** The attempt is stopped. */
    static final class CutOff extends Exception {
        private static final long serialVersionUID = 1L;
    }

    /** @param silence how long the service may send nothing */
    ServiceConnection(HttpClient client, URI origin, Duration silence, ScheduledExecutorService timer) {
        this.client = client;
        this.origin = origin;
        this.silence = silence;
        this.timer = timer;
    }

    static boolean isSuccess(HttpResponse<?> response) {
        return response.statusCode() >= SMALLEST_SUCCESS && response.statusCode() < SMALLEST_REDIRECT;
    }

    /** Ends what is under way; nothing more is sent. */
    void cutOff() {
        cut.set(true);
        close(underWay);
    }

    /**
     * Sends a request to the service or to where it is led to on the same host.
     *
     * @param request makes the request for an address
     */
    HttpResponse<InputStream> send(URI address, Function<URI, HttpRequest> request) throws ServiceFailure, CutOff {
        URI at = address;
        for (int led = 0; led <= MOST_REDIRECTS; led++) {
            requireSameHost(at);
            HttpRequest next = request.apply(at);
            HttpResponse<InputStream> response = exchange(next);
            if (!isRedirect(response.statusCode())) {
                return response;
            }
            close(response.body());
            if (!next.method().equals("GET") && response.statusCode() < TEMPORARY_REDIRECT) {
                throw ServiceFailure.failed(
                        "the service answered with " + response.statusCode() + ", which would lose what is sent", null);
            }
            at = target(at, response);
        }
        throw ServiceFailure.failed("the service leads in circles: more than " + MOST_REDIRECTS + " redirects", null);
    }

    private static boolean isRedirect(int status) {
        return status >= SMALLEST_REDIRECT && status < SMALLEST_CLIENT_ERROR && status != NOT_MODIFIED;
    }

    private static URI target(URI from, HttpResponse<?> response) throws ServiceFailure {
        try {
            return from.resolve(response.headers().firstValue("Location").orElse(""));
        } catch (IllegalArgumentException e) {
            throw ServiceFailure.failed("the service leads to something that is no address", null);
        }
    }

    /** @throws ServiceFailure when the address is not of the service's own host: its headers are nobody else's business */
    void requireSameHost(URI address) throws ServiceFailure {
        if (!place(address).equals(place(origin))) {
            throw ServiceFailure.failed("the service leads to another host, which is not followed", null);
        }
    }

    private static String place(URI address) {
        return (address.getScheme() + "://" + address.getRawAuthority()).toLowerCase(Locale.ROOT);
    }

    private HttpResponse<InputStream> exchange(HttpRequest request) throws ServiceFailure, CutOff {
        CompletableFuture<HttpResponse<InputStream>> answer =
                client.sendAsync(request, HttpResponse.BodyHandlers.ofInputStream());
        begin(() -> answer.cancel(true));
        try {
            return answer.get(silence.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            answer.cancel(true);
            throw silent();
        } catch (CancellationException e) {
            throw new CutOff();
        } catch (ExecutionException e) {
            requireUncut();
            throw broken(e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            answer.cancel(true);
            throw new CutOff();
        } finally {
            underWay = null;
        }
    }

    /** Reads a body as text. */
    String text(InputStream body) throws ServiceFailure, CutOff {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        drain(body, (bytes, length) -> {
            if (all.size() + length > MOST_BYTES) {
                throw ServiceFailure.failed("the answer of the service is larger than " + MOST_BYTES + " bytes", null);
            }
            all.write(bytes, 0, length);
            return true;
        });
        return all.toString(StandardCharsets.UTF_8);
    }

    /** Reads the beginning of a body, for a message. */
    String beginning(InputStream body, int most) throws CutOff {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        try {
            drain(body, (bytes, length) -> {
                all.write(bytes, 0, Math.min(length, most - all.size()));
                return all.size() < most;
            });
        } catch (ServiceFailure e) {
            requireUncut();
        }
        return all.toString(StandardCharsets.UTF_8);
    }

    /** Reads a body to its end, or until nobody wants more of it. */
    void drain(InputStream body, Sink sink) throws ServiceFailure, CutOff {
        begin(body);
        try (body) {
            byte[] buffer = new byte[BUFFER];
            for (int length = read(body, buffer); length >= 0; length = read(body, buffer)) {
                if (!sink.take(buffer, length)) {
                    return;
                }
            }
        } catch (IOException e) {
            requireUncut();
            throw broken(e);
        } finally {
            underWay = null;
        }
    }

    private int read(InputStream body, byte[] buffer) throws IOException, ServiceFailure, CutOff {
        AtomicBoolean late = new AtomicBoolean();
        Future<?> alarm = timer.schedule(
                () -> {
                    late.set(true);
                    close(body);
                },
                silence.toMillis(),
                TimeUnit.MILLISECONDS);
        try {
            int length = body.read(buffer);
            requireUncut();
            return length;
        } catch (IOException e) {
            if (late.get()) {
                throw silent();
            }
            throw e;
        } finally {
            alarm.cancel(false);
        }
    }

    private void begin(AutoCloseable exchange) throws CutOff {
        underWay = exchange;
        if (cut.get()) {
            close(exchange);
            throw new CutOff();
        }
    }

    private void requireUncut() throws CutOff {
        if (cut.get()) {
            throw new CutOff();
        }
    }

    private ServiceFailure silent() {
        return ServiceFailure.failed(
                "the service was silent for more than " + silence.toMillis() + " ms", AgentFault.UNREACHABLE);
    }

    private static ServiceFailure broken(@Nullable Throwable cause) {
        String what = cause instanceof ConnectException
                ? "the service could not be reached"
                : "the connection to the service broke: " + cause;
        return ServiceFailure.failed(what, AgentFault.UNREACHABLE);
    }

    private static void close(@Nullable AutoCloseable exchange) {
        if (exchange != null) {
            try {
                exchange.close();
            } catch (Exception e) {
                // It is given up anyway.
                return;
            }
        }
    }
}
