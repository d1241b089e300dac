package dev.signalbox.runner.http.adapter;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.signalbox.contracts.attempt.AgentFault;
import dev.signalbox.contracts.attempt.AttemptOutcome;
import dev.signalbox.contracts.attempt.AttemptResult;
import dev.signalbox.contracts.attempt.AttemptResultBuilder;
import dev.signalbox.contracts.attempt.OutputStreamName;
import dev.signalbox.contracts.attempt.OutputTail;
import dev.signalbox.contracts.spec.HttpAnswer;
import dev.signalbox.contracts.spec.HttpService;
import dev.signalbox.contracts.spec.Placeholders;
import dev.signalbox.contracts.spec.Usage;
import dev.signalbox.runner.attempt.Assignment;
import dev.signalbox.runner.attempt.StopOrder;
import dev.signalbox.runner.attempt.Work;
import dev.signalbox.runner.coding.AgentSignal;
import dev.signalbox.runner.coding.Conversation;
import dev.signalbox.runner.coding.FaultWords;
import dev.signalbox.runner.coding.LineSplitter;
import dev.signalbox.runner.coding.Words;
import dev.signalbox.runner.coding.port.UsageReports;
import dev.signalbox.runner.governor.Watch;
import dev.signalbox.runner.http.Answer;
import dev.signalbox.runner.http.AttemptTexts;
import dev.signalbox.runner.http.Patience;
import dev.signalbox.runner.http.RetryAfter;
import dev.signalbox.runner.http.ServerSentEvents;
import dev.signalbox.runner.http.ServiceFailure;
import dev.signalbox.runner.http.ServiceTranscript;
import dev.signalbox.runner.http.StatusFaults;
import dev.signalbox.runner.output.FailureSignature;
import dev.signalbox.runner.output.OutputCapture;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** One attempt at a service: the work is posted, and followed until the service says how it ended or somebody stops it. */
final class HttpWork implements Work {
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final Duration SILENCE = Duration.ofSeconds(60);
    private static final Duration SILENCE_OF_WORK = Duration.ofMinutes(10);
    private static final Duration EVERY = Duration.ofSeconds(2);
    private static final Duration RECONNECT = Duration.ofSeconds(1);
    private static final Duration CANCEL = Duration.ofSeconds(5);
    private static final int LONGEST_ERROR = 500;
    /** Far more than is shown, so that a secret is not cut in two before it is redacted. */
    private static final int MOST_OF_AN_ERROR = 128 * 1024;

    private final Assignment assignment;
    private final HttpService service;
    private final HttpClient client;
    private final OutputCapture output;
    private final UsageReports reports;
    private final Watch watch;
    private final ScheduledExecutorService timer;
    private final ServiceTranscript transcript;
    private final Conversation conversation = new Conversation(this::print);
    private final AttemptTexts texts;
    private final Duration silence;
    private final CountDownLatch stopped = new CountDownLatch(1);
    private volatile @Nullable ServiceConnection connection;
    private volatile boolean asked;
    private @Nullable String lastBody;

    HttpWork(
            Assignment assignment,
            HttpService service,
            HttpClient client,
            OutputCapture output,
            UsageReports reports,
            Watch watch,
            ScheduledExecutorService timer) {
        this.assignment = assignment;
        this.service = service;
        this.client = client;
        this.output = output;
        this.reports = reports;
        this.watch = watch;
        this.timer = timer;
        this.transcript = new ServiceTranscript(service);
        this.texts = new AttemptTexts(
                assignment.start(), service, assignment.secrets().variables());
        Duration usual = service.answer() == HttpAnswer.POLL ? SILENCE : SILENCE_OF_WORK;
        this.silence = Objects.requireNonNullElse(service.timeout(), usual);
    }

    @Override
    public void stop(StopOrder order) {
        stopped.countDown();
        ServiceConnection current = connection;
        if (current != null) {
            current.cutOff();
        }
    }

