package dev.signalbox.runner.http.adapter;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.signalbox.contracts.AttemptRef;
import dev.signalbox.contracts.attempt.AgentFault;
import dev.signalbox.contracts.attempt.AttemptOutcome;
import dev.signalbox.contracts.attempt.AttemptResult;
import dev.signalbox.contracts.attempt.OutputChunk;
import dev.signalbox.contracts.attempt.StartAttempt;
import dev.signalbox.contracts.attempt.StartAttemptBuilder;
import dev.signalbox.contracts.governor.Governance;
import dev.signalbox.contracts.governor.GovernorFinding;
import dev.signalbox.contracts.governor.GovernorLimits;
import dev.signalbox.contracts.governor.GovernorMode;
import dev.signalbox.contracts.governor.Tripwire;
import dev.signalbox.contracts.governor.WorkSoFar;
import dev.signalbox.contracts.spec.AgentAccess;
import dev.signalbox.contracts.spec.AgentType;
import dev.signalbox.contracts.spec.HttpAnswer;
import dev.signalbox.contracts.spec.HttpCalls;
import dev.signalbox.contracts.spec.HttpFields;
import dev.signalbox.contracts.spec.HttpFieldsBuilder;
import dev.signalbox.contracts.spec.HttpService;
import dev.signalbox.contracts.spec.HttpServiceBuilder;
import dev.signalbox.contracts.spec.Usage;
import dev.signalbox.runner.attempt.Assignment;
import dev.signalbox.runner.attempt.StopOrder;
import dev.signalbox.runner.attempt.Work;
import dev.signalbox.runner.attempt.port.Agent;
import dev.signalbox.runner.governor.Governors;
import dev.signalbox.runner.governor.Watched;
import dev.signalbox.runner.output.OutputCapture;
import dev.signalbox.runner.output.OutputLimit;
import dev.signalbox.runner.process.Callback;
import dev.signalbox.runner.secret.adapter.RunnerSecrets;
import dev.signalbox.runner.secret.adapter.SecretiveAgent;
import dev.signalbox.runner.support.Attempts;
import dev.signalbox.runner.support.Starts;
import java.io.IOException;
import java.io.OutputStream;
import java.math.BigDecimal;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Clock;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Services that behave well or badly, over a real socket. */
class HttpAgentIT {
    private static final String KEY = "k-0123456789";
    private static final HttpFields FIELDS = HttpFieldsBuilder.builder()
            .task("/id")
            .state("/state")
            .done(List.of("done"))
            .failed(List.of("failed"))
            .text("/log")
            .result("/result")
            .error("/error")
            .inputTokens("/usage/in")
            .outputTokens("/usage/out")
            .costUsd("/usage/usd")
            .model("/model")
            .build();

    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor();
    private final BlockingQueue<AttemptResult> ends = new LinkedBlockingQueue<>();
    private final List<OutputChunk> output = new CopyOnWriteArrayList<>();
    private final List<Usage> reported = new CopyOnWriteArrayList<>();
    private final List<String> requests = new CopyOnWriteArrayList<>();
    private final CountDownLatch release = new CountDownLatch(1);
    private final AttemptRef attempt = Attempts.attempt("http");
    private final List<GovernorFinding> findings = new CopyOnWriteArrayList<>();
    private final AtomicLong clock = new AtomicLong();
    private final Governors governors = new Governors((assignment, finding) -> findings.add(finding), clock::get);
    private @Nullable Governance governance;
    private HttpServer server;
    private Agent agent;

    /** What a service does with a request. */
    private interface Behaviour {
        void handle(HttpExchange exchange) throws Exception;
    }

