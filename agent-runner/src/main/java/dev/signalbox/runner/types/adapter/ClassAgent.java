package dev.signalbox.runner.types.adapter;

import dev.signalbox.agenttype.AgentEnd;
import dev.signalbox.agenttype.AgentProgress;
import dev.signalbox.agenttype.AgentTask;
import dev.signalbox.agenttype.AgentTypeAdapter;
import dev.signalbox.agenttype.AgentUsage;
import dev.signalbox.contracts.AttemptRef;
import dev.signalbox.contracts.attempt.AgentFault;
import dev.signalbox.contracts.attempt.AttemptOutcome;
import dev.signalbox.contracts.attempt.AttemptResult;
import dev.signalbox.contracts.attempt.AttemptResultBuilder;
import dev.signalbox.contracts.attempt.OutputStreamName;
import dev.signalbox.contracts.attempt.OutputTail;
import dev.signalbox.contracts.attempt.StartAttempt;
import dev.signalbox.contracts.spec.AgentProfile;
import dev.signalbox.contracts.spec.Usage;
import dev.signalbox.runner.attempt.Assignment;
import dev.signalbox.runner.attempt.StopOrder;
import dev.signalbox.runner.attempt.Work;
import dev.signalbox.runner.attempt.port.Agent;
import dev.signalbox.runner.coding.port.UsageReports;
import dev.signalbox.runner.output.FailureSignature;
import dev.signalbox.runner.output.OutputCapture;
import dev.signalbox.runner.output.port.Outputs;
import dev.signalbox.runner.process.Workspaces;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.TreeMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** A class of a user as an agent. Each attempt has a thread, which is interrupted to stop it; whatever the class throws is a failed attempt. */
public final class ClassAgent implements Agent {
    private final AgentTypeAdapter adapter;
    private final Workspaces workspaces;
    private final Outputs outputs;
    private final UsageReports usage;
    private final ExecutorService threads;
    private final ScheduledExecutorService timer;
    private final Duration stopGrace;

    /** @param stopGrace how long the class gets to return after it was interrupted; after that it is not waited for any more */
    public ClassAgent(
            AgentTypeAdapter adapter,
            Workspaces workspaces,
            Outputs outputs,
            UsageReports usage,
            ExecutorService threads,
            ScheduledExecutorService timer,
            Duration stopGrace) {
        this.adapter = adapter;
        this.workspaces = workspaces;
        this.outputs = outputs;
        this.usage = usage;
        this.threads = threads;
        this.timer = timer;
        this.stopGrace = stopGrace;
    }

    @Override
    public Work begin(Assignment assignment, Consumer<AttemptResult> ended) {
        Attempt attempt = new Attempt(assignment, outputs.open(assignment), ended);
        attempt.runs(threads.submit(attempt));
        return attempt;
    }

    private final class Attempt implements Work, Runnable, AgentProgress {
        private final Assignment assignment;
        private final OutputCapture output;
        private final Consumer<AttemptResult> ended;
        private final AtomicBoolean over = new AtomicBoolean();
        private volatile boolean stopped;
        private volatile Usage used = Usage.NONE;
        private @Nullable Future<?> thread;

        Attempt(Assignment assignment, OutputCapture output, Consumer<AttemptResult> ended) {
            this.assignment = assignment;
            this.output = output;
            this.ended = ended;
        }

        synchronized void runs(Future<?> future) {
            thread = future;
            if (stopped) {
                future.cancel(true);
            }
        }

        @Override
        public void run() {
            Thread.currentThread().setContextClassLoader(adapter.getClass().getClassLoader());
            try {
                end(result(adapter.work(task(assignment, workspaces), this)));
            } catch (IOException e) {
                end(failed("could not be started: " + e.getMessage(), null));
            } catch (Exception | LinkageError | AssertionError | StackOverflowError e) {
                end(failed(e.getMessage() == null ? e.toString() : e.getMessage(), null));
            }
        }

