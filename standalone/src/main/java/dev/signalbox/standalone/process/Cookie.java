package dev.signalbox.standalone.process;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * An environment variable by which a process can be recognised long after its parent died. Children inherit it, so it
 * also finds what they started, however they detached themselves.
 */
public record Cookie(String name, String value) {

    /**
     * All living processes that carry this cookie, except the one that asks and its ancestors. Processes whose
     * environment this user may not read do not belong to this user's stack and are left out.
     */
    public List<ProcessIdentity> bearers() {
        Set<Long> ourselves = ourselves();
        try (Stream<ProcessHandle> processes = ProcessHandle.allProcesses()) {
            return processes
                    .map(ProcessHandle::pid)
                    .filter(pid -> !ourselves.contains(pid))
                    .flatMap(pid -> ProcessIdentity.of(pid).stream())
                    .filter(this::isCarriedBy)
                    .toList();
        }
    }

    private boolean isCarriedBy(ProcessIdentity process) {
        Path environment = Path.of("/proc", Long.toString(process.pid()), "environ");
        try {
            String variables = new String(Files.readAllBytes(environment), StandardCharsets.UTF_8);
            return Arrays.asList(variables.split("\0", -1)).contains(name + "=" + value) && process.isAlive();
        } catch (IOException endedOrNotOurs) {
            return false;
        }
    }

    private static Set<Long> ourselves() {
        Set<Long> pids = new HashSet<>();
        for (Optional<ProcessHandle> process = Optional.of(ProcessHandle.current());
                process.isPresent();
                process = process.get().parent()) {
            pids.add(process.get().pid());
        }
        return pids;
    }
}