    @BeforeEach
    void create() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(threads);
        server.start();
        HttpAgent services = new HttpAgent(
                (ref, handedOver) -> new OutputCapture(
                        ref, OutputLimit.of(1_000_000), handedOver, output::add, flush -> {}, Clock.systemUTC()),
                (assignment, usage) -> reported.add(usage),
                governors,
                threads,
                timer);
        agent = new SecretiveAgent(
                services,
                new RunnerSecrets(Map.of("SERVICE_KEY", KEY), Optional.empty(), Optional.empty()),
                new Callback(Optional.empty(), Optional.empty(), Duration.ofHours(1)),
                Clock.systemUTC());
    }

    @AfterEach
    void stop() {
        release.countDown();
        server.stop(0);
        threads.shutdownNow();
        timer.shutdownNow();
    }

    @Test
    void a_service_that_answers_when_it_is_done_is_given_the_prompt_and_a_key_and_its_answer_is_the_result()
            throws Exception {
        on(
                "/work",
                answers(
                        200,
                        "{\"state\":\"done\",\"result\":\"All " + KEY
                                + " done.\",\"usage\":{\"in\":7,\"out\":2,\"usd\":0.5}}"));

        AttemptResult result = run(service(HttpAnswer.NOW)
                .headers(Map.of("Authorization", "Bearer {{secret.KEY}}", "X-Step", "{{step}}"))
                .body(Map.of("task", "Do this: {{prompt}}", "deep", List.of("{{run}}", 3))));

        assertThat(result.outcome()).isEqualTo(AttemptOutcome.SUCCEEDED);
        assertThat(result.output()).isEqualTo("All [redacted:KEY] done.");
        assertThat(result.usage().tokens()).isEqualTo(9);
        assertThat(reported).hasSize(1);
        assertThat(printed()).isEqualTo("All [redacted:KEY] done.\n");
        assertThat(requests.getFirst())
                .startsWith("POST /work ")
                .contains("Bearer " + KEY, "\"Do this: Say \\\"hi\\\" {{run}}\"", "[\"" + attempt.run() + "\",3]")
                .contains("key=" + attempt.run() + "/http/1/7");
    }

    @Test
    void a_service_that_is_polled_tells_its_progress_until_it_is_done() throws Exception {
        AtomicInteger asked = new AtomicInteger();
        on("/work", answers(202, "{\"id\":\"t/1\",\"state\":\"queued\"}"));
        on("/tasks", exchange -> {
            int n = asked.incrementAndGet();
            switch (n) {
                case 1 ->
                    answer(exchange, 200, "{\"state\":\"running\",\"log\":\"half\",\"usage\":{\"in\":5,\"out\":1}}");
                case 2 -> answer(exchange, 503, "");
                case 3 ->
                    answer(exchange, 200, "{\"state\":\"running\",\"log\":\"half\",\"usage\":{\"in\":4,\"out\":3}}");
                default -> answer(exchange, 200, "{\"state\":\"done\",\"log\":\"whole\",\"result\":\"yes\"}");
            }
        });

        AttemptResult result =
                run(service(HttpAnswer.POLL).statusUrl(url("/tasks/{{task}}")).every(Duration.ofMillis(10)));

        assertThat(result.outcome()).as("%s", result).isEqualTo(AttemptOutcome.SUCCEEDED);
        assertThat(printed()).isEqualTo("half\nwhole\nyes\n");
        assertThat(requests).anyMatch(request -> request.startsWith("GET /tasks/t%2F1 "));
        assertThat(reported).extracting(Usage::tokens).containsExactly(6L, 8L);
    }

    /** The second request comes later than the service may be silent. */
    @Test
    void a_service_that_asks_to_be_left_alone_is_not_silent_meanwhile() throws Exception {
        AtomicInteger asked = new AtomicInteger();
        on("/work", answers(202, "{\"id\":\"1\",\"state\":\"queued\"}"));
        on("/tasks", exchange -> {
            if (asked.incrementAndGet() > 2) {
                answer(exchange, 200, "{\"state\":\"done\",\"result\":\"yes\"}");
                return;
            }
            exchange.getResponseHeaders().add("Retry-After", "2");
            answer(exchange, 503, "");
        });

        AttemptResult result = run(service(HttpAnswer.POLL)
                .statusUrl(url("/tasks/{{task}}"))
                .every(Duration.ofMillis(10))
                .timeout(Duration.ofMillis(1_500)));

        assertThat(result.outcome()).as("%s", result).isEqualTo(AttemptOutcome.SUCCEEDED);
    }

    @Test
    void events_are_followed_to_the_last_one() throws Exception {
        on(
                "/work",
                streams(
                        "data: {\"log\":\"one\"}\n\n: nothing\n\ndata: {\"log\":\n"
                                + "data: \"two\"}\n\ndata: {\"state\":\"done\",\"result\":\"three\"}\n\ndata: {\"state\":\"failed\"}\n\n"));

        AttemptResult result = run(service(HttpAnswer.EVENTS));

        assertThat(result.outcome()).isEqualTo(AttemptOutcome.SUCCEEDED);
        assertThat(printed()).isEqualTo("one\ntwo\nthree\n");
    }

    @Test
    void a_stream_that_breaks_is_gone_on_with_after_its_last_event() throws Exception {
        AtomicInteger streams = new AtomicInteger();
        on("/work", answers(202, "{\"id\":\"7\"}"));
        on("/events", exchange -> {
            if (streams.incrementAndGet() == 1) {
                exchange.getResponseHeaders().add("Content-Type", "text/event-stream");
                exchange.sendResponseHeaders(200, 1_000);
                exchange.getResponseBody()
                        .write("id: 41\ndata: {\"log\":\"one\"}\n\ndata: {\"log\":\"lo".getBytes(UTF_8));
                exchange.getResponseBody().flush();
                throw new IOException("the connection breaks");
            }
            streams("id: 42\ndata: {\"state\":\"done\",\"result\":\"two\"}\n\n").handle(exchange);
        });

        AttemptResult result = run(service(HttpAnswer.EVENTS).eventsUrl(url("/events/{{task}}")));

        assertThat(result.outcome()).as("%s", result).isEqualTo(AttemptOutcome.SUCCEEDED);
        assertThat(printed()).isEqualTo("one\ntwo\n");
        assertThat(requests.getLast()).contains("last=41");
    }

    @Test
    void a_stream_that_ends_before_the_work_has_no_result() throws Exception {
        on("/work", streams("data: {\"log\":\"one\"}\n\n"));

        AttemptResult result = run(service(HttpAnswer.EVENTS));

        assertThat(result.outcome()).isEqualTo(AttemptOutcome.FAILED);
        assertThat(result.fault()).isEqualTo(AgentFault.NO_RESULT);
    }

    @ParameterizedTest
    @CsvSource({
        "401, BAD_CREDENTIALS",
        "403, BAD_CREDENTIALS",
        "429, RATE_LIMITED",
        "529, RATE_LIMITED",
        "502, UNREACHABLE",
        "503, UNREACHABLE",
        "500,",
        "404,",
        "400,"
    })
    void a_status_says_what_kept_it_from_working(int status, @Nullable AgentFault fault) throws Exception {
        on("/work", exchange -> {
            exchange.getResponseHeaders().add("Retry-After", "30");
            answer(exchange, status, "no: " + KEY);
        });

        AttemptResult result = run(service(HttpAnswer.NOW));

        assertThat(result.outcome()).isEqualTo(AttemptOutcome.FAILED);
        assertThat(result.fault()).isEqualTo(fault);
        assertThat(result.message())
                .isEqualTo("the service answered with " + status + ", and asks to wait 30 s: no: [redacted:KEY]");
        assertThat(result.signature()).isNotNull();
    }

    @Test
    void what_the_service_calls_a_failure_is_one() throws Exception {
        on(
                "/work",
                answers(
                        200,
                        "{\"state\":\"failed\",\"error\":\"rate limit of " + KEY
                                + "\",\"result\":\"?\",\"usage\":{\"usd\":-1}}"));

        AttemptResult result = run(service(HttpAnswer.NOW));

        assertThat(result.outcome()).isEqualTo(AttemptOutcome.FAILED);
        assertThat(result.message()).isEqualTo("rate limit of [redacted:KEY]");
        assertThat(result.fault()).isEqualTo(AgentFault.RATE_LIMITED);
        assertThat(printed()).doesNotContain(KEY);
        assertThat(reported).singleElement().matches(Usage::goesBelowZero);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {"no json", "{\"state\":\"running\"}", "{\"state\":\"done\"}", "[]", "''"})
    void an_answer_that_is_not_understood_is_no_success(String body) throws Exception {
        on("/work", answers(200, body));

        assertThat(run(service(HttpAnswer.NOW)).fault()).isEqualTo(AgentFault.NO_RESULT);
    }

    @Test
    void without_pointers_the_whole_answer_is_the_result() throws Exception {
        on("/work", answers(200, "plain text"));

        AttemptResult result = run(service(HttpAnswer.NOW).fields(HttpFields.NONE));

        assertThat(result.output()).isEqualTo("plain text");
        assertThat(requests.getFirst())
                .contains("\"prompt\":\"Say \\\"hi\\\" {{run}}\"", "\"attempt\":1", "\"epoch\":7");
    }

    @Test
    void a_service_that_is_silent_before_or_in_its_answer_is_not_waited_for_for_ever() throws Exception {
        on("/work", exchange -> release.await());
        AttemptResult before = run(service(HttpAnswer.NOW).timeout(Duration.ofMillis(300)));
        on("/half", exchange -> {
            exchange.sendResponseHeaders(200, 1_000);
            exchange.getResponseBody().write("{\"state\":".getBytes(UTF_8));
            exchange.getResponseBody().flush();
            release.await();
        });
        AttemptResult within = run(service(HttpAnswer.NOW).url(url("/half")).timeout(Duration.ofMillis(300)));

        assertThat(List.of(before, within)).allSatisfy(result -> {
            assertThat(result.message()).isEqualTo("the service was silent for more than 300 ms");
            assertThat(result.fault()).isEqualTo(AgentFault.UNREACHABLE);
        });
    }

    @Test
    void a_half_answer_is_no_answer() throws Exception {
        on("/work", exchange -> {
            exchange.sendResponseHeaders(200, 1_000);
            exchange.getResponseBody().write("{\"state\":\"done\",\"result\":\"x\"}".getBytes(UTF_8));
            exchange.getResponseBody().flush();
            throw new IOException("the connection breaks");
        });

        AttemptResult result = run(service(HttpAnswer.NOW));

        assertThat(result.outcome()).isEqualTo(AttemptOutcome.FAILED);
        assertThat(result.fault()).isEqualTo(AgentFault.UNREACHABLE);
    }

    @Test
    void a_flood_is_cut_off() throws Exception {
        on("/work", exchange -> {
            exchange.sendResponseHeaders(200, 0);
            byte[] much = new byte[1024 * 1024];
            Arrays.fill(much, (byte) 'x');
            try (OutputStream body = exchange.getResponseBody()) {
                for (int i = 0; i < 1_000; i++) {
                    body.write(much);
                }
            }
        });

        AttemptResult result = run(service(HttpAnswer.NOW));

        assertThat(result.outcome()).isEqualTo(AttemptOutcome.FAILED);
        assertThat(result.message()).isEqualTo("the answer of the service is larger than 4194304 bytes");
    }

    @Test
    void nobody_who_listens_is_unreachable() throws Exception {
        int port;
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = socket.getLocalPort();
        }

        AttemptResult result = run(service(HttpAnswer.NOW).url("http://127.0.0.1:" + port + "/"));

        assertThat(result.message()).isEqualTo("the service could not be reached");
        assertThat(result.fault()).isEqualTo(AgentFault.UNREACHABLE);
    }

    @Test
    void something_that_is_no_http_server_fails() throws Exception {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            threads.execute(() -> {
                try (Socket peer = socket.accept()) {
                    peer.getOutputStream().write("220 smtp ready\r\n".getBytes(UTF_8));
                } catch (IOException e) {
                    // The test is over.
                    return;
                }
            });
            AttemptResult result = run(service(HttpAnswer.NOW).url("http://127.0.0.1:" + socket.getLocalPort() + "/"));

            assertThat(result.outcome()).isEqualTo(AttemptOutcome.FAILED);
            assertThat(result.fault()).isEqualTo(AgentFault.UNREACHABLE);
        }
    }

    @Test
    void it_is_led_on_its_own_host_only() throws Exception {
        on("/work", exchange -> redirect(exchange, 307, "/moved"));
        on("/moved", answers(200, "{\"state\":\"done\",\"result\":\"here\"}"));
        on("/away", exchange -> redirect(exchange, 307, "http://localhost:1/"));
        on("/file", exchange -> redirect(exchange, 307, "file:///etc/passwd"));
        on("/lost", exchange -> redirect(exchange, 302, "/moved"));
        on("/circle", exchange -> redirect(exchange, 307, "/circle"));

        assertThat(run(service(HttpAnswer.NOW)).output()).isEqualTo("here");
        assertThat(run(service(HttpAnswer.NOW).url(url("/away"))).message()).contains("another host");
        assertThat(run(service(HttpAnswer.NOW).url(url("/file"))).message()).contains("another host");
        assertThat(run(service(HttpAnswer.NOW).url(url("/lost"))).message()).contains("would lose what is sent");
        assertThat(run(service(HttpAnswer.NOW).url(url("/circle"))).message()).contains("in circles");
        on("/elsewhere", answers(200, "{\"id\":\"1\",\"next\":\"http://localhost:1/status\"}"));
        HttpFields leading =
                HttpFieldsBuilder.builder(FIELDS).statusUrl("/next").build();
        assertThat(run(service(HttpAnswer.POLL).url(url("/elsewhere")).fields(leading))
                        .message())
                .contains("another host");
    }

    @Test
    void a_stopped_attempt_tells_the_service_to_give_up() throws Exception {
        on("/work", answers(200, "{\"id\":\"9\",\"state\":\"running\"}"));
        on("/tasks", answers(200, "{\"state\":\"running\"}"));

        Work work = begin(service(HttpAnswer.POLL)
                .statusUrl(url("/tasks/{{task}}"))
                .every(Duration.ofMillis(10))
                .cancelUrl(url("/tasks/{{task}}/cancel"))
                .cancelMethod("POST"));
        Awaitility.await().until(() -> requests.stream().anyMatch(request -> request.startsWith("GET ")));
        work.stop(StopOrder.timeout(Duration.ofSeconds(1)));
        AttemptResult result = end();

        assertThat(result.message()).isEqualTo("the service was told to give it up");
        assertThat(requests.getLast()).startsWith("POST /tasks/9/cancel ");
    }

    @Test
    void one_that_goes_round_in_circles_is_stopped_by_the_governor_and_its_service_is_told() throws Exception {
        governance = enforced(GovernorLimits.NONE);
        String round = "data: {\"id\":\"7\",\"tool\":\"look\",\"input\":\"" + KEY + "\",\"output\":\"nothing\"}\n\n";
        on("/work", exchange -> {
            exchange.getResponseHeaders().add("Content-Type", "text/event-stream");
            exchange.sendResponseHeaders(200, 0);
            exchange.getResponseBody().write(round.repeat(4).getBytes(UTF_8));
            exchange.getResponseBody().flush();
            release.await();
        });
        on("/tasks", answers(200, ""));

        AttemptResult result = run(service(HttpAnswer.EVENTS)
                .fields(telling(new HttpCalls(null, null, "/tool", "/input", "/output", null)))
                .cancelUrl(url("/tasks/{{task}}")));

        assertThat(result.outcome()).isEqualTo(AttemptOutcome.ABORTED);
        assertThat(result.tripwire()).isEqualTo(Tripwire.LOOP);
        assertThat(result.message())
                .startsWith("stopped by the governor, loop_detected: it made the same call 4 times in a row: look#")
                .endsWith("; the service was told to give it up");
        assertThat(requests.getLast()).startsWith("DELETE /tasks/7 ");
        assertThat(findings).hasSize(1);
        assertThat(printed())
                .startsWith("-> look [redacted:KEY]\n")
                .contains("[governor: stopped here, at 0 USD: loop_detected: ");
        assertThat(governors.count()).isZero();
    }

    @Test
    void a_secret_that_is_cut_off_where_a_reader_is_shown_a_call_is_gone_as_a_whole() throws Exception {
        on(
                "/work",
                streams("data: {\"tool\":\"look\",\"input\":\"" + "x".repeat(295) + KEY
                        + "\"}\n\ndata: {\"state\":\"done\",\"result\":\"yes\"}\n\n"));

        run(service(HttpAnswer.EVENTS).fields(telling(new HttpCalls(null, null, "/tool", "/input", null, null))));

        assertThat(printed()).doesNotContain(KEY.substring(0, 4)).endsWith("yes\n");
    }

    @Test
    void one_that_has_cost_too_much_when_it_is_polled_is_stopped_before_it_costs_more() throws Exception {
        governance = enforced(new GovernorLimits(BigDecimal.ONE, null, null, null));
        on("/work", answers(200, "{\"id\":\"9\",\"usage\":{\"usd\":0.5}}"));
        on("/tasks", exchange -> answer(exchange, 200, "{\"state\":\"running\",\"usage\":{\"usd\":1.5}}"));

        AttemptResult result = run(service(HttpAnswer.POLL)
                .statusUrl(url("/tasks/{{task}}"))
                .every(Duration.ofMillis(10))
                .cancelUrl(url("/tasks/{{task}}")));

        assertThat(result.outcome()).isEqualTo(AttemptOutcome.ABORTED);
        assertThat(result.tripwire()).isEqualTo(Tripwire.COST);
        assertThat(result.usage().costUsd()).isEqualByComparingTo("1.5");
        assertThat(requests).filteredOn(request -> request.startsWith("GET ")).hasSize(1);
        assertThat(requests.getLast()).startsWith("DELETE /tasks/9 ");
    }

    @Test
    void a_cost_that_is_known_when_the_work_is_done_stops_nobody() throws Exception {
        governance = enforced(new GovernorLimits(BigDecimal.ONE, null, null, null));
        on("/work", answers(200, "{\"result\":\"yes\",\"usage\":{\"usd\":3}}"));

        AttemptResult result = run(service(HttpAnswer.NOW)
                .fields(HttpFieldsBuilder.builder(FIELDS).state(null).build()));

        assertThat(result.outcome()).isEqualTo(AttemptOutcome.SUCCEEDED);
        assertThat(findings).isEmpty();
    }

    @Test
    void a_service_that_says_the_same_again_and_again_is_silent() throws Exception {
        governance = enforced(GovernorLimits.NONE);
        on("/work", answers(200, "{\"id\":\"9\",\"state\":\"running\"}"));
        on("/tasks", answers(200, "{\"state\":\"running\"}"));
        begin(service(HttpAnswer.POLL).statusUrl(url("/tasks/{{task}}")).every(Duration.ofMillis(10)));
        Awaitility.await().until(() -> requests.size() > 3);
        clock.addAndGet(Duration.ofMinutes(15).plusSeconds(1).toNanos());

        int before = requests.size();
        Awaitility.await().until(() -> requests.size() > before + 1);
        governors.run();

        assertThat(end().tripwire()).isEqualTo(Tripwire.SILENCE);
        assertThat(findings).hasSize(1);
    }

    @Test
    void what_is_used_up_before_it_begins_is_never_asked_for() throws Exception {
        WorkSoFar before = new WorkSoFar(new Usage(0, 0, BigDecimal.TWO), 0, Duration.ZERO);
        governance = new Governance(
                Watched.policy(
                        GovernorMode.ENFORCE,
                        new GovernorLimits(BigDecimal.ONE, null, null, null),
                        GovernorLimits.NONE),
                before,
                before);
        on("/work", answers(200, "{}"));

        AttemptResult result = run(service(HttpAnswer.NOW));

        assertThat(result.tripwire()).isEqualTo(Tripwire.COST);
        assertThat(requests).isEmpty();
    }

    private static Governance enforced(GovernorLimits ofStep) {
        return new Governance(
                Watched.policy(GovernorMode.ENFORCE, ofStep, GovernorLimits.NONE), WorkSoFar.NONE, WorkSoFar.NONE);
    }

    private static HttpFields telling(HttpCalls calls) {
        return HttpFieldsBuilder.builder(FIELDS).calls(calls).build();
    }

    @Test
    void a_hanging_request_is_cut_off_at_once_when_it_is_stopped() throws Exception {
        on("/work", exchange -> release.await());

        on("/stop", answers(404, ""));

        Work work = begin(service(HttpAnswer.NOW).cancelUrl(url("/stop/{{key}}")));
        Awaitility.await().until(() -> !requests.isEmpty());
        long before = System.nanoTime();
        work.stop(StopOrder.RUNNER_STOPPED);
        AttemptResult result = end();

        assertThat(Duration.ofNanos(System.nanoTime() - before)).isLessThan(Duration.ofSeconds(5));
        assertThat(result.message()).startsWith("the service could not be told: the service answered with 404");
        assertThat(requests.getLast()).startsWith("DELETE /stop/");
    }

    @Test
    void what_may_not_be_asked_is_denied() throws Exception {
        assertThat(run(service(HttpAnswer.NOW).url("ftp://127.0.0.1/")).outcome())
                .isEqualTo(AttemptOutcome.DENIED);
        AttemptResult result = run(service(HttpAnswer.NOW).headers(Map.of("A", "{{secret.OTHER}}")));
        assertThat(result.outcome()).isEqualTo(AttemptOutcome.DENIED);
        assertThat(result.message()).contains("needs the secret OTHER");
        assertThat(requests).isEmpty();
    }

    private void on(String path, Behaviour behaviour) {
        server.createContext(path, exchange -> {
            String body = new String(exchange.getRequestBody().readAllBytes(), UTF_8);
            requests.add(exchange.getRequestMethod() + " " + exchange.getRequestURI() + " "
                    + exchange.getRequestHeaders().getFirst("Authorization") + " key="
                    + exchange.getRequestHeaders().getFirst("Idempotency-Key") + " last="
                    + exchange.getRequestHeaders().getFirst("Last-Event-ID") + " " + body);
            try {
                behaviour.handle(exchange);
            } catch (IOException e) {
                throw e;
            } catch (Exception e) {
                throw new IOException(e);
            }
        });
    }

    private static Behaviour answers(int status, String body) {
        return exchange -> answer(exchange, status, body);
    }

    private static Behaviour streams(String events) {
        return exchange -> {
            exchange.getResponseHeaders().add("Content-Type", "text/event-stream");
            answer(exchange, 200, events);
        };
    }

    private static void answer(HttpExchange exchange, int status, String body) throws IOException {
        byte[] bytes = body.getBytes(UTF_8);
        exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
        try (OutputStream out = exchange.getResponseBody()) {
            out.write(bytes);
        }
    }

    private static void redirect(HttpExchange exchange, int status, String target) throws IOException {
        exchange.getResponseHeaders().add("Location", target);
        answer(exchange, status, "");
    }

    private String url(String path) {
        return "http://127.0.0.1:" + server.getAddress().getPort() + path;
    }

    private HttpServiceBuilder service(HttpAnswer answer) {
        return HttpServiceBuilder.builder().url(url("/work")).answer(answer).fields(FIELDS);
    }

    private AttemptResult run(HttpServiceBuilder service) throws InterruptedException {
        begin(service);
        return end();
    }

    private Work begin(HttpServiceBuilder builder) {
        HttpService service = builder.build();
        StartAttempt start = StartAttemptBuilder.builder(Starts.command(attempt))
                .agentType(AgentType.HTTP)
                .prompt("Say \"hi\" {{run}}")
                .access(new AgentAccess(service, Map.of("KEY", "env:SERVICE_KEY")))
                .outputLimit(1_000)
                .governor(governance)
                .build();
        return agent.begin(new Assignment(start, null), ends::add);
    }

    private AttemptResult end() throws InterruptedException {
        @Nullable AttemptResult result = ends.poll(30, TimeUnit.SECONDS);
        if (result == null) {
            throw new AssertionError("it has not ended; requests: " + requests);
        }
        return result;
    }

    private String printed() {
        StringBuilder text = new StringBuilder();
        output.forEach(chunk -> text.append(chunk.text()));
        return text.toString();
    }
}
