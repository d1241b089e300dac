package dev.signalbox.runner.sweep;

import dev.signalbox.runner.process.Marker;
import dev.signalbox.runner.process.ProcessEntry;
import dev.signalbox.runner.process.port.ControlGroup;
import dev.signalbox.runner.process.port.ControlGroups;
import dev.signalbox.runner.process.port.ProcessTable;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

/** Kills every process that an earlier run of this node has left behind, before this run takes any work. */
public final class Sweep {
    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final Duration LOOK_AGAIN = Duration.ofMillis(20);

    private final ProcessTable table;
    private final ControlGroups groups;
    private final String marker;

    public Sweep(ProcessTable table, ControlGroups groups, String node) {
        this.table = table;
        this.groups = groups;
        this.marker = Marker.of(node);
    }

    /** Returns how many processes were killed. @throws IllegalStateException when some cannot be */
    public int run(LeftBehind leftBehind) throws InterruptedException {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        Set<Long> killed = new HashSet<>();
        List<ControlGroup> left = groups.leftBehind();
        while (true) {
            Set<Long> inGroups =
                    left.stream().flatMap(group -> group.members().stream()).collect(Collectors.toSet());
            List<ProcessEntry> found = table.all().stream()
                    .filter(process -> inGroups.contains(process.pid()) || belongs(process, leftBehind))
                    .toList();
            if (found.isEmpty()) {
                left.forEach(ControlGroup::remove);
                return killed.size();
            }
            left.forEach(ControlGroup::kill);
            if (System.nanoTime() - deadline > 0) {
                throw new IllegalStateException("processes of an earlier run cannot be killed: " + found);
            }
            found.forEach(process -> killed.add(process.pid()));
            found.forEach(table::kill);
            TimeUnit.NANOSECONDS.sleep(LOOK_AGAIN.toNanos());
        }
    }

    private boolean belongs(ProcessEntry process, LeftBehind leftBehind) {
        return table.hasVariable(process.pid(), marker)
                || leftBehind.processes().contains(new LeftBehind.MainProcess(process.pid(), process.start()));
    }
}
