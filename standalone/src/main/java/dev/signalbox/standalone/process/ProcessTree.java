package dev.signalbox.standalone.process;

import java.io.IOException;
import java.time.Duration;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.concurrent.TimeUnit;

/** A process and everything it started, ended so that nobody is left. */
public final class ProcessTree {
    private static final Duration POLL = Duration.ofMillis(10);
    private static final Duration UNTIL_A_KILLED_PROCESS_IS_GONE = Duration.ofSeconds(10);

    private final Set<ProcessIdentity> members = new LinkedHashSet<>();

    private ProcessTree(Collection<ProcessIdentity> roots) {
        members.addAll(roots);
    }

    /** The trees below all these processes. */
    public static ProcessTree of(Collection<ProcessIdentity> roots) {
        return new ProcessTree(roots);
    }

    /** The tree below one process. */
    public static ProcessTree of(ProcessIdentity root) {
        return new ProcessTree(Set.of(root));
    }

    /**
     * Asks the roots to end, waits for the grace, then kills whatever of the trees is left. Returns when all are gone.
     *
     * @return whether every process ended by itself within the grace
     */
    public boolean end(StopSignal signal, Duration grace) {
        Set<ProcessIdentity> roots = Set.copyOf(members);
        includeDescendants();
        roots.forEach(root -> send(signal, root));
        boolean endedByThemselves = awaitEnd(grace);
        kill();
        return endedByThemselves;
    }

    /** Kills every process of the trees at once (SIGKILL) and returns when all are gone. */
    public void kill() {
        includeDescendants();
        members.forEach(ProcessTree::kill);
        awaitEnd(UNTIL_A_KILLED_PROCESS_IS_GONE);
    }

    private void includeDescendants() {
        Set.copyOf(members).stream()
                .flatMap(member -> member.handle().stream())
                .flatMap(ProcessHandle::descendants)
                .flatMap(handle -> ProcessIdentity.of(handle.pid()).stream())
                .forEach(members::add);
    }

    private boolean awaitEnd(Duration patience) {
        long deadline = System.nanoTime() + patience.toNanos();
        while (members.stream().anyMatch(ProcessIdentity::isAlive)) {
            if (System.nanoTime() > deadline) {
                return false;
            }
            Pause.of(POLL);
        }
        return true;
    }

    private static void kill(ProcessIdentity member) {
        member.handle().ifPresent(ProcessHandle::destroyForcibly);
    }

    private static void send(StopSignal signal, ProcessIdentity root) {
        root.handle().ifPresent(handle -> {
            switch (signal) {
                case TERMINATE -> handle.destroy();
                case INTERRUPT -> interrupt(handle);
            }
        });
    }

    private static void interrupt(ProcessHandle handle) {
        try {
            new ProcessBuilder("kill", "-INT", Long.toString(handle.pid()))
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start()
                    .waitFor(5, TimeUnit.SECONDS);
        } catch (IOException noSuchCommand) {
            handle.destroy();
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
