package dev.signalbox.standalone.stack;

import dev.signalbox.standalone.process.ChildProcess;
import dev.signalbox.standalone.process.Cookie;
import dev.signalbox.standalone.process.LogFile;
import dev.signalbox.standalone.process.Program;
import dev.signalbox.standalone.process.StartException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** Keeps one program running: starts it, and whenever it dies starts it again, until it is told to stop. */
final class Supervisor {
    /** Once started, a program may wait for others as long as it likes: it lives, and says what it waits for. */
    private static final Duration FOR_EVER = Duration.ofDays(365);

    private final Program program;
    private final Cookie cookie;
    private final LogFile log;
    private final RestartPolicy policy;
    private final Runnable changed;
    private final Progress progress;
    private final CountDownLatch stopping = new CountDownLatch(1);
    private final Thread thread;

    private volatile ProcessRecord record;
    private @Nullable ChildProcess child;
    private int deathsInARow;

    /** @param changed told after every change of {@link #record()}, by the supervising thread */
    Supervisor(Program program, Cookie cookie, Path log, RestartPolicy policy, Runnable changed, Progress progress) {
        this.program = program;
        this.cookie = cookie;
        this.log = new LogFile(log);
        this.policy = policy;
        this.changed = changed;
        this.progress = progress;
        this.record = new ProcessRecord(
                program.name(),
                ProcessRecord.NEVER_STARTED,
                Instant.now(),
                program.port(),
                ProcessState.STARTING,
                0,
                "",
                log.toString());
        this.thread = Thread.ofVirtual().name("supervisor-of-" + program.name()).unstarted(this::supervise);
    }

    void start() {
        thread.start();
    }

    ProcessRecord record() {
        return record;
    }

    /** Whether the program crashes again and again; says so with the end of its log. */
    Optional<String> crashLoop() {
        ProcessRecord now = record;
        return now.state() == ProcessState.CRASHING
                ? Optional.of("%s %s%n%s".formatted(now.name(), now.note(), log.lastLines()))
                : Optional.empty();
    }

    /** Ends the program for good and returns when it and all it started are gone. */
    void stop(Duration grace) {
        stopping.countDown();
        current().ifPresent(running -> running.stop(grace));
        try {
            if (thread.getState() != Thread.State.NEW) {
                thread.join();
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
        become(record.with(ProcessState.STOPPED, ""));
    }

    private void supervise() {
        while (!isStopping()) {
            Life life = live();
            if (isStopping()) {
                return;
            }
            deathsInARow = policy.deathsInARow(deathsInARow, life.readyFor());
            Duration delay = policy.delayAfter(deathsInARow);
            mourn(life, delay);
            if (isStoppedWithin(delay)) {
                return;
            }
            record = record.restarted();
        }
    }

    /** @param death how the life ended, as a phrase that follows the name of the program */
    private record Life(String death, Duration readyFor) {}

    private Life live() {
        Instant readySince = Instant.MAX;
        try {
            ChildProcess running = begin();
            if (running == null) {
                return new Life("was stopped", Duration.ZERO);
            }
            become(record.alive(running.identity(), running.startedAt()));
            running.awaitReady(FOR_EVER, this::isWaitingFor);
            readySince = Instant.now();
            become(record.with(ProcessState.READY, ""));
            progress.say("%s is ready on port %d after %s s"
                    .formatted(program.name(), program.port(), seconds(running.startedAt(), readySince)));
            int exitCode = running.process().waitFor();
            return new Life("ended with exit code " + exitCode, Duration.between(readySince, Instant.now()));
        } catch (StartException failure) {
            return new Life(endOf(failure), Duration.ZERO);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            return new Life("was no longer watched", Duration.ZERO);
        } finally {
            // What it started must not live on beside its next life.
            current().ifPresent(ChildProcess::kill);
        }
    }

    private void mourn(Life life, Duration delay) {
        boolean loop = policy.isCrashLoop(deathsInARow);
        String note = loop
                ? "crashes again and again: %d times in a row, the last time it %s; next try in %s s"
                        .formatted(deathsInARow, life.death(), seconds(delay))
                : "%s; next try in %s s".formatted(life.death(), seconds(delay));
        become(record.with(loop ? ProcessState.CRASHING : ProcessState.RESTARTING, note));
        progress.say("%s %s".formatted(program.name(), note));
        if (deathsInARow == policy.crashLoop()) {
            progress.say(log.lastLines());
        }
    }

    private synchronized @Nullable ChildProcess begin() {
        child = null;
        if (!isStopping()) {
            child = ChildProcess.start(program, launch -> launch.with(cookie.name(), cookie.value()), log.path());
        }
        return child;
    }

    private synchronized Optional<ChildProcess> current() {
        return Optional.ofNullable(child);
    }

    private void isWaitingFor(String what) {
        if (!record.note().equals(what)) {
            become(record.with(ProcessState.STARTING, what));
        }
    }

    private void become(ProcessRecord next) {
        record = next;
        changed.run();
    }

    private boolean isStopping() {
        return stopping.getCount() == 0;
    }

    private boolean isStoppedWithin(Duration delay) {
        try {
            return stopping.await(delay.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            return true;
        }
    }

    /** The first line says what happened; the end of the log that follows is told once, of a crash loop. */
    private String endOf(StartException failure) {
        String sentence =
                String.valueOf(failure.getMessage()).lines().findFirst().orElse("did not start");
        return sentence.startsWith(program.name() + " ")
                ? sentence.substring(program.name().length() + 1)
                : "did not start: " + sentence;
    }

    private static String seconds(Instant from, Instant to) {
        return seconds(Duration.between(from, to));
    }

    private static String seconds(Duration duration) {
        return "%.1f".formatted(duration.toMillis() / 1000.0);
    }
}
