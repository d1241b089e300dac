package dev.signalbox.runner.process.adapter;

import dev.signalbox.contracts.spec.ResourceLimits;
import dev.signalbox.runner.process.KernelRecord;
import dev.signalbox.runner.process.Resource;
import dev.signalbox.runner.process.port.ControlGroup;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Stream;
import org.jboss.logging.Logger;

/**
 * One directory of cgroup version 2.
 *
 * @param directory where the kernel shows it
 */
record Cgroup(Path directory) implements ControlGroup {
    private static final Logger LOG = Logger.getLogger(Cgroup.class);
    private static final int LINKS_OF_A_LEAF = 2;
    private static final int PERIOD_MICROSECONDS = 100_000;
    private static final String MEMBERS = "cgroup.procs";

    /** Lets the kernel keep these limits, those of {@code kept}. */
    void limit(ResourceLimits limits, Set<Resource> kept) throws IOException {
        Long memory = limits.memoryBytes();
        if (memory != null && kept.contains(Resource.MEMORY)) {
            write("memory.max", memory.toString());
            write("memory.oom.group", "1");
            if (Files.exists(directory.resolve("memory.swap.max"))) {
                write("memory.swap.max", "0");
            }
        }
        Integer processes = limits.processes();
        if (processes != null && kept.contains(Resource.PROCESSES)) {
            write("pids.max", processes.toString());
        }
        Double processors = limits.processors();
        if (processors != null && kept.contains(Resource.PROCESSORS)) {
            long quota = Math.max(1_000, Math.round(processors * PERIOD_MICROSECONDS));
            write("cpu.max", String.format(Locale.ROOT, "%d %d", quota, PERIOD_MICROSECONDS));
        }
    }

    @Override
    public Path entrance() {
        return directory.resolve(MEMBERS);
    }

    @Override
    public List<Long> members() {
        return Stream.concat(
                        pids(directory).stream(),
                        inside(directory).stream().flatMap(inner -> new Cgroup(inner).members().stream()))
                .toList();
    }

    @Override
    public boolean kill() {
        try {
            if (!Files.exists(directory.resolve("cgroup.kill"))) {
                return false;
            }
            write("cgroup.kill", "1");
            return true;
        } catch (IOException e) {
            return false;
        }
    }

    @Override
    public KernelRecord record() {
        return new KernelRecord(
                KernelFiles.count(directory.resolve("memory.events"), "oom_kill"),
                KernelFiles.count(directory.resolve("pids.events"), "max"));
    }

    @Override
    public void remove() {
        if (!removeAlone()) {
            inside(directory).forEach(inner -> new Cgroup(inner).remove());
            removeAlone();
        }
    }

    /** Answers whether it is gone, which it cannot be while there is a group or a process in it. */
    private boolean removeAlone() {
        try {
            Files.deleteIfExists(directory);
            return true;
        } catch (IOException e) {
            LOG.debugf("the control group %s cannot be given back yet: %s", directory, e.getMessage());
            return false;
        }
    }

    private void write(String file, String value) throws IOException {
        Files.writeString(directory.resolve(file), value);
    }

    /** The processes that are in the group itself. */
    static List<Long> pids(Path group) {
        return KernelFiles.read(group.resolve(MEMBERS))
                .lines()
                .filter(line -> !line.isBlank())
                .map(line -> Long.valueOf(line.strip()))
                .toList();
    }

    /**
     * The groups in a group; none when it is not there any more. A group has sixty files to look at, and nearly always nothing else, as its
     * count of links says.
     */
    static List<Path> inside(Path group) {
        try {
            if (Files.getAttribute(group, "unix:nlink").equals(LINKS_OF_A_LEAF)) {
                return List.of();
            }
            try (Stream<Path> entries = Files.list(group)) {
                return entries.filter(Files::isDirectory).toList();
            }
        } catch (IOException e) {
            return List.of();
        }
    }
}
