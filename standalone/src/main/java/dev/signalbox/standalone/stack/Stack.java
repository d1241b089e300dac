package dev.signalbox.standalone.stack;

import dev.signalbox.standalone.process.AtExit;
import dev.signalbox.standalone.process.FreePort;
import dev.signalbox.standalone.process.ProcessIdentity;
import dev.signalbox.standalone.process.Program;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * The three servers and the four services, supervised by this process: one that dies is started again. Data stay in the
 * state directory between stacks. Whatever ends, {@link #close()} leaves no process behind; if this process is killed,
 * the next stack in the directory, or {@link StackClient#down}, cleans up.
 *
 * <p>Safe for use by several threads.
 */
public final class Stack implements AutoCloseable {
    private static final Duration START = Duration.ofMinutes(2);
    private static final Duration SERVICE_GRACE = Duration.ofSeconds(30);
    private static final Duration SERVER_GRACE = Duration.ofSeconds(30);
    private static final Duration POLL = Duration.ofMillis(20);

    private final StackSettings settings;
    private final Progress progress;
    private final StackLock lock;
    private final Leftovers leftovers;
    private final StackFile file;
    private final List<Supervisor> servers = new CopyOnWriteArrayList<>();
    private final List<Supervisor> services = new CopyOnWriteArrayList<>();
    private final CountDownLatch closed = new CountDownLatch(1);
    private final StackPrograms programs;
    private final AtExit atExit;

    /** Guards the state and the file. Never held while a process is waited for. */
    private final Object fileLock = new Object();

    private StackRecord.State state = StackRecord.State.STARTING;

    private Stack(StackSettings settings, Progress progress, StackLock lock) {
        this.settings = settings;
        this.progress = progress;
        this.lock = lock;
        this.leftovers = new Leftovers(settings.directory());
        this.file = StackFile.in(settings.directory());
        this.programs = new StackPrograms(settings);
        this.atExit = new AtExit("close-stack", this::close);
    }

    /**
     * Starts the servers, then the services, and returns when all are ready. They end with this Java virtual machine at the latest, unless
     * that is killed.
     *
     * @throws StackException if the directory or the port is taken, or something does not come up; then nothing is left
     *     running
     */
    public static Stack start(StackSettings settings, Progress progress) {
        Stack stack = prepare(settings, progress);
        stack.bringUp();
        return stack;
    }

    private static Stack prepare(StackSettings settings, Progress progress) {
        StackLock lock = StackLock.tryAcquire(settings.directory()).orElseThrow(() -> taken(settings.directory()));
        try {
            return new Stack(settings, progress, lock);
        } catch (RuntimeException failure) {
            lock.close();
            throw failure;
        }
    }

    private void bringUp() {
        try {
            int ended = leftovers.end();
            if (ended > 0) {
                progress.say("Ended %d processes that an earlier stack left behind".formatted(ended));
            }
            requireFree(programs.doorPort());
            begin(servers, programs.servers());
            begin(services, programs.services());
            become(StackRecord.State.READY);
        } catch (RuntimeException failure) {
            close();
            throw failure;
        }
    }

    /** The URL that clients use. */
    public URI door() {
        return URI.create("http://127.0.0.1:" + programs.doorPort());
    }

    /** Kafka as clients want it in {@code bootstrap.servers}. */
    public String kafkaAddress() {
        return programs.kafkaAddress();
    }

    /** Redis as {@code redis://127.0.0.1:PORT}. */
    public String redisUrl() {
        return programs.redisUrl();
    }

    /** PostgreSQL for JDBC, with {@link #postgresUsername()} and {@link #postgresPassword()}. */
    public String postgresUrl() {
        return programs.postgres().jdbcUrl();
    }

    public String postgresUsername() {
        return programs.postgres().username();
    }

    public String postgresPassword() {
        return programs.postgres().password();
    }

    public Path directory() {
        return settings.directory();
    }

    /** All processes, the servers first. */
    public List<ProcessRecord> processes() {
        return supervisors().stream().map(Supervisor::record).toList();
    }

    /** The process of this name, such as {@code kafka} or {@code agent-runner}. */
    public ProcessRecord process(String name) {
        return processes().stream()
                .filter(process -> process.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new StackException("The stack has no process named %s.".formatted(name)));
    }

    /**
     * Starts one more instance of {@code admission-service} or {@code scheduler-service}, supervised as the others are, and returns when it
     * is ready.
     *
     * @return its name, for {@link #process}, {@link #kill} and {@link #endAnother}
     * @throws StackException if the stack has one of that service only, is being closed, or the instance does not come up
     */
    public String startAnother(String service) {
        Program program = programs.another(service, instancesOf(service) + 1);
        begin(services, List.of(program));
        return program.name();
    }

    /** Ends an instance that {@link #startAnother} started, for good, and returns when it is gone; does nothing when there is none. */
    public void endAnother(String name) {
        services.stream()
                .filter(supervisor -> supervisor.record().name().equals(name))
                .findFirst()
                .ifPresent(another -> {
                    another.stop(SERVICE_GRACE);
                    services.remove(another);
                    writeFile();
                });
    }

    /** SIGKILL for the process of this name. It will be started again: {@link #awaitReturn}. */
    public ProcessRecord kill(String name) {
        ProcessRecord victim = process(name);
        victim.handle().ifPresent(ProcessHandle::destroyForcibly);
        return victim;
    }

    /**
     * Waits until a process that died is ready in a new life.
     *
     * @param before what it was before it died
     * @throws StackException if it is not back in time
     */
    public ProcessRecord awaitReturn(ProcessRecord before, Duration patience) {
        long deadline = System.nanoTime() + patience.toNanos();
        while (true) {
            ProcessRecord now = process(before.name());
            if (now.state() == ProcessState.READY && !now.process().equals(before.process())) {
                return now;
            }
            if (System.nanoTime() > deadline || isClosedWithin(POLL)) {
                throw new StackException("%s was not back after %d s: %s %s"
                        .formatted(
                                before.name(), patience.toSeconds(), now.state().word(), now.note()));
            }
        }
    }

    /** Waits until the stack is closed by somebody else. */
    public void awaitClose() throws InterruptedException {
        closed.await();
    }

    /** Ends the services, then the servers, then whatever they may have left; returns when all are gone. */
    @Override
    public synchronized void close() {
        if (closed.getCount() == 0) {
            return;
        }
        become(StackRecord.State.STOPPING);
        end(services, SERVICE_GRACE);
        end(servers, SERVER_GRACE);
        leftovers.end();
        become(StackRecord.State.STOPPED);
        lock.close();
        closed.countDown();
        atExit.close();
    }

    private int instancesOf(String service) {
        return (int) services.stream()
                .filter(supervisor -> supervisor.record().name().startsWith(service))
                .count();
    }

    private void begin(List<Supervisor> group, List<Program> programsOfGroup) {
        synchronized (fileLock) {
            if (state == StackRecord.State.STOPPING) {
                throw stopped();
            }
            for (Program program : programsOfGroup) {
                Path log = settings.directory().resolve("logs").resolve(program.name() + ".log");
                Supervisor supervisor = new Supervisor(
                        program, leftovers.cookie(), log, RestartPolicy.ordinary(), this::writeFile, progress);
                group.add(supervisor);
                supervisor.start();
            }
        }
        group.forEach(this::awaitFirstReady);
    }

    private void awaitFirstReady(Supervisor supervisor) {
        long deadline = System.nanoTime() + START.toNanos();
        while (supervisor.record().state() != ProcessState.READY) {
            supervisor.crashLoop().ifPresent(report -> {
                throw new StackException(report);
            });
            if (isClosedWithin(POLL) || isStopping()) {
                throw stopped();
            }
            if (System.nanoTime() > deadline) {
                throw new StackException("%s was not ready after %d s; it waits for %s. See %s"
                        .formatted(
                                supervisor.record().name(),
                                START.toSeconds(),
                                supervisor.record().note(),
                                supervisor.record().log()));
            }
        }
    }

    private static void end(List<Supervisor> group, Duration grace) {
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            group.forEach(supervisor -> threads.execute(() -> supervisor.stop(grace)));
        }
    }

    private List<Supervisor> supervisors() {
        return Stream.concat(servers.stream(), services.stream()).toList();
    }

    private void become(StackRecord.State next) {
        synchronized (fileLock) {
            state = next;
            writeFile();
        }
    }

    private boolean isStopping() {
        synchronized (fileLock) {
            return state == StackRecord.State.STOPPING;
        }
    }

    private void writeFile() {
        synchronized (fileLock) {
            file.write(new StackRecord(ProcessIdentity.current(), state, door().toString(), processes()));
        }
    }

    private boolean isClosedWithin(Duration time) {
        try {
            return closed.await(time.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            return true;
        }
    }

    private static void requireFree(int port) {
        if (!FreePort.isFree(port)) {
            throw new StackException(
                    "Port %d of 127.0.0.1 is taken by another program. Choose another with --port (0: any free one)."
                            .formatted(port));
        }
    }

    private static StackException stopped() {
        return new StackException("The stack was stopped before it was ready.");
    }

    private static StackException taken(Path directory) {
        String by = StackFile.in(directory)
                .read()
                .filter(stack -> stack.supervisor().isAlive())
                .map(stack -> " by the stack of process %d, whose door is %s"
                        .formatted(stack.supervisor().pid(), stack.door()))
                .orElse(" by another stack");
        return new StackException(
                "The directory %s is taken%s. End that one with `signalbox down`, or choose another directory."
                        .formatted(directory, by));
    }
}