        @Override
        public synchronized void stop(StopOrder order) {
            if (!stopped) {
                stopped = true;
                timer.schedule(this::giveUp, stopGrace.toMillis(), TimeUnit.MILLISECONDS);
            }
            Future<?> running = thread;
            if (running != null) {
                running.cancel(true);
            }
        }

        private void giveUp() {
            end(failed("it did not return within " + stopGrace.toMillis() + " ms after it was interrupted", null));
        }

        @Override
        public void say(String text) {
            print(OutputStreamName.STDOUT, text);
        }

        @Override
        public void complain(String text) {
            print(OutputStreamName.STDERR, text);
        }

        @Override
        public void used(AgentUsage total) {
            used = usage(total);
            usage.report(assignment, used);
        }

        private Usage usage(AgentUsage total) {
            return new Usage(
                    total.inputTokens(),
                    total.outputTokens(),
                    total.costUsd(),
                    0,
                    0,
                    total.model().orElse(null));
        }

        @Override
        public boolean isStopped() {
            return stopped;
        }

        private void print(OutputStreamName stream, String text) {
            byte[] line = (text + "\n").getBytes(StandardCharsets.UTF_8);
            output.accept(stream, line, line.length);
        }

        private AttemptResult result(AgentEnd end) {
            return switch (end) {
                case AgentEnd.Done done -> succeeded(done.answer());
                case AgentEnd.Failed failed -> failed(failed.reason(), fault(failed.fault()));
            };
        }

        private AttemptResult succeeded(String answer) {
            return new AttemptResult(
                    AttemptOutcome.SUCCEEDED,
                    null,
                    null,
                    null,
                    used,
                    output.close(),
                    OutputTail.of(answer, assignment.start().outputLimit()));
        }

        private AttemptResult failed(String reason, @Nullable AgentFault fault) {
            AttemptResult result = AttemptResultBuilder.builder()
                    .outcome(AttemptOutcome.FAILED)
                    .message(reason)
                    .usage(used)
                    .outputBytes(output.close())
                    .fault(fault)
                    .build();
            return FailureSignature.sign(result, reason);
        }

        private void end(AttemptResult result) {
            if (over.compareAndSet(false, true)) {
                ended.accept(result);
            }
        }
    }

    private static @Nullable AgentFault fault(AgentEnd.Fault fault) {
        return switch (fault) {
            case OTHER -> null;
            case RATE_LIMITED -> AgentFault.RATE_LIMITED;
            case BAD_CREDENTIALS -> AgentFault.BAD_CREDENTIALS;
            case LOCK_CONTENTION -> AgentFault.LOCK_CONTENTION;
            case UNREACHABLE -> AgentFault.UNREACHABLE;
            case OUT_OF_TURNS -> AgentFault.OUT_OF_TURNS;
        };
    }

    private static AgentTask task(Assignment assignment, Workspaces workspaces) throws IOException {
        Path own = assignment.directory();
        StartAttempt start = assignment.start();
        AttemptRef attempt = assignment.ref();
        AgentProfile profile = Objects.requireNonNullElse(start.profile(), AgentProfile.NONE);
        Map<String, String> variables = new TreeMap<>(start.environment());
        variables.putAll(assignment.secrets().variables());
        Integer turns = profile.maxTurns();
        return new AgentTask(
                attempt.run() + "/" + attempt.step() + "/" + attempt.attempt() + "/" + attempt.epoch(),
                attempt.run().value(),
                attempt.step().value(),
                attempt.attempt(),
                start.agent().value(),
                own == null ? workspaces.directory(attempt.workspace()) : own,
                start.command(),
                Objects.requireNonNullElse(start.prompt(), ""),
                new AgentTask.Profile(
                        Optional.ofNullable(profile.model()),
                        Optional.ofNullable(profile.systemPrompt()),
                        profile.tools(),
                        turns == null ? OptionalInt.empty() : OptionalInt.of(turns),
                        Optional.ofNullable(profile.session())),
                variables);
    }
}
