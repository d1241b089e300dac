package dev.signalbox.runner.process.adapter;

import dev.signalbox.contracts.attempt.AttemptOutcome;
import dev.signalbox.contracts.attempt.AttemptResult;
import dev.signalbox.contracts.attempt.StartAttempt;
import dev.signalbox.runner.attempt.Assignment;
import dev.signalbox.runner.attempt.Work;
import dev.signalbox.runner.attempt.port.Agent;
import dev.signalbox.runner.output.port.Outputs;
import dev.signalbox.runner.process.ChildEnvironment;
import dev.signalbox.runner.process.Marker;
import dev.signalbox.runner.process.Workspaces;
import dev.signalbox.runner.process.port.ProcessTable;
import dev.signalbox.runner.process.port.Spawned;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Runs argument lists as processes, each in a session and process group of its own, in the workspace's directory, with nothing to read
 * from. A step's prompt is in a private file, named by {@code SIGNALBOX_PROMPT_FILE}, which is deleted when the attempt has ended; it
 * is never part of the argument list. An attempt has ended when its main process has and nobody it started is left.
 *
 * <p>Two threads read the streams of a process. They are platform threads, because a read from a pipe holds the carrier of a virtual
 * thread: two hundred silent processes would stop every virtual thread of the JVM.
 */
public final class CommandAgent implements Agent {
    private static final List<Path> SETSID_PLACES = List.of(Path.of("/usr/bin/setsid"), Path.of("/bin/setsid"));
    private static final String PRIVATE = "rw-------";

    private final CommandSettings settings;
    private final Workspaces workspaces;
    private final Outputs outputs;
    private final ProcessTable processes;
    private final Spawned journal;
    private final ExecutorService spawners;
    private final ExecutorService threads;
    private final Consumer<Duration> spawnTime;
    private final Clock clock;
    private final Optional<Path> setsid =
            SETSID_PLACES.stream().filter(Files::isExecutable).findFirst();

    /**
     * @param spawners a few threads that start processes: more would only get into each other's way
     * @param threads starts a thread whenever there is none free
     * @param spawnTime told how long each start of a process took
     */
    public CommandAgent(
            CommandSettings settings,
            Workspaces workspaces,
            Outputs outputs,
            ProcessTable processes,
            Spawned journal,
            ExecutorService spawners,
            ExecutorService threads,
            Consumer<Duration> spawnTime,
            Clock clock) {
        this.settings = settings;
        this.workspaces = workspaces;
        this.outputs = outputs;
        this.processes = processes;
        this.journal = journal;
        this.spawners = spawners;
        this.threads = threads;
        this.spawnTime = spawnTime;
        this.clock = clock;
    }

    @Override
    public Work begin(Assignment assignment, Consumer<AttemptResult> ended) {
        CommandWork work = new CommandWork(
                processes,
                settings.pipes(),
                outputs.open(assignment.ref(), assignment.start().outputLimit()),
                threads,
                settings.stopGrace());
        spawners.execute(() -> start(assignment, work).thenAccept(ended));
        return work;
    }

    private CompletableFuture<AttemptResult> start(Assignment assignment, CommandWork work) {
        StartAttempt start = assignment.start();
        List<String> refused = ChildEnvironment.refused(start.environment());
        if (!refused.isEmpty()) {
            return CompletableFuture.completedFuture(AttemptResult.withoutProcess(
                    AttemptOutcome.DENIED, "a step may not set these variables: " + String.join(", ", refused)));
        }
        Optional<Path> prompt = Optional.empty();
        try {
            prompt = promptFile(start.prompt());
            ProcessBuilder builder = builder(assignment, prompt);
            Optional<Path> written = prompt;
            return work.start(
                            (stdout, stderr) ->
                                    spawn(builder.redirectOutput(stdout).redirectError(stderr)),
                            Marker.of(settings.node(), assignment.ref()),
                            (process, startedAt) -> journal.spawned(assignment.ref(), process.pid(), startedAt))
                    .exceptionally(CommandAgent::couldNotBeRun)
                    .whenComplete((result, failure) -> written.ifPresent(CommandAgent::delete));
        } catch (IOException | RuntimeException e) {
            prompt.ifPresent(CommandAgent::delete);
            return CompletableFuture.completedFuture(
                    AttemptResult.withoutProcess(AttemptOutcome.FAILED, "could not be started: " + e.getMessage()));
        }
    }

    private static AttemptResult couldNotBeRun(Throwable failure) {
        return AttemptResult.withoutProcess(AttemptOutcome.FAILED, "could not be run: " + failure);
    }

    private ProcessBuilder builder(Assignment assignment, Optional<Path> prompt) throws IOException {
        StartAttempt start = assignment.start();
        Path directory = workspaces.directory(assignment.ref().workspace());
        if (start.command().isEmpty()) {
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
        environment.putAll(settings.callback().variables(start, clock.instant()));
        environment.put(Marker.VARIABLE, Marker.value(settings.node(), assignment.ref()));
        prompt.ifPresent(file -> environment.put("SIGNALBOX_PROMPT_FILE", file.toString()));
        if (assignment.traceparent() != null) {
            environment.put("TRACEPARENT", assignment.traceparent());
        }
        requireProgram(start.command().getFirst(), directory, environment.getOrDefault("PATH", ""));
        List<String> command = new ArrayList<>();
        setsid.ifPresent(program -> command.addAll(List.of(program.toString(), "--")));
        command.addAll(start.command());
        return builder.command(command).directory(directory.toFile()).redirectInput(new File("/dev/null"));
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

    private Optional<Path> promptFile(@Nullable String prompt) throws IOException {
        if (prompt == null) {
            return Optional.empty();
        }
        Path file = settings.prompts().resolve(UUID.randomUUID() + ".txt");
        Files.createFile(file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(PRIVATE)));
        return Optional.of(Files.writeString(file, prompt));
    }

    private static void delete(Path prompt) {
        if (!prompt.toFile().delete()) {
            prompt.toFile().deleteOnExit();
        }
    }
}
