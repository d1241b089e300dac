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
        return new KernelRecord(count("memory.events", "oom_kill"), count("pids.events", "max"));
    }

    @Override
    public void remove() {
        if (isRemoved()) {
            return;
        }
        inside(directory).forEach(inner -> new Cgroup(inner).remove());
        if (!isRemoved()) {
            LOG.debugf("the control group %s cannot be given back yet", directory);
        }
    }

    private boolean isRemoved() {
        try {
            Files.deleteIfExists(directory);
            return true;
        } catch (IOException e) {
            return false;
        }
    }

    private void write(String file, String value) throws IOException {
        Files.writeString(directory.resolve(file), value);
    }

    private long count(String file, String key) {
        return read(directory.resolve(file))
                .lines()
                .filter(line -> line.startsWith(key + " "))
                .mapToLong(
                        line -> Long.parseLong(line.substring(key.length() + 1).strip()))
                .sum();
    }

    /** The processes that are in the group itself. */
    static List<Long> pids(Path group) {
        return read(group.resolve(MEMBERS))
                .lines()
                .filter(line -> !line.isBlank())
                .map(line -> Long.valueOf(line.strip()))
                .toList();
    }

    /** The groups in a group; none when it is not there any more. */
    static List<Path> inside(Path group) {
        try {
            return Cgroups.directories(group);
        } catch (IOException e) {
            return List.of();
        }
    }

    /** Nothing, when there is no such file, or none any more. */
    static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            return "";
        }
    }
}
