package dev.signalbox.standalone.stack;

import dev.signalbox.standalone.process.Cookie;
import dev.signalbox.standalone.process.ProcessIdentity;
import dev.signalbox.standalone.process.ProcessTree;
import dev.signalbox.standalone.process.StopSignal;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.Set;

/**
 * Processes of a stack whose supervisor is gone. They are known by the cookie in their environment, which their children
 * inherit, or by process id and start time in stack.json. Nothing else is ever touched.
 */
record Leftovers(Path directory) {
    static final String COOKIE = "SIGNALBOX_STACK";
    private static final Duration GRACE = Duration.ofSeconds(5);

    /** The mark of every process of the stack in this directory. */
    Cookie cookie() {
        return new Cookie(COOKIE, directory.toString());
    }

    /** Ends them all and returns how many there were. To be called only while holding the lock of the directory. */
    int end() {
        Set<ProcessIdentity> processes = new LinkedHashSet<>(cookie().bearers());
        StackFile.in(directory)
                .read()
                .ifPresent(stack -> stack.processes().stream()
                        .map(ProcessRecord::process)
                        .filter(ProcessIdentity::isAlive)
                        .forEach(processes::add));
        ProcessTree.of(processes).end(StopSignal.TERMINATE, GRACE);
        return processes.size();
    }
}
