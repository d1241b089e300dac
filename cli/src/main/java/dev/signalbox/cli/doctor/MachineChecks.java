package dev.signalbox.cli.doctor;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Looks at the machine: its programs, its kernel, its disk, its ports. */
final class MachineChecks {
    private static final int OLDEST_JAVA = 25;
    private static final int OLDEST_GIT_MAJOR = 2;
    private static final int OLDEST_GIT_MINOR = 38;
    private static final long MEGABYTE = 1024L * 1024;
    private static final long LITTLE_DISK = 5 * 1024 * MEGABYTE;
    private static final long NO_DISK = 500 * MEGABYTE;
    private static final Pattern NUMBERS = Pattern.compile("(\\d+)(?:\\.(\\d+))?");

    /** The programs of coding agents, with what installs them. */
    private static final Map<String, String> AGENTS = new TreeMap<>(Map.of(
            "claude", "npm install -g @anthropic-ai/claude-code",
            "codex", "npm install -g @openai/codex",
            "aider", "python -m pip install aider-install && aider-install",
            "cursor-agent", "see cursor.com/cli",
            "pi", "npm install -g @mariozechner/pi-coding-agent"));

    private static final Map<String, String> TYPES = Map.of("claude", "claude_code", "cursor-agent", "cursor");

    private final Programs programs;
    private final Path root;

    /** @param root where the kernel's file systems are; {@code /} */
    MachineChecks(Programs programs, Path root) {
        this.programs = programs;
        this.root = root;
    }

    List<Finding> all(Path state, int port) {
        List<Finding> findings = new ArrayList<>();
        findings.add(java());
        findings.add(git());
        findings.add(setsid());
        findings.add(controlGroups());
        AGENTS.forEach((program, install) -> findings.add(agent(program, install)));
        findings.add(disk(state));
        findings.add(port(port));
        return findings;
    }

    private Finding java() {
        String own = System.getProperty("java.home");
        Optional<Path> java = own == null ? programs.find("java") : Optional.of(Path.of(own, "bin", "java"));
        String advice = "install a JDK " + OLDEST_JAVA + " or newer, or use the native binaries";
        if (java.isEmpty()) {
            return Finding.missing("java", "not found on the PATH", advice);
        }
        String version = programs.version(java.get(), "-version").orElse("no version");
        Matcher number = NUMBERS.matcher(version);
        boolean newEnough = number.find() && Integer.parseInt(number.group(1)) >= OLDEST_JAVA;
        return newEnough
                ? Finding.ok("java", version + ", " + java.get())
                : Finding.missing("java", version + ", " + java.get(), advice);
    }

    private Finding git() {
        Optional<Path> git = programs.find("git");
        if (git.isEmpty()) {
            return Finding.missing("git", "not found on the PATH", "install git 2.38 or newer");
        }
        String version = programs.version(git.get(), "--version").orElse("no version");
        Matcher number = NUMBERS.matcher(version);
        boolean newEnough = number.find() && isNewEnough(number);
        return newEnough
                ? Finding.ok("git", version + ", " + git.get())
                : Finding.warn(
                        "git",
                        version + ", " + git.get(),
                        "install git 2.38 or newer: older ones cannot merge without a working tree");
    }

    private static boolean isNewEnough(Matcher number) {
        int major = Integer.parseInt(number.group(1));
        int minor = number.group(2) == null ? 0 : Integer.parseInt(number.group(2));
        return major > OLDEST_GIT_MAJOR || (major == OLDEST_GIT_MAJOR && minor >= OLDEST_GIT_MINOR);
    }

    private Finding setsid() {
        return Files.isExecutable(root.resolve("usr/bin/setsid")) || Files.isExecutable(root.resolve("bin/setsid"))
                ? Finding.ok("setsid", "processes get a session of their own")
                : Finding.warn(
                        "setsid",
                        "not found",
                        "install util-linux: without it a process that is left behind is found by its marker only");
    }

    /** Neither bwrap nor unshare is needed: processes are kept apart by groups, sessions and markers. */
    private Finding controlGroups() {
        String advice =
                "nothing has to be done: processes are found by group, session and marker; limits on memory and CPU"
                        + " need a writable cgroup, for example systemd-run --user --scope -p Delegate=yes";
        if (!Files.exists(root.resolve("sys/fs/cgroup/cgroup.controllers"))) {
            return Finding.warn("cgroup v2", "not mounted", advice);
        }
        try {
            String own = Files.readAllLines(root.resolve("proc/self/cgroup")).stream()
                    .filter(line -> line.startsWith("0::/"))
                    .map(line -> line.substring("0::/".length()))
                    .findFirst()
                    .orElse("");
            Path group = root.resolve("sys/fs/cgroup").resolve(own);
            return Files.isWritable(group) && Files.isWritable(group.resolve("cgroup.procs"))
                    ? Finding.ok("cgroup v2", "writable, /" + own)
                    : Finding.warn("cgroup v2", "not writable, /" + own, advice);
        } catch (IOException e) {
            return Finding.warn("cgroup v2", "not known: " + e.getMessage(), advice);
        }
    }

    private Finding agent(String program, String install) {
        String type = TYPES.getOrDefault(program, program);
        return programs.find(program)
                .map(path ->
                        Finding.ok(program, programs.version(path, "--version").orElse("no version") + ", " + path))
                .orElseGet(() -> Finding.warn(
                        program,
                        "not found on the PATH",
                        "agents of type " + type + " need it (" + install + "), or name it with 'run'"));
    }

    private static Finding disk(Path state) {
        Path place = state;
        while (place.getParent() != null && !Files.isDirectory(place)) {
            place = place.getParent();
        }
        try {
            long free = Files.getFileStore(place).getUsableSpace();
            String found = free / MEGABYTE + " MiB free for " + state;
            if (free < NO_DISK) {
                return Finding.missing("disk", found, "make room: Kafka, PostgreSQL and results need at least 500 MiB");
            }
            return free < LITTLE_DISK
                    ? Finding.warn("disk", found, "make room: logs and worktrees grow")
                    : Finding.ok("disk", found);
        } catch (IOException e) {
            return Finding.warn("disk", "not known: " + e.getMessage(), "look at " + place);
        }
    }

    private static Finding port(int port) {
        try (ServerSocket _ = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
            return Finding.ok("port " + port, "free, for the door");
        } catch (IOException e) {
            return Finding.warn("port " + port, "in use", "signalbox up --port takes another, 0 for any");
        }
    }
}
