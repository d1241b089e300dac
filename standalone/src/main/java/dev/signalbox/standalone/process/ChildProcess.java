package dev.signalbox.standalone.process;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;

/**
 * One life of a program: a child process in a session of its own, with standard input closed and both output streams
 * appended to its log.
 */
public final class ChildProcess {
    /** A process that is gone is still called alive until its parent has taken note of it. */
    private static final Duration UNTIL_REAPED = Duration.ofSeconds(5);

    private static final Duration POLL = Duration.ofMillis(50);

    private final Program program;
    private final Process process;
    private final ProcessIdentity identity;
    private final Instant startedAt;
    private final LogFile log;

    private ChildProcess(Program program, Process process, LogFile log) {
        this.program = program;
        this.process = process;
        this.log = log;
        this.startedAt = Instant.now();
        this.identity = ProcessIdentity.of(process.pid()).orElse(new ProcessIdentity(process.pid(), 0));
    }

    /**
     * Prepares the program and starts it; does not wait until it is ready.
     *
     * @throws StartException if it cannot be prepared or started
     */
    public static ChildProcess start(Program program, Path log) {
        return start(program, UnaryOperator.identity(), log);
    }

    /** The same with a change to the program's own launch, for instance one more environment variable. */
    public static ChildProcess start(Program program, UnaryOperator<Launch> change, Path log) {
        LogFile logFile = new LogFile(log);
        try {
            program.prepare();
            Launch launch = change.apply(program.launch()).inItsOwnSession();
            ProcessBuilder builder = new ProcessBuilder(launch.command())
                    .directory(Files.createDirectories(launch.directory()).toFile())
                    .redirectInput(Path.of("/dev/null").toFile())
                    .redirectErrorStream(true)
                    .redirectOutput(logFile.openForAppending());
            builder.environment().putAll(launch.environment());
            return new ChildProcess(program, builder.start(), logFile);
        } catch (IOException failure) {
            throw new StartException(
                    "%s cannot be started: %s".formatted(program.name(), failure.getMessage()), failure);
        }
    }

    /**
     * Waits until the program is ready.
     *
     * @throws StartException if the process ends first or the time is over; says what it waited for, and the last lines
     *     of its log
     */
    public void awaitReady(Duration patience) {
        awaitReady(patience, _ -> {});
    }

    /** The same; whoever is interested hears at every look what it still waits for. */
    public void awaitReady(Duration patience, Consumer<String> interested) {
        long deadline = System.nanoTime() + patience.toNanos();
        while (program.readiness() instanceof Readiness.WaitsFor(String what)) {
            interested.accept(what);
            if (hasEndedWithin(POLL)) {
                throw new StartException("%s ended with exit code %d before it was ready.%n%s"
                        .formatted(program.name(), process.exitValue(), log.lastLines()));
            }
            if (System.nanoTime() > deadline) {
                throw new StartException("%s was not ready after %d s: it still waits for %s.%n%s"
                        .formatted(program.name(), patience.toSeconds(), what, log.lastLines()));
            }
        }
    }

    /** Asks the process to end, gives it the grace, then kills what is left of it and of all it started. */
    public void stop(Duration grace) {
        ProcessTree.of(identity).end(program.stopSignal(), grace);
        hasEndedWithin(UNTIL_REAPED);
    }

    /** SIGKILL for the process and all it started; returns when they are gone. */
    public void kill() {
        ProcessTree.of(identity).kill();
        hasEndedWithin(UNTIL_REAPED);
    }

    public Process process() {
        return process;
    }

    public ProcessIdentity identity() {
        return identity;
    }

    public Instant startedAt() {
        return startedAt;
    }

    public LogFile log() {
        return log;
    }

    private boolean hasEndedWithin(Duration time) {
        try {
            return process.waitFor(time.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new StartException("Interrupted while waiting for %s.".formatted(program.name()), interrupted);
        }
    }
}