    /** Does all of it; returns when nothing of it is left here. */
    AttemptResult result() {
        try {
            URI address = texts.address(service.url());
            connection = new ServiceConnection(client, address, silence, timer);
            return succeeded(work(connection, address));
        } catch (ServiceConnection.CutOff e) {
            return ended(AttemptOutcome.CANCELLED, giveUp(), null);
        } catch (ServiceFailure e) {
            String reason = printable(e.getMessage());
            print("[ended: " + reason + "]");
            return ended(e.outcome(), reason, e.fault());
        } catch (RuntimeException e) {
            return ended(AttemptOutcome.FAILED, "could not be run: " + e, null);
        }
    }

    private Answer work(ServiceConnection at, URI address) throws ServiceFailure, ServiceConnection.CutOff {
        requireRunning();
        asked = true;
        Map<String, String> headers = texts.headers();
        HttpResponse<InputStream> response = at.send(
                address,
                uri -> request(uri, headers)
                        .POST(HttpRequest.BodyPublishers.ofString(json(texts.body())))
                        .header("Content-Type", "application/json")
                        .header(
                                "Accept",
                                service.answer() == HttpAnswer.EVENTS
                                        ? "text/event-stream, application/json"
                                        : "application/json")
                        .build());
        requireSuccess(at, response);
        return switch (service.answer()) {
            case NOW -> complete(read(at.text(response.body())));
            case POLL -> poll(at, headers, read(at.text(response.body())));
            case EVENTS -> follow(at, headers, response);
        };
    }

    /** The answer of a service that has worked while it was waited for. */
    private Answer complete(Answer answer) throws ServiceFailure {
        boolean saysState = service.fields().state() != null;
        if (saysState && answer.state() == Answer.State.GOES_ON) {
            throw noResult("the answer of the service does not say that the work is done");
        }
        if (service.fields().result() != null && answer.result() == null) {
            throw noResult("the answer of the service has no result");
        }
        return answer;
    }

    private Answer poll(ServiceConnection at, Map<String, String> headers, Answer first)
            throws ServiceFailure, ServiceConnection.CutOff {
        Answer answer = first;
        URI status = null;
        Patience patience = new Patience(Objects.requireNonNullElse(service.every(), EVERY), silence, System::nanoTime);
        while (answer.state() == Answer.State.GOES_ON) {
            status = status == null ? statusAddress(at, first) : status;
            await(patience.nextWait());
            try {
                HttpResponse<InputStream> response =
                        at.send(status, uri -> request(uri, headers).GET().build());
                retryAfter(response).ifPresent(patience::askedToWait);
                requireSuccess(at, response);
                answer = read(at.text(response.body()));
                patience.answered();
            } catch (ServiceFailure e) {
                boolean mayPass = e.fault() == AgentFault.UNREACHABLE || e.fault() == AgentFault.RATE_LIMITED;
                if (!mayPass || patience.isOver()) {
                    throw e;
                }
            }
        }
        return answer;
    }

    private URI statusAddress(ServiceConnection at, Answer first) throws ServiceFailure {
        String named = first.statusUrl();
        if (named == null) {
            requireTask(service.statusUrl());
            return texts.address(Objects.requireNonNullElse(service.statusUrl(), ""));
        }
        try {
            URI address = texts.address(service.url()).resolve(named);
            at.requireSameHost(address);
            return address;
        } catch (IllegalArgumentException e) {
            throw ServiceFailure.failed("the service names a status address that is none", null);
        }
    }

    private void requireTask(@Nullable String address) throws ServiceFailure {
        if (address == null || lacksTask(address)) {
            throw noResult("the service did not say where it can be asked how the work is doing");
        }
    }

    private boolean lacksTask(String address) {
        return !texts.knowsTask() && Placeholders.in(address).contains("task");
    }

    private Answer follow(ServiceConnection at, Map<String, String> headers, HttpResponse<InputStream> first)
            throws ServiceFailure, ServiceConnection.CutOff {
        if (!isStream(first) || service.eventsUrl() != null) {
            Answer answer = read(at.text(first.body()));
            if (answer.state() != Answer.State.GOES_ON) {
                return answer;
            }
        }
        String events = service.eventsUrl();
        ServerSentEvents parser = new ServerSentEvents(ServiceConnection.MOST_BYTES);
        if (events == null) {
            Answer end = isStream(first) ? events(at, first.body(), parser) : null;
            return require(end);
        }
        requireTask(events);
        return followAgain(at, headers, texts.address(events), parser);
    }

