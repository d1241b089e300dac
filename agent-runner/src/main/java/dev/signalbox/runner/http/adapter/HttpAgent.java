package dev.signalbox.runner.http.adapter;

import dev.signalbox.contracts.attempt.AttemptOutcome;
import dev.signalbox.contracts.attempt.AttemptResult;
import dev.signalbox.contracts.spec.AccessRules;
import dev.signalbox.contracts.spec.AgentAccess;
import dev.signalbox.contracts.spec.AgentType;
import dev.signalbox.contracts.spec.HttpService;
import dev.signalbox.runner.attempt.Assignment;
import dev.signalbox.runner.attempt.Work;
import dev.signalbox.runner.attempt.port.Agent;
import dev.signalbox.runner.coding.port.UsageReports;
import dev.signalbox.runner.governor.Governors;
import dev.signalbox.runner.governor.Watch;
import dev.signalbox.runner.http.ServiceTranscript;
import dev.signalbox.runner.output.OutputCapture;
import dev.signalbox.runner.output.port.Outputs;
import java.net.http.HttpClient;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.ScheduledExecutorService;
import java.util.function.Consumer;

/** Has services do the work. Each attempt has a virtual thread that waits for its service. */
public final class HttpAgent implements Agent {
    private static final Duration CONNECT = Duration.ofSeconds(10);

    private final HttpClient client;
    private final Outputs outputs;
    private final UsageReports usage;
    private final Governors governors;
    private final ExecutorService threads;
    private final ScheduledExecutorService timer;

    /**
     * @param governors watch the attempts that are to be watched
     * @param threads starts a thread for each attempt
     */
    public HttpAgent(
            Outputs outputs,
            UsageReports usage,
            Governors governors,
            ExecutorService threads,
            ScheduledExecutorService timer) {
        this.outputs = outputs;
        this.usage = usage;
        this.governors = governors;
        this.threads = threads;
        this.timer = timer;
        this.client = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .followRedirects(HttpClient.Redirect.NEVER)
                .connectTimeout(CONNECT)
                .executor(threads)
                .build();
    }

    @Override
    public Work begin(Assignment assignment, Consumer<AttemptResult> ended) {
        AgentAccess access = assignment.start().access();
        HttpService service = access == null ? null : access.http();
        Optional<String> flaw = AccessRules.flaw(access, AgentType.HTTP);
        if (flaw.isPresent() || service == null) {
            ended.accept(AttemptResult.withoutProcess(AttemptOutcome.DENIED, flaw.orElse("it names no service")));
            return Work.DONE;
        }
        OutputCapture output = outputs.open(assignment);
        Watch watch = governors.watch(assignment, ServiceTranscript.sightOf(service));
        HttpWork work = new HttpWork(assignment, service, client, output, usage, watch, timer);
        watch.acts(work::stop, output::remark);
        watch.begins();
        threads.execute(() -> ended.accept(governors.ended(watch, work.result())));
        return work;
    }
}
