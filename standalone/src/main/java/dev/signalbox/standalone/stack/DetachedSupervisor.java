package dev.signalbox.standalone.stack;

import dev.signalbox.standalone.process.AtExit;
import dev.signalbox.standalone.process.JavaRuntime;
import dev.signalbox.standalone.process.ProcessIdentity;
import dev.signalbox.standalone.process.ProcessTree;
import dev.signalbox.standalone.process.StopSignal;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** Starts {@link StackMain} in a session of its own, so that it outlives the terminal. */
record DetachedSupervisor(StackSettings settings) {
    private static final Duration POLL = Duration.ofMillis(50);
    private static final Duration GRACE = Duration.ofSeconds(90);
    private static final List<String> LEAN =
            List.of("-Xmx64m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "-Dslf4j.internal.verbosity=ERROR");

    /** Returns when the stack is ready. Whoever gives up meanwhile (Ctrl-C) leaves nothing running. */
    StackRecord start(Progress progress) {
        Path log = settings.directory().resolve("logs/supervisor.log");
        try (LogTail tail = LogTail.fromNowOn(log)) {
            return awaitReady(launch(log), tail, progress);
        } catch (IOException failure) {
            throw new StackException("The supervisor cannot be started: " + failure.getMessage(), failure);
        }
    }

    private StackRecord awaitReady(Process supervisor, LogTail tail, Progress progress) throws IOException {
        try (AtExit _ = new AtExit("end-supervisor", () -> end(supervisor))) {
            return watch(supervisor, tail, progress);
        }
    }

    private StackRecord watch(Process supervisor, LogTail tail, Progress progress) throws IOException {
        try {
            String lastWords = "";
            while (true) {
                boolean ended = supervisor.waitFor(POLL.toMillis(), TimeUnit.MILLISECONDS);
                List<String> lines = tail.newLines();
                lastWords = lines.isEmpty() ? lastWords : String.join(System.lineSeparator(), lines);
                if (ended) {
                    throw new StackException(
                            lastWords.isEmpty()
                                    ? "The supervisor ended with exit code %d.".formatted(supervisor.exitValue())
                                    : lastWords);
                }
                lines.forEach(progress::say);
                Optional<StackRecord> ready = recordOf(supervisor);
                if (ready.isPresent()) {
                    return ready.get();
                }
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            end(supervisor);
            throw new StackException("Interrupted while the stack came up.", interrupted);
        }
    }

    private Optional<StackRecord> recordOf(Process supervisor) {
        return StackFile.in(settings.directory())
                .read()
                .filter(stack -> stack.supervisor().pid() == supervisor.pid())
                .filter(stack -> stack.state() == StackRecord.State.READY);
    }

    private Process launch(Path log) throws IOException {
        List<String> command = new ArrayList<>(List.of("setsid"));
        command.addAll(JavaRuntime.command());
        command.addAll(LEAN);
        command.add("-Dsignalbox.home=" + settings.home());
        command.add("-cp");
        command.add(System.getProperty("java.class.path"));
        command.add(StackMain.class.getName());
        command.addAll(StackArguments.write(settings));
        ProcessBuilder builder = new ProcessBuilder(command)
                .redirectInput(Path.of("/dev/null").toFile())
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()));
        builder.environment().remove(Leftovers.COOKIE);
        return builder.start();
    }

    private static void end(Process supervisor) {
        ProcessIdentity.of(supervisor.pid())
                .ifPresent(process -> ProcessTree.of(process).end(StopSignal.TERMINATE, GRACE));
    }
}
