package dev.signalbox.runner.process.adapter;

import dev.signalbox.contracts.attempt.AttemptOutcome;
import dev.signalbox.contracts.attempt.AttemptResult;
import dev.signalbox.contracts.attempt.OutputStreamName;
import dev.signalbox.runner.attempt.StopOrder;
import dev.signalbox.runner.attempt.Work;
import dev.signalbox.runner.process.Breach;
import dev.signalbox.runner.process.CauseOfEnd;
import dev.signalbox.runner.process.Confinement;
import dev.signalbox.runner.process.ExitStatus;
import dev.signalbox.runner.process.OutputReader;
import dev.signalbox.runner.process.Patrol;
import dev.signalbox.runner.process.ProcessEntry;
import dev.signalbox.runner.process.ProcessTree;
import dev.signalbox.runner.process.port.ProcessTable;
import java.io.File;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.ObjLongConsumer;
import org.jspecify.annotations.Nullable;

/** Looks after one process from its start until nobody of its tree is left. */
final class ProcessWork implements Work {
    private static final Duration LINGER = Duration.ofMillis(500);
    private static final Duration KILL_PATIENCE = Duration.ofSeconds(10);

    private final ProcessTable processes;
    private final Patrol patrol;
    private final OutputReader output;
    private final ExecutorService threads;
    private final Duration grace;
    private final CountDownLatch hurry = new CountDownLatch(1);

    private @Nullable StopOrder order;
    private @Nullable ProcessTree tree;
    private @Nullable Future<List<ProcessEntry>> stopping;
    private @Nullable Breach breach;

    /** Starts the process, with its streams going into these files. */
    @FunctionalInterface
    interface Launch {
        Process start(File stdout, File stderr) throws IOException;
    }

    /**
     * What is known of a process that has been started.
     *
     * @param process its main process
     * @param tree everybody it started
     * @param confinement what holds them
     * @param killsBefore how many processes of the machine the kernel had killed for want of memory before
     */
    private record Started(Process process, ProcessTree tree, Confinement confinement, long killsBefore) {}

    /**
     * @param patrol looks at what it uses
     * @param output makes the reader of its output, given how to stop it
     */
    ProcessWork(
            ProcessTable processes,
            Patrol patrol,
            Function<Consumer<StopOrder>, OutputReader> output,
            ExecutorService threads,
            Duration grace) {
        this.processes = processes;
        this.patrol = patrol;
        this.output = output.apply(this::stop);
        this.threads = threads;
        this.grace = grace;
    }

    @Override
    public synchronized void stop(StopOrder given) {
        order = given;
        if (given.urgency() == StopOrder.Urgency.AT_ONCE) {
            hurry.countDown();
        }
        beginToStop();
    }

    /**
     * Starts it and returns; the future completes when its whole tree has ended.
     *
     * @param confinement what holds its processes; ended with them
     * @param spawned told the process and when it was started, in units of the kernel
     */
    CompletableFuture<AttemptResult> start(
            Launch launch, String marker, Confinement confinement, ObjLongConsumer<Process> spawned)
            throws IOException {
        if (isStopped()) {
            confinement.end();
            return CompletableFuture.completedFuture(
                    AttemptResult.withoutProcess(AttemptOutcome.CANCELLED, "it was not begun"));
        }
        long killsBefore = processes.outOfMemoryKills();
        OutputPipe stdout = OutputPipe.open();
        OutputPipe stderr = openBeside(stdout);
        Process process = launched(launch, stdout, stderr);
        long start = processes.startOf(process.pid()).orElse(0);
        spawned.accept(process, start);
        ProcessTree tree = new ProcessTree(processes, process.pid(), start, marker, confinement.group());
        Started started = new Started(process, tree, confinement, killsBefore);
        if (confinement.warning() != null) {
            output.remark("[" + confinement.warning() + "]");
        }
        Drain out = new Drain(stdout, OutputStreamName.STDOUT, output, threads);
        Drain err = new Drain(stderr, OutputStreamName.STDERR, output, threads);
        Runnable look = () -> look(started);
        isRunning(tree);
        if (!confinement.watch().isIdle()) {
            patrol.visit(look);
        }
        return process.onExit()
                .thenApplyAsync(ended -> end(started, out, err), threads)
                .whenComplete((result, failure) -> {
                    patrol.leave(look);
                    confinement.end();
                });
    }

    private static OutputPipe openBeside(OutputPipe other) throws IOException {
        try {
            return OutputPipe.open();
        } catch (IOException e) {
            other.close();
            throw e;
        }
    }

    private static Process launched(Launch launch, OutputPipe stdout, OutputPipe stderr) throws IOException {
        try {
            Process process = launch.start(stdout.file(), stderr.file());
            stdout.isHeld();
            stderr.isHeld();
            return process;
        } catch (IOException | RuntimeException e) {
            stdout.close();
            stderr.close();
            throw e;
        }
    }

    private AttemptResult end(Started started, Drain out, Drain err) {
        try {
            String remark = cleanUp(started.tree());
            out.finish();
            err.finish();
            AttemptResult result = output.end(new ExitStatus(started.process().exitValue()), remark);
            return causeOfEnd(started, result).explain(result);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CompletionException(e);
        } catch (IOException e) {
            throw new CompletionException(e);
        }
    }

    private synchronized CauseOfEnd causeOfEnd(Started started, AttemptResult result) {
        return new CauseOfEnd(
                started.confinement().limits(),
                breach,
                started.confinement().record(),
                order != null,
                result.signal() == null ? 0 : processes.outOfMemoryKills() - started.killsBefore());
    }

    private void look(Started started) {
        started.confinement().watch().breach(started.tree().use()).ifPresent(this::breached);
    }

    /** It is killed at once: the grace would be time to use still more. */
    private synchronized void breached(Breach found) {
        if (breach == null) {
            breach = found;
            hurry.countDown();
            beginToStop();
        }
    }

    private synchronized void isRunning(ProcessTree started) {
        tree = started;
        beginToStop();
    }

    private void beginToStop() {
        ProcessTree running = tree;
        if (running != null && (order != null || breach != null) && stopping == null) {
            stopping = threads.submit(() -> stop(running));
        }
    }

    private List<ProcessEntry> stop(ProcessTree running) throws InterruptedException {
        if (hurry.getCount() > 0) {
            running.terminate();
            running.endsWithin(grace, hurry);
        }
        return running.kill(KILL_PATIENCE);
    }

    /** Makes sure that nobody is left after the main process has ended; says so when somebody was. */
    private @Nullable String cleanUp(ProcessTree started) throws InterruptedException {
        Future<List<ProcessEntry>> stop = stopUnderWay();
        if (stop != null) {
            return remarkOn(stop);
        }
        if (started.endsWithin(LINGER, hurry)) {
            return null;
        }
        int leftBehind = started.alive().size();
        return joined(
                leftBehind + " of its processes had to be killed after it had ended", started.kill(KILL_PATIENCE));
    }

    private synchronized @Nullable Future<List<ProcessEntry>> stopUnderWay() {
        return stopping;
    }

    private static @Nullable String remarkOn(Future<List<ProcessEntry>> stop) throws InterruptedException {
        try {
            List<ProcessEntry> left = stop.get();
            return left.isEmpty() ? null : joined("", left);
        } catch (ExecutionException e) {
            throw new IllegalStateException("could not be stopped", e);
        }
    }

    private static String joined(String remark, List<ProcessEntry> left) {
        String separator = remark.isEmpty() ? "" : "; ";
        return left.isEmpty() ? remark : remark + separator + "could not kill " + left;
    }

    private synchronized boolean isStopped() {
        return order != null;
    }
}
