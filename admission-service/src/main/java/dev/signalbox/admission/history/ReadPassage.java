package dev.signalbox.admission.history;

import dev.signalbox.admission.http.RoutedProblems;
import dev.signalbox.contracts.ProblemCode;
import dev.signalbox.contracts.api.Problem;
import io.vertx.core.Future;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import io.vertx.httpproxy.Body;
import io.vertx.httpproxy.HttpProxy;
import io.vertx.httpproxy.ProxyContext;
import io.vertx.httpproxy.ProxyInterceptor;
import io.vertx.httpproxy.ProxyRequest;
import io.vertx.httpproxy.ProxyResponse;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import org.jboss.logging.Logger;

/** Passes reads on to the event log, so that a client needs one base URL. Bytes flow through as they come, streams too. */
@ApplicationScoped
class ReadPassage {
    private static final Logger LOG = Logger.getLogger(ReadPassage.class);
    private static final int BEFORE_THE_RESOURCES = 100;
    private static final Duration RETRY_AFTER = Duration.ofSeconds(1);
    private static final String RUNS = "/v1/runs";

    /** The paths that are only read. {@code /v1/runs} is the one that is written as well. A step id may contain slashes. */
    private static final List<String> READ_ONLY = List.of(
            RUNS + "/[^/]+",
            RUNS + "/[^/]+/steps/.+",
            RUNS + "/[^/]+/events",
            RUNS + "/[^/]+/changes",
            RUNS + "/[^/]+/why",
            RUNS + "/[^/]+/stream",
            "/v1/admissions",
            "/v1/governor/report");

    private static final Pattern STEP_COMMAND = Pattern.compile(RUNS + "/[^/]+/steps/.+/(retry|skip|resolve|discard)");

    private static final String STEPS = RUNS + "/[^/]+/steps";

    private final EventLogClient eventLog;
    private final QueuedRuns queuedRuns;

    ReadPassage(EventLogClient eventLog, QueuedRuns queuedRuns) {
        this.eventLog = eventLog;
        this.queuedRuns = queuedRuns;
    }

    void install(@Observes Router router) {
        HttpProxy proxy = HttpProxy.reverseProxy(eventLog.http())
                .origin(eventLog.address().port(), eventLog.address().host())
                .addInterceptor(new Passing());
        router.route(HttpMethod.GET, RUNS)
                .order(BEFORE_THE_RESOURCES)
                .handler(context -> proxy.handle(context.request()));
        router.route(RUNS).order(BEFORE_THE_RESOURCES + 1).handler(ReadPassage::onlyReadOrSubmit);
        router.routeWithRegex(HttpMethod.GET, STEPS)
                .order(BEFORE_THE_RESOURCES)
                .handler(context -> proxy.handle(context.request()));
        router.routeWithRegex(STEPS).order(BEFORE_THE_RESOURCES + 1).handler(ReadPassage::onlyReadOrAdd);
        router.routeWithRegex(RUNS + "/[^/]+/(cancel|pause|resume|retry|priority)")
                .order(BEFORE_THE_RESOURCES)
                .handler(ReadPassage::onlyCommand);
        router.routeWithRegex(HttpMethod.GET, RUNS + "/[^/]+")
                .order(BEFORE_THE_RESOURCES - 1)
                .handler(queuedRuns::show);
        for (String path : READ_ONLY) {
            router.routeWithRegex(HttpMethod.GET, path)
                    .order(BEFORE_THE_RESOURCES)
                    .handler(context -> proxy.handle(context.request()));
            router.routeWithRegex(path).order(BEFORE_THE_RESOURCES + 1).handler(ReadPassage::onlyRead);
        }
    }

    private static void onlyReadOrSubmit(RoutingContext context) {
        passOrRefuse(context, "GET, POST");
    }

    private static void onlyReadOrAdd(RoutingContext context) {
        passOrRefuse(context, "GET, POST");
    }

    private static void onlyCommand(RoutingContext context) {
        passOrRefuse(context, "POST");
    }

    private static void passOrRefuse(RoutingContext context, String allowed) {
        if (context.request().method().equals(HttpMethod.POST)) {
            context.next();
        } else {
            refuse(context, allowed);
        }
    }

    /** What is asked of a step stands below the step, where everything else is only read. */
    private static void onlyRead(RoutingContext context) {
        if (STEP_COMMAND.matcher(context.normalizedPath()).matches()) {
            passOrRefuse(context, "POST");
        } else {
            refuse(context, "GET");
        }
    }

    private static void refuse(RoutingContext context, String allowed) {
        context.response().putHeader(HttpHeaders.ALLOW, allowed);
        RoutedProblems.answer(
                context, ProblemCode.METHOD_NOT_ALLOWED, "The path exists, but only for " + allowed + ".");
    }

    private final class Passing implements ProxyInterceptor {
        @Override
        public Future<ProxyResponse> handleProxyRequest(ProxyContext context) {
            ProxyRequest request = context.request();
            request.setURI(eventLog.address().path() + request.getURI());
            return context.sendRequest()
                    .timeout(eventLog.deadline().toMillis(), TimeUnit.MILLISECONDS)
                    .otherwise(failure -> unavailable(request, failure));
        }

        @Override
        public Future<Void> handleProxyResponse(ProxyContext context) {
            return sendHeadFirst(context);
        }
    }

    /** A stream may have nothing to say for long, but its listener wants to know at once that it is listening. */
    private static Future<Void> sendHeadFirst(ProxyContext context) {
        Future<Void> sent = context.sendResponse();
        HttpServerResponse response = context.request().proxiedRequest().response();
        String type = response.headers().get(HttpHeaders.CONTENT_TYPE);
        if (type != null && type.startsWith("text/event-stream") && !response.headWritten()) {
            response.writeHead();
        }
        return sent;
    }

    private static ProxyResponse unavailable(ProxyRequest request, Throwable failure) {
        LOG.debugf(failure, "The event log does not answer %s", request.getURI());
        Problem problem = Problem.of(
                        ProblemCode.HISTORY_UNAVAILABLE, "The event log does not answer. Runs go on, and are admitted.")
                .withRetryAfter(RETRY_AFTER);
        return request.release()
                .response()
                .setStatusCode(problem.status())
                .putHeader(HttpHeaders.CONTENT_TYPE, Problem.MEDIA_TYPE)
                .putHeader(HttpHeaders.RETRY_AFTER, Long.toString(RETRY_AFTER.toSeconds()))
                .setBody(Body.body(RoutedProblems.body(problem)));
    }
}
