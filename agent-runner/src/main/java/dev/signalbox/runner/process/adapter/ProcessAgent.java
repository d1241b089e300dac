package dev.signalbox.runner.process.adapter;

import dev.signalbox.contracts.attempt.AttemptOutcome;
import dev.signalbox.contracts.attempt.AttemptResult;
import dev.signalbox.contracts.attempt.StartAttempt;
import dev.signalbox.runner.attempt.Assignment;
import dev.signalbox.runner.attempt.StopOrder;
import dev.signalbox.runner.attempt.Work;
import dev.signalbox.runner.attempt.port.Agent;
import dev.signalbox.runner.governor.GovernedOutput;
import dev.signalbox.runner.governor.Governors;
import dev.signalbox.runner.governor.Watch;
import dev.signalbox.runner.process.ChildEnvironment;
import dev.signalbox.runner.process.Confinement;
import dev.signalbox.runner.process.Confines;
import dev.signalbox.runner.process.Marker;
import dev.signalbox.runner.process.OutputReader;
import dev.signalbox.runner.process.Refusal;
import dev.signalbox.runner.process.Workspaces;
import dev.signalbox.runner.process.port.ProcessTable;
import dev.signalbox.runner.process.port.Spawned;
import dev.signalbox.runner.secret.RedactedReader;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.function.Consumer;

/**
 * Runs a program as processes, each in a session and process group of its own, in the workspace's directory. A step's prompt is in a private file, named by {@code SIGNALBOX_PROMPT_FILE}, which is deleted when the attempt has ended; it
 * is never part of the argument list. Where there are control groups it enters one of its own. An attempt has ended when its main process has and nobody it started is left.
 *
 * <p>Two threads read the streams of a process. They are platform threads, because a read from a pipe holds the carrier of a virtual
 * thread: two hundred silent processes would stop every virtual thread of the JVM.
 */
public final class ProcessAgent implements Agent {
    private static final List<Path> SETSID_PLACES = List.of(Path.of("/usr/bin/setsid"), Path.of("/bin/setsid"));
    private static final File NOTHING = new File("/dev/null");

    private final ProcessSettings settings;
    private final Workspaces workspaces;
    private final Program program;
    private final ProcessTable processes;
    private final Confines confines;
    private final Spawned journal;
    private final ExecutorService spawners;
    private final ExecutorService threads;
    private final Consumer<Duration> spawnTime;
    private final Governors governors;
    private final Optional<Path> setsid =
            SETSID_PLACES.stream().filter(Files::isExecutable).findFirst();

    /**
     * @param confines what holds the processes to their limits
     * @param spawners a few threads that start processes: more would only get into each other's way
     * @param threads starts a thread whenever there is none free
     * @param spawnTime told how long each start of a process took
     * @param governors watch the attempts that are to be watched
     */
    public ProcessAgent(
            ProcessSettings settings,
            Workspaces workspaces,
            Program program,
            ProcessTable processes,
            Confines confines,
            Spawned journal,
            ExecutorService spawners,
            ExecutorService threads,
            Consumer<Duration> spawnTime,
            Governors governors) {
        this.settings = settings;
        this.workspaces = workspaces;
        this.program = program;
        this.processes = processes;
        this.confines = confines;
        this.journal = journal;
        this.spawners = spawners;
        this.threads = threads;
        this.spawnTime = spawnTime;
        this.governors = governors;
    }

    @Override
    public Work begin(Assignment assignment, Consumer<AttemptResult> ended) {
        Watch watch = governors.watch(assignment, program.sight());
        ProcessWork work = new ProcessWork(
                processes,
                confines.patrol(),
                stop -> RedactedReader.of(
                        reader(assignment, stop, watch), assignment.secrets().redactor()),
                threads,
                settings.stopGrace());
        watch.begins();
        spawners.execute(
                () -> start(assignment, work).thenAccept(result -> ended.accept(governors.ended(watch, result))));
        return work;
    }

    private OutputReader reader(Assignment assignment, Consumer<StopOrder> stop, Watch watch) {
        OutputReader reader = program.reader(assignment, stop, watch::hear);
        watch.acts(stop, reader::remark);
        return new GovernedOutput(reader, watch);
    }