    /** A stream that breaks is gone on with after its last event, until nothing has come for as long as the service may be silent. */
    private Answer followAgain(ServiceConnection at, Map<String, String> headers, URI events, ServerSentEvents parser)
            throws ServiceFailure, ServiceConnection.CutOff {
        long heard = System.nanoTime();
        while (true) {
            String before = parser.lastId();
            ServiceFailure broken;
            try {
                HttpResponse<InputStream> response = at.send(events, uri -> {
                    HttpRequest.Builder request = request(uri, headers)
                            .header("Accept", "text/event-stream")
                            .GET();
                    String last = parser.lastId();
                    return (last == null ? request : request.header("Last-Event-ID", last)).build();
                });
                requireSuccess(at, response);
                Answer end = events(at, response.body(), parser);
                if (end != null) {
                    return end;
                }
                broken = noResult("the events of the service ended before its work did");
            } catch (ServiceFailure e) {
                if (e.fault() != AgentFault.UNREACHABLE && e.fault() != AgentFault.RATE_LIMITED) {
                    throw e;
                }
                broken = e;
            }
            parser.breakOff();
            heard = Objects.equals(before, parser.lastId()) ? heard : System.nanoTime();
            if (System.nanoTime() - heard > silence.toNanos()) {
                throw broken;
            }
            await(RECONNECT);
        }
    }

    /** Reads events until one says how the work ended; null when the stream ends before that. */
    private @Nullable Answer events(ServiceConnection at, InputStream body, ServerSentEvents parser)
            throws ServiceFailure, ServiceConnection.CutOff {
        List<String> lines = new ArrayList<>();
        LineSplitter splitter = new LineSplitter(ServiceConnection.MOST_BYTES, lines::add);
        List<Answer> end = new ArrayList<>();
        at.drain(body, (bytes, length) -> {
            splitter.accept(bytes, length);
            for (String line : lines) {
                String data = parser.line(line).orElse(null);
                Answer answer = data == null ? null : read(data);
                if (answer != null && answer.state() != Answer.State.GOES_ON) {
                    end.add(answer);
                    return false;
                }
            }
            lines.clear();
            return true;
        });
        return end.isEmpty() ? null : end.getFirst();
    }

    private static Answer require(@Nullable Answer end) throws ServiceFailure {
        if (end == null) {
            throw noResult("the events of the service ended before its work did");
        }
        return end;
    }

    /** Notes what an answer says: its name for the work, what it does and says, what it has used. */
    private Answer read(String body) {
        Answer answer = Answer.read(body, service.fields());
        String task = answer.task();
        if (task != null) {
            texts.taskIs(task);
        }
        if (service.answer() != HttpAnswer.POLL || !body.equals(lastBody)) {
            lastBody = body;
            watch.printed();
        }
        String told = redacted(body);
        hear(transcript.read(told.equals(body) ? answer : Answer.read(told, service.fields())));
        return answer;
    }

    /** What is heard has no secrets in it any more: it is cut for readers, and a part of one would not be found. */
    private void hear(List<AgentSignal> signals) {
        Usage before = conversation.usage();
        signals.stream()
                .filter(signal -> !(signal instanceof AgentSignal.Finished))
                .forEach(conversation::hear);
        watch.hear(signals);
        signals.forEach(this::reportDisbelief);
        if (!conversation.usage().equals(before)) {
            reports.report(assignment, conversation.usage());
        }
    }

    private void reportDisbelief(AgentSignal signal) {
        if (signal instanceof AgentSignal.Used(Usage total) && total.goesBelowZero()) {
            reports.report(assignment, total);
        }
    }

    private AttemptResult succeeded(Answer end) throws ServiceFailure {
        if (end.state() == Answer.State.FAILED) {
            String error = Objects.requireNonNullElse(end.error(), "the service says that the work has failed");
            throw ServiceFailure.failed(error, FaultWords.faultIn(error));
        }
        String result = end.result();
        String said = conversation.lastSaid();
        String answer = redacted(result != null ? result : said != null ? said : end.body());
        if (!answer.equals(said)) {
            print(answer);
        }
        return new AttemptResult(
                AttemptOutcome.SUCCEEDED,
                null,
                null,
                null,
                conversation.usage(),
                output.close(),
                OutputTail.of(answer, assignment.start().outputLimit()));
    }

