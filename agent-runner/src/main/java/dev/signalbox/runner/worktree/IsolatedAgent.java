package dev.signalbox.runner.worktree;

import dev.signalbox.contracts.attempt.AttemptOutcome;
import dev.signalbox.contracts.attempt.AttemptResult;
import dev.signalbox.contracts.attempt.IsolationOrder;
import dev.signalbox.contracts.attempt.OutputStreamName;
import dev.signalbox.contracts.attempt.StartAttempt;
import dev.signalbox.contracts.attempt.StartAttemptBuilder;
import dev.signalbox.contracts.spec.AgentType;
import dev.signalbox.contracts.spec.Gate;
import dev.signalbox.runner.attempt.Assignment;
import dev.signalbox.runner.attempt.StopOrder;
import dev.signalbox.runner.attempt.Work;
import dev.signalbox.runner.attempt.port.Agent;
import dev.signalbox.runner.output.ContinuedNumbers;
import dev.signalbox.runner.output.OutputCapture;
import dev.signalbox.runner.output.port.Outputs;
import dev.signalbox.runner.worktree.port.CannotIsolate;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Gives an attempt that asks for it a place of its own, has another agent do the work there, and merges it. Attempts that ask for nothing
 * are the other agent's alone. All of it counts as the attempt: its timeout, its stop, its output.
 */
public final class IsolatedAgent implements Agent {
    private final Agent agent;
    private final Parts parts;

    /**
     * What all types of agents share.
     *
     * @param commands runs gates
     * @param gateTimeout how long a gate may take that does not say it
     * @param threads starts a thread whenever there is none free
     */
    public record Parts(
            Workplaces places,
            Agent commands,
            Outputs outputs,
            ContinuedNumbers numbers,
            LivePlaces live,
            Duration gateTimeout,
            ExecutorService threads,
            ScheduledExecutorService timer) {}

    public IsolatedAgent(Agent agent, Parts parts) {
        this.agent = agent;
        this.parts = parts;
    }

    @Override
    public Work begin(Assignment assignment, Consumer<AttemptResult> ended) {
        IsolationOrder order = assignment.start().isolation();
        if (order == null || !order.rule().worksApart()) {
            return agent.begin(assignment, ended);
        }
        IsolatedWork work = new IsolatedWork(assignment, order, ended);
        parts.numbers().begin(assignment.ref());
        parts.threads().execute(work::prepare);
        return work;
    }

    private final class IsolatedWork implements Work, Stopping {
        private final Assignment assignment;
        private final IsolationOrder order;
        private final Consumer<AttemptResult> ended;
        private @Nullable StopOrder stop;
        private @Nullable Work current;
        private Runnable whenStopped = () -> {};

        IsolatedWork(Assignment assignment, IsolationOrder order, Consumer<AttemptResult> ended) {
            this.assignment = assignment;
            this.order = order;
            this.ended = ended;
        }

        @Override
        public void stop(StopOrder given) {
            Work running;
            Runnable action;
            synchronized (this) {
                stop = given;
                running = current;
                action = whenStopped;
            }
            if (running != null) {
                running.stop(given);
            }
            action.run();
        }

        @Override
        public void whenGone(Runnable then) {
            Work last;
            synchronized (this) {
                last = current;
            }
            if (last == null) {
                then.run();
            } else {
                last.whenGone(then);
            }
        }

        @Override
        public synchronized boolean isStopped() {
            return stop != null;
        }

        @Override
        public void whenStopped(Runnable action) {
            boolean late;
            synchronized (this) {
                whenStopped = action;
                late = stop != null;
            }
            if (late) {
                action.run();
            }
        }

        private void worksOn(Work work) {
            StopOrder given;
            synchronized (this) {
                current = work;
                given = stop;
            }
            if (given != null) {
                work.stop(given);
            }
        }

