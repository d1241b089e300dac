package dev.signalbox.standalone.stack;

import dev.signalbox.standalone.process.ProcessIdentity;
import dev.signalbox.standalone.process.ProcessTree;
import dev.signalbox.standalone.process.StopSignal;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * The stack of one state directory, seen from any process.
 *
 * <p>Every method throws {@link StackException} with a sentence for the person at the terminal.
 */
public record StackClient(Path directory) {
    private static final Duration UNTIL_THE_SUPERVISOR_ENDED = Duration.ofSeconds(90);

    public StackClient {
        directory = directory.toAbsolutePath().normalize();
    }

    /** What {@link #down()} found and ended. */
    public enum Down {
        /** A running stack ended in good order. */
        STOPPED,
        /** There was no supervisor, or it had to be killed; what it left behind was ended. */
        CLEANED_UP,
        /** Nothing ran. */
        NOT_RUNNING
    }

    /**
     * Runs the stack in this process until Ctrl-C, TERM or {@link #down()} from elsewhere. Returns when it has ended.
     */
    public static void up(StackSettings settings, Progress progress) {
        ForegroundStack.run(settings, progress);
    }

    /**
     * Runs the stack under a supervisor process of its own, which lives on when this one ends. Returns when all is ready.
     */
    public static StackRecord upDetached(StackSettings settings, Progress progress) {
        return new DetachedSupervisor(settings).start(progress);
    }

    /** Ends the stack and all that belongs to it; returns when nothing is left. Data and logs stay. */
    public Down down() {
        boolean ended = record().map(StackRecord::supervisor)
                .filter(ProcessIdentity::isAlive)
                .filter(supervisor ->
                        supervisor.pid() != ProcessHandle.current().pid())
                .map(this::end)
                .orElse(false);
        try (StackLock _ = StackLock.tryAcquire(directory)
                .orElseThrow(() -> new StackException(
                        "The directory %s is taken by a stack that does not end.".formatted(directory)))) {
            int leftBehind = new Leftovers(directory).end();
            record().ifPresent(this::writeStopped);
            if (leftBehind > 0) {
                return Down.CLEANED_UP;
            }
            return ended ? Down.STOPPED : Down.NOT_RUNNING;
        }
    }

    /** The processes, the servers first, each with what is true now; empty if no stack was started here. */
    public List<ProcessRecord> processes() {
        return record().map(stack -> stack.processes().stream()
                        .map(process -> asItIs(process, stack.supervisor().isAlive()))
                        .toList())
                .orElse(List.of());
    }

    /** The URL of the door, if a stack runs here, ready or not. */
    public Optional<URI> door() {
        return record().filter(stack -> stack.supervisor().isAlive())
                .filter(stack ->
                        stack.state() == StackRecord.State.READY || stack.state() == StackRecord.State.STARTING)
                .map(stack -> URI.create(stack.door()));
    }

    /** What stack.json says; its supervisor may have died since. */
    public Optional<StackRecord> record() {
        return StackFile.in(directory).read();
    }

    private boolean end(ProcessIdentity supervisor) {
        return ProcessTree.of(supervisor).end(StopSignal.TERMINATE, UNTIL_THE_SUPERVISOR_ENDED);
    }

    private void writeStopped(StackRecord stack) {
        StackFile.in(directory)
                .write(new StackRecord(
                        stack.supervisor(),
                        StackRecord.State.STOPPED,
                        stack.door(),
                        stack.processes().stream()
                                .map(process -> process.with(ProcessState.STOPPED, ""))
                                .toList()));
    }

    private static ProcessRecord asItIs(ProcessRecord written, boolean supervised) {
        if (supervised) {
            return written;
        }
        return written.process().isAlive()
                ? written.with(ProcessState.LEFT_OVER, "its supervisor is gone; `signalbox down` ends it")
                : written.with(ProcessState.STOPPED, "");
    }
}