    private AttemptResult ended(AttemptOutcome outcome, @Nullable String message, @Nullable AgentFault fault) {
        AttemptResult result = AttemptResultBuilder.builder()
                .outcome(outcome)
                .message(message)
                .usage(conversation.usage())
                .outputBytes(output.close())
                .fault(fault)
                .build();
        return FailureSignature.sign(result, Objects.requireNonNullElse(message, ""));
    }

    /** Tells the service that nobody wants the work any more; says what came of it. */
    private @Nullable String giveUp() {
        String cancel = service.cancelUrl();
        if (!asked || cancel == null) {
            return null;
        }
        if (lacksTask(cancel)) {
            return "the service could not be told: it had not named the task";
        }
        try {
            URI address = texts.address(cancel);
            Map<String, String> headers = texts.headers();
            ServiceConnection at = new ServiceConnection(client, address, CANCEL, timer);
            HttpResponse<InputStream> response = at.send(
                    address,
                    uri -> request(uri, headers)
                            .method(
                                    Objects.requireNonNullElse(service.cancelMethod(), "DELETE"),
                                    HttpRequest.BodyPublishers.noBody())
                            .build());
            requireSuccess(at, response);
            return "the service was told to give it up";
        } catch (ServiceFailure e) {
            return "the service could not be told: " + printable(e.getMessage());
        } catch (ServiceConnection.CutOff e) {
            return "the service could not be told";
        }
    }

    private HttpRequest.Builder request(URI address, Map<String, String> headers) {
        HttpRequest.Builder request = HttpRequest.newBuilder(address).header("Idempotency-Key", texts.key());
        headers.forEach(request::header);
        if (assignment.traceparent() != null) {
            request.header("traceparent", assignment.traceparent());
        }
        return request;
    }

    private void requireSuccess(ServiceConnection at, HttpResponse<InputStream> response)
            throws ServiceFailure, ServiceConnection.CutOff {
        if (ServiceConnection.isSuccess(response)) {
            return;
        }
        int status = response.statusCode();
        String wait = retryAfter(response)
                .map(after -> ", and asks to wait " + after.toSeconds() + " s")
                .orElse("");
        String told = printable(at.beginning(response.body(), MOST_OF_AN_ERROR));
        throw ServiceFailure.failed(
                "the service answered with " + status + wait + (told.isEmpty() ? "" : ": " + told),
                StatusFaults.of(status));
    }

    private void requireRunning() throws ServiceConnection.CutOff {
        if (stopped.getCount() == 0) {
            throw new ServiceConnection.CutOff();
        }
    }

    private void await(Duration wait) throws ServiceConnection.CutOff {
        try {
            if (stopped.await(wait.toMillis(), TimeUnit.MILLISECONDS)) {
                throw new ServiceConnection.CutOff();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new ServiceConnection.CutOff();
        }
    }

    private static boolean isStream(HttpResponse<?> response) {
        return response.headers()
                .firstValue("Content-Type")
                .map(type -> type.startsWith("text/event-stream"))
                .orElse(false);
    }

    private static Optional<Duration> retryAfter(HttpResponse<?> response) {
        return RetryAfter.of(header(response, "Retry-After"), header(response, "Date"), Instant.now());
    }

    private static @Nullable String header(HttpResponse<?> response, String name) {
        return response.headers().firstValue(name).orElse(null);
    }

    private static ServiceFailure noResult(String message) {
        return ServiceFailure.failed(message, AgentFault.NO_RESULT);
    }

    /** On one line, without secrets; these go first, so that none is cut in two. */
    private String printable(String text) {
        return Words.line(redacted(text), LONGEST_ERROR);
    }

    private String redacted(String text) {
        return Objects.requireNonNullElse(assignment.secrets().redactor().text(text), "");
    }

    private void print(String text) {
        byte[] line = (text + "\n").getBytes(StandardCharsets.UTF_8);
        output.accept(OutputStreamName.STDOUT, line, line.length);
    }

    private static String json(Map<String, Object> body) {
        try {
            return JSON.writeValueAsString(body);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("texts, numbers, lists and maps can be written", e);
        }
    }
}