        void prepare() {
            try {
                if (isStopped()) {
                    end(AttemptResult.withoutProcess(AttemptOutcome.CANCELLED, "it was not begun"));
                    return;
                }
                switch (parts.places().prepare(assignment.start(), order)) {
                    case Preparation.Prepared(Workplace place) -> work(place);
                    case Preparation.Resolving(Workplace place, AttemptResult result) -> finish(place, result);
                    case Preparation.Settled(AttemptResult result, var how) -> end(result.integrated(how));
                }
            } catch (CannotIsolate e) {
                end(AttemptResult.withoutProcess(AttemptOutcome.DENIED, String.valueOf(e.getMessage())));
            } catch (IOException | RuntimeException e) {
                end(AttemptResult.withoutProcess(
                        AttemptOutcome.FAILED, "no place of its own could be made for it: " + e.getMessage()));
            }
        }

        private void work(Workplace place) {
            parts.live().enter(assignment.ref(), place);
            worksOn(agent.begin(
                    assignment.in(place.directory()), result -> parts.threads().execute(() -> finish(place, result))));
        }

        private void finish(Workplace place, AttemptResult result) {
            parts.live().leave(assignment.ref());
            Gates gates = new Gates(order.rule().gates(), gate -> run(gate, place.directory()), this::say);
            AttemptResult told;
            try {
                told = place.finish(result, gates, this);
            } catch (IOException | RuntimeException e) {
                told = left(place, result, e);
            }
            end(told);
        }

        /** What it has done stays where it is. */
        private AttemptResult left(Workplace place, AttemptResult result, Exception why) {
            AttemptResult told = result.outcome() == AttemptOutcome.SUCCEEDED
                    ? result.withoutAnswer(
                            AttemptOutcome.FAILED, "its work could not be merged: " + why.getMessage(), null)
                    : result;
            try {
                return place.abandon(told);
            } catch (IOException | RuntimeException e) {
                return told;
            }
        }

        private AttemptResult run(Gate gate, Path directory) {
            if (isStopped()) {
                return AttemptResult.withoutProcess(AttemptOutcome.CANCELLED, "it was not begun");
            }
            say("gate " + gate.name() + ": " + String.join(" ", gate.command()));
            CompletableFuture<AttemptResult> result = new CompletableFuture<>();
            Work work = parts.commands().begin(of(gate, directory), result::complete);
            worksOn(work);
            Duration limit = gate.timeout() == null ? parts.gateTimeout() : gate.timeout();
            StopOrder late = StopOrder.timeout(limit);
            CompletableFuture<StopOrder> timedOut = new CompletableFuture<>();
            Future<?> timeout = parts.timer()
                    .schedule(
                            () -> {
                                timedOut.complete(late);
                                work.stop(late);
                            },
                            limit.toMillis(),
                            TimeUnit.MILLISECONDS);
            try {
                AttemptResult actual = result.get();
                return timedOut.isDone() ? late.over(actual) : actual;
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return AttemptResult.withoutProcess(AttemptOutcome.LOST, "the runner was stopped");
            } catch (ExecutionException e) {
                throw new IllegalStateException("a gate ended without a result", e);
            } finally {
                timeout.cancel(false);
            }
        }

        private Assignment of(Gate gate, Path directory) {
            StartAttempt start = StartAttemptBuilder.builder(assignment.start())
                    .agentType(AgentType.COMMAND)
                    .command(gate.command())
                    .prompt(null)
                    .governor(null)
                    .outputLimit(0)
                    .build();
            return new Assignment(start, assignment.secrets(), assignment.traceparent(), directory);
        }

        private void say(String sentence) {
            byte[] line = ("signalbox: " + sentence + "\n").getBytes(StandardCharsets.UTF_8);
            OutputCapture output = parts.outputs().open(assignment.ref(), 0);
            output.accept(OutputStreamName.STDERR, line, line.length);
            output.close();
        }

        private void end(AttemptResult result) {
            parts.numbers().end(assignment.ref());
            ended.accept(result);
        }
    }
}
