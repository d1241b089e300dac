package dev.signalbox.runner.types.adapter;

import dev.signalbox.agenttype.AgentEnd;
import dev.signalbox.agenttype.AgentProgress;
import dev.signalbox.agenttype.AgentTask;
import dev.signalbox.agenttype.AgentTypeAdapter;
import dev.signalbox.agenttype.AgentUsage;
import dev.signalbox.contracts.attempt.AgentFault;
import dev.signalbox.contracts.attempt.AttemptOutcome;
import dev.signalbox.contracts.attempt.AttemptResult;
import dev.signalbox.contracts.attempt.AttemptResultBuilder;
import dev.signalbox.contracts.attempt.OutputStreamName;
import dev.signalbox.contracts.attempt.OutputTail;
import dev.signalbox.contracts.spec.Usage;
import dev.signalbox.runner.attempt.Assignment;
import dev.signalbox.runner.attempt.StopOrder;
import dev.signalbox.runner.attempt.Work;
import dev.signalbox.runner.coding.AgentSignal;
import dev.signalbox.runner.coding.port.UsageReports;
import dev.signalbox.runner.governor.Watch;
import dev.signalbox.runner.output.FailureSignature;
import dev.signalbox.runner.output.OutputCapture;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * One attempt of a class, on a thread that is interrupted to stop it. One that does not return then is ended without it: nothing that it tells
 * afterwards is heard, it is told so by an exception, and it is not {@link #whenGone gone} before it returns.
 */
final class ClassWork implements Work, Runnable, AgentProgress {
    private static final Logger LOG = Logger.getLogger(ClassWork.class);

    private final AgentTypeAdapter adapter;
    private final TaskSource task;
    private final Assignment assignment;
    private final OutputCapture output;
    private final UsageReports reports;
    private final Watch watch;
    private final ScheduledExecutorService timer;
    private final Duration stopGrace;
    private final Consumer<AttemptResult> ended;
    private final AtomicBoolean over = new AtomicBoolean();
    private final CompletableFuture<Void> gone = new CompletableFuture<>();
    private volatile boolean stopped;
    private volatile Usage used = Usage.NONE;
    private @Nullable Thread thread;
    private @Nullable Future<?> alarm;

    /** What the class is given to do. */
    @FunctionalInterface
    interface TaskSource {
        AgentTask task() throws IOException;
    }

    /** @param stopGrace how long the class gets to return after it was interrupted */
    ClassWork(
            AgentTypeAdapter adapter,
            TaskSource task,
            Assignment assignment,
            OutputCapture output,
            UsageReports reports,
            Watch watch,
            ScheduledExecutorService timer,
            Duration stopGrace,
            Consumer<AttemptResult> ended) {
        this.adapter = adapter;
        this.task = task;
        this.assignment = assignment;
        this.output = output;
        this.reports = reports;
        this.watch = watch;
        this.timer = timer;
        this.stopGrace = stopGrace;
        this.ended = ended;
    }

    @Override
    public void run() {
        try {
            if (begins()) {
                work();
            } else {
                end(AttemptOutcome.CANCELLED, "it was not begun", null);
            }
        } finally {
            leaves();
        }
    }

    private void work() {
        Thread.currentThread().setContextClassLoader(adapter.getClass().getClassLoader());
        try {
            end(adapter.work(task.task(), this));
        } catch (IOException e) {
            fail("could not be started: " + e.getMessage(), null);
        } catch (Exception e) {
            fail(e.getMessage() == null ? e.toString() : e.getMessage(), null);
        } catch (Error e) {
            fail(e.toString(), null);
        }
    }

    private synchronized boolean begins() {
        thread = stopped ? null : Thread.currentThread();
        return !stopped;
    }

    private void leaves() {
        synchronized (this) {
            thread = null;
            if (alarm != null) {
                alarm.cancel(false);
            }
        }
        gone.complete(null);
    }

    @Override
    public synchronized void stop(StopOrder order) {
        if (!stopped) {
            stopped = true;
            alarm = timer.schedule(this::giveUp, stopGrace.toMillis(), TimeUnit.MILLISECONDS);
        }
        if (thread != null) {
            thread.interrupt();
        }
    }

    @Override
    public void whenGone(Runnable then) {
        gone.thenRun(then);
    }

    private void giveUp() {
        String told = "it did not return within " + stopGrace.toMillis() + " ms after it was interrupted";
        if (fail(told + "; its slot stays taken until it does", null)) {
            LOG.warnf(
                    "%s of type %s is left behind: %s",
                    assignment.ref(), assignment.start().agentType(), told);
            gone.thenRun(() -> LOG.infof("%s, which was left behind, has returned", assignment.ref()));
        }
    }

    @Override
    public void say(String text) {
        print(OutputStreamName.STDOUT, text);
        watch.hear(List.of(new AgentSignal.Said(text)));
    }

    @Override
    public void complain(String text) {
        print(OutputStreamName.STDERR, text);
    }

    @Override
    public void used(AgentUsage total) {
        requireLive();
        used = usage(total);
        watch.hear(List.of(new AgentSignal.Used(used)));
        reports.report(assignment, used);
    }

    @Override
    public boolean isStopped() {
        return stopped;
    }

    private void print(OutputStreamName stream, String text) {
        requireLive();
        watch.printed();
        byte[] line = (text + "\n").getBytes(StandardCharsets.UTF_8);
        output.accept(stream, line, line.length);
    }

    private void requireLive() {
        if (over.get()) {
            throw new IllegalStateException("the attempt is over: nobody listens any more");
        }
    }

    private static Usage usage(AgentUsage total) {
        return new Usage(
                total.inputTokens(),
                total.outputTokens(),
                total.costUsd(),
                0,
                0,
                total.model().orElse(null));
    }

    private void end(AgentEnd end) {
        switch (end) {
            case AgentEnd.Done done -> succeed(done.answer());
            case AgentEnd.Failed failed -> fail(failed.reason(), fault(failed.fault()));
        }
    }

    private void succeed(String answer) {
        if (over.compareAndSet(false, true)) {
            ended.accept(new AttemptResult(
                    AttemptOutcome.SUCCEEDED,
                    null,
                    null,
                    null,
                    used,
                    output.close(),
                    OutputTail.of(answer, assignment.start().outputLimit())));
        }
    }

    private boolean fail(String reason, @Nullable AgentFault fault) {
        return end(AttemptOutcome.FAILED, reason, fault);
    }

    private boolean end(AttemptOutcome outcome, String reason, @Nullable AgentFault fault) {
        if (!over.compareAndSet(false, true)) {
            return false;
        }
        AttemptResult result = AttemptResultBuilder.builder()
                .outcome(outcome)
                .message(reason)
                .usage(used)
                .outputBytes(output.close())
                .fault(fault)
                .build();
        ended.accept(FailureSignature.sign(result, reason));
        return true;
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
}
