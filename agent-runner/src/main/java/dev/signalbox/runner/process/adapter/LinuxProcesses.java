package dev.signalbox.runner.process.adapter;

import dev.signalbox.runner.process.ProcessEntry;
import dev.signalbox.runner.process.Use;
import dev.signalbox.runner.process.port.ProcessTable;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.LongPredicate;
import java.util.stream.Stream;

/** Processes as {@code /proc} shows them. */
public final class LinuxProcesses implements ProcessTable {
    private static final Path PROC = Path.of("/proc");
    private static final int KILL = 9;
    private static final int TERM = 15;
    private static final int STATE = 0;
    private static final int PARENT = 1;
    private static final int SESSION = 3;
    private static final int START = 19;
    private static final long KILOBYTE = 1024;

    @Override
    public List<ProcessEntry> all() {
        return entries(pid -> true);
    }

    @Override
    public List<ProcessEntry> youngerThan(long pid) {
        String[] names = names();
        long last = lastGivenOut();
        LongPredicate younger =
                pid <= last ? other -> other >= pid && other <= last : other -> other >= pid || other <= last;
        return entries(names, younger);
    }

    @Override
    public boolean hasVariable(long pid, String beginning) {
        try {
            String environment = new String(Files.readAllBytes(file(pid, "environ")), StandardCharsets.ISO_8859_1);
            return environment.startsWith(beginning) || environment.contains("\0" + beginning);
        } catch (IOException e) {
            return false;
        }
    }

    @Override
    public Optional<ProcessEntry> find(long pid) {
        return entry(pid);
    }

    @Override
    public Use useOf(ProcessEntry process) {
        try (Stream<String> lines = Files.lines(file(process.pid(), "status"), StandardCharsets.ISO_8859_1)) {
            long kilobytes = 0;
            int tasks = 0;
            for (String line : (Iterable<String>) lines::iterator) {
                if (line.startsWith("RssAnon:") || line.startsWith("VmSwap:")) {
                    kilobytes += number(line);
                } else if (line.startsWith("Threads:")) {
                    tasks = Math.toIntExact(number(line));
                }
            }
            return new Use(kilobytes * KILOBYTE, tasks);
        } catch (IOException | UncheckedIOException e) {
            return Use.NONE;
        }
    }

    @Override
    public long outOfMemoryKills() {
        return KernelFiles.count(PROC.resolve("vmstat"), "oom_kill");
    }

    @Override
    public OptionalLong startOf(long pid) {
        return entry(pid).map(process -> OptionalLong.of(process.start())).orElseGet(OptionalLong::empty);
    }

    @Override
    public void terminate(ProcessEntry process) {
        handle(process).ifPresent(ProcessHandle::destroy);
    }

    @Override
    public void kill(ProcessEntry process) {
        handle(process).ifPresent(ProcessHandle::destroyForcibly);
    }

    @Override
    public void terminateGroup(long group) {
        PosixCalls.signalGroup(TERM, group);
    }

    @Override
    public void killGroup(long group) {
        PosixCalls.signalGroup(KILL, group);
    }

    /** The number in a line of a name, a number, and perhaps a unit. */
    private static long number(String line) {
        return Long.parseLong(line.replaceAll("[^0-9]", ""));
    }

    /** A handle of the same process, not of one that got its id later. */
    private Optional<ProcessHandle> handle(ProcessEntry process) {
        return ProcessHandle.of(process.pid())
                .filter(handle -> startOf(process.pid()).equals(OptionalLong.of(process.start())));
    }

    private static List<ProcessEntry> entries(LongPredicate wanted) {
        return entries(names(), wanted);
    }

    private static List<ProcessEntry> entries(String[] names, LongPredicate wanted) {
        List<ProcessEntry> entries = new ArrayList<>();
        for (String name : names) {
            if (Character.isDigit(name.charAt(0))) {
                long pid = Long.parseLong(name);
                if (wanted.test(pid)) {
                    entry(pid).ifPresent(entries::add);
                }
            }
        }
        return entries;
    }

    private static String[] names() {
        String[] names = new File(PROC.toString()).list();
        return names == null ? new String[0] : names;
    }

    private static Optional<ProcessEntry> entry(long pid) {
        try {
            String line = Files.readString(file(pid, "stat"), StandardCharsets.ISO_8859_1);
            String[] fields = line.substring(line.lastIndexOf(')') + 2).split(" ");
            char state = fields[STATE].charAt(0);
            return state == 'Z' || state == 'X'
                    ? Optional.empty()
                    : Optional.of(new ProcessEntry(
                            pid,
                            Long.parseLong(fields[PARENT]),
                            Long.parseLong(fields[SESSION]),
                            Long.parseLong(fields[START])));
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    /** The process id that was given out last; ids are given out in a circle. */
    private static long lastGivenOut() {
        try {
            String line = Files.readString(PROC.resolve("loadavg")).strip();
            return Long.parseLong(line.substring(line.lastIndexOf(' ') + 1));
        } catch (IOException e) {
            return Long.MAX_VALUE;
        }
    }

    private static Path file(long pid, String name) {
        return PROC.resolve(Long.toString(pid)).resolve(name);
    }
}
