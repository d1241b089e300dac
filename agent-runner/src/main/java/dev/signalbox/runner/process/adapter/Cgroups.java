package dev.signalbox.runner.process.adapter;

import dev.signalbox.contracts.spec.ResourceLimits;
import dev.signalbox.runner.process.Resource;
import dev.signalbox.runner.process.port.ControlGroup;
import dev.signalbox.runner.process.port.ControlGroups;
import dev.signalbox.runner.process.port.NoControlGroups;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Groups of cgroup version 2 in a directory of this node, which lies in a directory that this process may write: its own group, or one that
 * was delegated to it. Whoever removes or changes that directory from outside breaks it.
 */
public final class Cgroups implements ControlGroups {
    private static final Path PROC = Path.of("/proc/self");
    private static final String PREFIX = "signalbox-";
    private static final Map<Resource, String> CONTROLLERS =
            new EnumMap<>(Map.of(Resource.MEMORY, "memory", Resource.PROCESSES, "pids", Resource.PROCESSORS, "cpu"));

    private final Path node;
    private final Set<Resource> kept;

    private Cgroups(Path node, Set<Resource> kept) {
        this.node = node;
        this.kept = Set.copyOf(kept);
    }

    /**
     * The groups of this machine, or none with the reason.
     *
     * @param configured the directory in which a node may make groups; empty for the group that this process is in
     * @param nodeId the id of this runner's place
     */
    public static ControlGroups find(Optional<Path> configured, String nodeId) {
        try {
            Optional<Path> base = configured.isPresent() ? configured : CgroupPlace.own(PROC);
            if (base.isEmpty()) {
                return new NoControlGroups("this machine has no cgroups of version 2");
            }
            Cgroups groups = in(base.get(), nodeId);
            groups.tryOut();
            return groups;
        } catch (IOException e) {
            return new NoControlGroups("control groups cannot be made here: " + e.getMessage());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return new NoControlGroups("interrupted before control groups were found");
        }
    }

    /** The groups of a node in a directory, whatever it is. */
    static Cgroups in(Path base, String nodeId) throws IOException {
        if (!Files.isDirectory(base)) {
            throw new IOException(base + " is not a directory");
        }
        Path node = base.resolve(PREFIX + nodeId);
        Set<Resource> offered = offered(base);
        pass(base, offered);
        Files.createDirectories(node);
        pass(node, offered);
        return new Cgroups(node, offered(node, "cgroup.subtree_control"));
    }

    @Override
    public Set<Resource> kept() {
        return kept;
    }

    @Override
    public String shortcoming() {
        String missing = EnumSet.allOf(Resource.class).stream()
                .filter(resource -> !kept.contains(resource))
                .map(CONTROLLERS::get)
                .collect(Collectors.joining(", "));
        return missing.isEmpty()
                ? ""
                : "the cgroup " + node.getParent() + " has no controller " + missing
                        + "; a delegated one can be given as signalbox.runner.cgroup";
    }

    @Override
    public Optional<ControlGroup> open(String name, ResourceLimits limits) throws IOException {
        Cgroup group = new Cgroup(Files.createDirectory(node.resolve(name)));
        try {
            group.limit(limits, kept);
        } catch (IOException e) {
            group.remove();
            throw e;
        }
        return Optional.of(group);
    }

    @Override
    public List<ControlGroup> leftBehind() {
        return Cgroup.inside(node).stream().<ControlGroup>map(Cgroup::new).toList();
    }

    @Override
    public void close() {
        new Cgroup(node).remove();
    }

    /** A group that cannot be entered is of no use, and it is better to know before the first attempt. */
    private void tryOut() throws IOException, InterruptedException {
        Cgroup group = new Cgroup(Files.createDirectories(node.resolve("trial")));
        try {
            Process entering = new ProcessBuilder(
                            "/bin/sh", "-c", "echo 0 > \"$0\"", group.entrance().toString())
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start();
            if (entering.waitFor() != 0) {
                throw new IOException("no process of this user can enter a group in " + node);
            }
        } catch (IOException e) {
            group.remove();
            close();
            throw e;
        }
        group.remove();
    }

    private static Set<Resource> offered(Path group) throws IOException {
        return offered(group, "cgroup.controllers");
    }

    private static Set<Resource> offered(Path group, String file) throws IOException {
        Set<String> words = Set.of(KernelFiles.read(group.resolve(file)).strip().split("\\s+"));
        return CONTROLLERS.entrySet().stream()
                .filter(entry -> words.contains(entry.getValue()))
                .map(Map.Entry::getKey)
                .collect(Collectors.toCollection(() -> EnumSet.noneOf(Resource.class)));
    }

    /**
     * Lets the groups in a group have these controllers. The kernel refuses that while processes are in the group itself; when this process
     * is the only one, it moves into a group beside those of the attempts.
     */
    private static void pass(Path group, Set<Resource> controllers) throws IOException {
        Set<Resource> missing = EnumSet.noneOf(Resource.class);
        missing.addAll(controllers);
        missing.removeAll(offered(group, "cgroup.subtree_control"));
        if (missing.isEmpty()) {
            return;
        }
        String order = missing.stream()
                .map(resource -> "+" + CONTROLLERS.get(resource))
                .collect(Collectors.joining(" "));
        try {
            Files.writeString(group.resolve("cgroup.subtree_control"), order);
        } catch (IOException e) {
            if (moveAside(group)) {
                tryToPass(group, order);
            }
        }
    }

    private static void tryToPass(Path group, String order) {
        try {
            Files.writeString(group.resolve("cgroup.subtree_control"), order);
        } catch (IOException _) {
            // then the kernel keeps no limits here, which the groups say themselves
        }
    }

    private static boolean moveAside(Path group) throws IOException {
        List<Long> members = Cgroup.pids(group);
        if (!members.equals(List.of(ProcessHandle.current().pid()))) {
            return false;
        }
        Path own = Files.createDirectories(group.resolve("signalbox-runner"));
        Files.writeString(own.resolve("cgroup.procs"), "0");
        return true;
    }
}