    private CompletableFuture<AttemptResult> start(Assignment assignment, ProcessWork work) {
        StartAttempt start = assignment.start();
        List<String> refused = ChildEnvironment.refused(start.environment());
        if (!refused.isEmpty()) {
            return CompletableFuture.completedFuture(AttemptResult.withoutProcess(
                    AttemptOutcome.DENIED, "a step may not set these variables: " + String.join(", ", refused)));
        }
        PrivateFiles files = new PrivateFiles(settings.prompts());
        try {
            return run(assignment, files, work, confines.open(assignment.ref(), start.resources()))
                    .exceptionally(ProcessAgent::couldNotBeRun)
                    .whenComplete((result, failure) -> files.close());
        } catch (Refusal e) {
            files.close();
            return CompletableFuture.completedFuture(
                    AttemptResult.withoutProcess(AttemptOutcome.DENIED, e.getMessage()));
        } catch (IOException | RuntimeException e) {
            files.close();
            return CompletableFuture.completedFuture(
                    AttemptResult.withoutProcess(AttemptOutcome.FAILED, "could not be started: " + e.getMessage()));
        }
    }

    private Path directory(Assignment assignment) throws IOException {
        Path own = assignment.directory();
        return own == null ? workspaces.directory(assignment.ref().workspace()) : own;
    }

    private CompletableFuture<AttemptResult> run(
            Assignment assignment, PrivateFiles files, ProcessWork work, Confinement confinement)
            throws IOException, Refusal {
        try {
            ProcessBuilder builder = builder(assignment, files, confinement);
            return work.start(
                    (stdout, stderr) -> spawn(builder.redirectOutput(stdout).redirectError(stderr)),
                    Marker.of(settings.node(), assignment.ref()),
                    confinement,
                    (process, startedAt) -> journal.spawned(assignment.ref(), process.pid(), startedAt));
        } catch (IOException | Refusal | RuntimeException e) {
            confinement.end();
            throw e;
        }
    }

    private static AttemptResult couldNotBeRun(Throwable failure) {
        return AttemptResult.withoutProcess(AttemptOutcome.FAILED, "could not be run: " + failure);
    }

    private ProcessBuilder builder(Assignment assignment, PrivateFiles files, Confinement confinement)
            throws IOException, Refusal {
        StartAttempt start = assignment.start();
        Path directory = directory(assignment);
        Path prompt = start.prompt() == null ? null : files.write(start.prompt());
        Program.Call call = program.call(start, files, prompt);
        if (call.command().isEmpty()) {
            throw new IOException("neither the step nor its agent has a command");
        }
        ProcessBuilder builder = new ProcessBuilder();
        Map<String, String> environment = builder.environment();
        environment.clear();
        environment.putAll(ChildEnvironment.inherited(settings.ownEnvironment()));
        environment.putAll(start.environment());
        environment.put("SIGNALBOX_RUN", assignment.ref().run().value());
        environment.put("SIGNALBOX_STEP", assignment.ref().step().value());
        environment.put("SIGNALBOX_ATTEMPT", Integer.toString(assignment.ref().attempt()));
        environment.put("SIGNALBOX_EPOCH", Long.toString(assignment.ref().epoch()));
        environment.put("SIGNALBOX_WORKSPACE", assignment.ref().workspace().value());
        environment.put("SIGNALBOX_AGENT", start.agent().value());
        environment.putAll(assignment.secrets().variables());
        environment.put(Marker.VARIABLE, Marker.value(settings.node(), assignment.ref()));
        if (prompt != null) {
            environment.put("SIGNALBOX_PROMPT_FILE", prompt.toString());
        }
        if (assignment.traceparent() != null) {
            environment.put("TRACEPARENT", assignment.traceparent());
        }
        requireProgram(call.command().getFirst(), directory, environment.getOrDefault("PATH", ""));
        List<String> command = new ArrayList<>();
        setsid.ifPresent(program -> command.addAll(List.of(program.toString(), "--")));
        command.addAll(confinement.around(call.command()));
        return builder.command(command)
                .directory(directory.toFile())
                .redirectInput(call.input() == null ? NOTHING : call.input().toFile());
    }

    /** Says what is missing in better words than a program that fails to start another. */
    private static void requireProgram(String program, Path directory, String path) throws IOException {
        if (program.isEmpty() || program.indexOf('\0') >= 0) {
            throw new IOException("the command begins with an unusable name");
        }
        if (program.contains("/")) {
            if (!Files.isExecutable(directory.resolve(program)) || Files.isDirectory(directory.resolve(program))) {
                throw new IOException(program + " is not a program that can be run");
            }
            return;
        }
        for (String place : path.split(File.pathSeparator)) {
            Path candidate = directory.resolve(place).resolve(program);
            if (Files.isExecutable(candidate) && !Files.isDirectory(candidate)) {
                return;
            }
        }
        throw new IOException(program + " is not found on the PATH");
    }

    private Process spawn(ProcessBuilder builder) throws IOException {
        long before = System.nanoTime();
        Process process = builder.start();
        spawnTime.accept(Duration.ofNanos(System.nanoTime() - before));
        return process;
    }
}
