package dev.signalbox.runner.process;

import dev.signalbox.runner.process.port.ControlGroup;
import dev.signalbox.runner.process.port.ProcessTable;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * All processes of one attempt: its control group where there is one, the session of its main process, whoever carries the attempt's marker
 * in the environment, and the children of those. A child that leaves the session keeps the marker; one that clears its environment keeps the
 * session or its parent; one that does all of it at once and lets its parent end is only in the group.
 */
public final class ProcessTree {
    private static final Duration LOOK_AGAIN = Duration.ofMillis(20);
    private static final Duration RECENT = Duration.ofSeconds(1);

    private final ProcessTable table;
    private final long main;
    private final long start;
    private final String marker;
    private final @Nullable ControlGroup group;
    private final long begunAt = System.nanoTime();

    /**
     * @param main the process everything began with
     * @param start when it was started, in units of the kernel; 0 when that is not known. Nobody older belongs to the tree
     * @param marker the environment variable, as {@code NAME=value}, that only this attempt's processes have
     * @param group the control group of the attempt; null when there is none
     */
    public ProcessTree(ProcessTable table, long main, long start, String marker, @Nullable ControlGroup group) {
        this.table = table;
        this.group = group;
        this.main = main;
        this.start = start;
        this.marker = marker;
    }

    /** Who is alive. */
    public List<ProcessEntry> alive() {
        Map<Boolean, List<ProcessEntry>> known =
                candidates().stream().collect(Collectors.partitioningBy(this::belongs));
        List<ProcessEntry> members = new ArrayList<>(known.get(true));
        inGroup().filter(process -> !members.contains(process)).forEach(members::add);
        Set<Long> parents = members.stream().map(ProcessEntry::pid).collect(Collectors.toCollection(HashSet::new));
        List<ProcessEntry> others = new ArrayList<>(known.get(false));
        while (others.removeIf(process -> parents.contains(process.parent()) && adopt(process, members, parents))) {
            // each round finds the children of the processes found in the round before
        }
        return members;
    }

    private Stream<ProcessEntry> inGroup() {
        return group == null ? Stream.empty() : group.members().stream().flatMap(pid -> table.find(pid).stream());
    }

    /** What they use, all together. */
    public Use use() {
        return (group == null ? alive().stream() : inGroup()).map(table::useOf).reduce(Use.NONE, Use::plus);
    }

    private List<ProcessEntry> candidates() {
        boolean recent = System.nanoTime() - begunAt < RECENT.toNanos();
        return (recent ? table.youngerThan(main) : table.all())
                .stream().filter(process -> process.start() >= start).toList();
    }

    private boolean belongs(ProcessEntry process) {
        return process.session() == main || process.pid() == main || table.hasVariable(process.pid(), marker);
    }

    private static boolean adopt(ProcessEntry process, List<ProcessEntry> members, Set<Long> parents) {
        parents.add(process.pid());
        return members.add(process);
    }

    /** Asks everybody to end. */
    public void terminate() {
        List<ProcessEntry> processes = alive();
        if (processes.stream().anyMatch(process -> process.session() == main)) {
            table.terminateGroup(main);
        }
        processes.stream().filter(process -> process.session() != main).forEach(table::terminate);
    }

    /** Kills until nobody is left, or the patience is; returns who is left, which takes a process that the kernel cannot stop. */
    public List<ProcessEntry> kill(Duration patience) throws InterruptedException {
        long deadline = System.nanoTime() + patience.toNanos();
        while (true) {
            List<ProcessEntry> processes = alive();
            if (processes.isEmpty() || System.nanoTime() - deadline > 0) {
                return processes;
            }
            if (group != null) {
                group.kill();
            }
            if (processes.stream().anyMatch(process -> process.session() == main)) {
                table.killGroup(main);
            }
            processes.forEach(table::kill);
            TimeUnit.NANOSECONDS.sleep(LOOK_AGAIN.toNanos());
        }
    }

    /** Waits for everybody to end by themselves, until the patience is used up or somebody is in a hurry. */
    public boolean endsWithin(Duration patience, CountDownLatch hurry) throws InterruptedException {
        long deadline = System.nanoTime() + patience.toNanos();
        while (!alive().isEmpty()) {
            long left = Math.min(deadline - System.nanoTime(), LOOK_AGAIN.toNanos());
            if (left <= 0 || hurry.await(left, TimeUnit.NANOSECONDS)) {
                return false;
            }
        }
        return true;
    }
}
