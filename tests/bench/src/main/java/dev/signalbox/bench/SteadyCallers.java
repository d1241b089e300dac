package dev.signalbox.bench;

import com.fasterxml.jackson.core.JsonProcessingException;
import dev.signalbox.contracts.ContractJson;
import dev.signalbox.contracts.RunId;
import dev.signalbox.contracts.api.RunAdmitted;
import dev.signalbox.contracts.api.RunRequest;
import dev.signalbox.standalone.stack.Stack;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;

/**
 * Submits runs at a steady rate, however long the answers take, and tries nothing again. Each answer is timed from the moment at which its
 * request was due, so a door that falls behind shows it.
 */
final class SteadyCallers implements AutoCloseable {
    private static final int ADMITTED = 202;
    private static final int TOO_MANY = 429;
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final Duration WARM_ROUND = Duration.ofSeconds(5);
    private static final int WARM_WINDOW = 5;

    private final URI submit;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final HttpClient http = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .executor(threads)
            .build();

    /**
     * What came of it.
     *
     * @param admitted how long each 202 took, in nanoseconds
     * @param denied how long each 429 took
     * @param others how many answers were neither
     * @param runs the admitted runs
     * @param seconds from the first request to the last answer
     */
    record Answers(List<Long> admitted, List<Long> denied, int others, List<RunId> runs, double seconds) {
        int all() {
            return admitted.size() + denied.size() + others;
        }
    }

    SteadyCallers(URI door) {
        submit = door.resolve("/v1/runs");
    }

    /** Calls so often in a second for so long, and waits for all answers. */
    Answers call(int perSecond, Duration time, Supplier<RunRequest> request) throws InterruptedException {
        List<Long> admitted = Collections.synchronizedList(new ArrayList<>());
        List<Long> denied = Collections.synchronizedList(new ArrayList<>());
        List<Long> others = Collections.synchronizedList(new ArrayList<>());
        List<RunId> runs = Collections.synchronizedList(new ArrayList<>());
        long count = perSecond * time.toMillis() / 1_000;
        long begin = System.nanoTime();
        try (ExecutorService callers = Executors.newVirtualThreadPerTaskExecutor()) {
            for (long i = 0; i < count; i++) {
                long due = begin + i * TimeUnit.SECONDS.toNanos(1) / perSecond;
                HttpRequest call = request(request.get());
                waitUntil(due);
                callers.submit(() -> {
                    HttpResponse<byte[]> answer = http.send(call, HttpResponse.BodyHandlers.ofByteArray());
                    long took = System.nanoTime() - due;
                    switch (answer.statusCode()) {
                        case ADMITTED -> {
                            admitted.add(took);
                            runs.add(ContractJson.mapper()
                                    .readValue(answer.body(), RunAdmitted.class)
                                    .run());
                        }
                        case TOO_MANY -> denied.add(took);
                        default -> others.add(took);
                    }
                    return answer;
                });
            }
        }
        double seconds = (System.nanoTime() - begin) / 1e9;
        int unanswered = Math.toIntExact(count) - admitted.size() - denied.size() - others.size();
        return new Answers(
                List.copyOf(admitted), List.copyOf(denied), others.size() + unanswered, List.copyOf(runs), seconds);
    }

    /** Calls so often in a second until an answer costs the door no less than before, or for so many rounds at most. */
    void warmUp(Stack stack, EventTap tap, int perSecond, Supplier<RunRequest> request, int rounds) throws Exception {
        new Steadiness(WARM_WINDOW, rounds).reach(() -> {
            ProcessorTime before = ProcessorTime.of(stack);
            Answers answers = call(perSecond, WARM_ROUND, request);
            tap.awaitSuccess(answers.runs());
            ProcessorTime used = ProcessorTime.of(stack).since(before);
            return used.of("admission-service").toNanos() / 1e6 / answers.all();
        });
    }

    private HttpRequest request(RunRequest body) {
        try {
            return HttpRequest.newBuilder(submit)
                    .timeout(PATIENCE)
                    .header("Content-Type", "application/json")
                    .POST(HttpRequest.BodyPublishers.ofByteArray(
                            ContractJson.mapper().writeValueAsBytes(body)))
                    .build();
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(e);
        }
    }

    private static void waitUntil(long nanoTime) {
        for (long left = nanoTime - System.nanoTime(); left > 0; left = nanoTime - System.nanoTime()) {
            LockSupport.parkNanos(left);
        }
    }

    @Override
    public void close() {
        http.close();
        threads.close();
    }
}
