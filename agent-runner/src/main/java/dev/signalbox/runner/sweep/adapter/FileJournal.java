package dev.signalbox.runner.sweep.adapter;

import dev.signalbox.contracts.AttemptRef;
import dev.signalbox.contracts.RunId;
import dev.signalbox.contracts.StepId;
import dev.signalbox.contracts.WorkspaceId;
import dev.signalbox.runner.attempt.port.AttemptJournal;
import dev.signalbox.runner.process.port.Spawned;
import dev.signalbox.runner.sweep.LeftBehind;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * The journal as a file that lines are appended to. It has to survive the end of this process, not of the machine, which ends the
 * attempts' processes too: so nothing is forced to disk. Ends are written with the next beginning, or by {@link #flush}. Thread-safe.
 *
 * <pre>
 * taken    run step attempt epoch workspace
 * spawned  run step attempt epoch pid start
 * settled  run step attempt epoch
 * </pre>
 *
 * separated by tabs, which none of the values can contain.
 */
public final class FileJournal implements AttemptJournal, Spawned, AutoCloseable {
    private static final Logger LOG = Logger.getLogger(FileJournal.class);
    private static final long LONGEST = 4L * 1024 * 1024;
    private static final String TAKEN = "taken";
    private static final String SPAWNED = "spawned";
    private static final String SETTLED = "settled";

    private final FileChannel file;
    private final Map<AttemptRef, LeftBehind.@Nullable MainProcess> open = new LinkedHashMap<>();
    private final StringBuilder unwritten = new StringBuilder();

    private FileJournal(FileChannel file) {
        this.file = file;
    }

    /** Goes on with a journal. What the run before has left in it stays there until it is settled. */
    public static FileJournal open(Path path) throws IOException {
        LeftBehind left = read(path);
        FileJournal journal =
                new FileJournal(FileChannel.open(path, StandardOpenOption.CREATE, StandardOpenOption.WRITE));
        left.attempts().forEach(attempt -> journal.open.put(attempt, null));
        journal.shorten();
        return journal;
    }

    /** What the run before has left. A last line that was not written to its end is ignored. */
    public static LeftBehind read(Path path) throws IOException {
        if (!Files.exists(path)) {
            return LeftBehind.NOTHING;
        }
        Map<String, AttemptRef> attempts = new LinkedHashMap<>();
        Map<String, LeftBehind.MainProcess> processes = new LinkedHashMap<>();
        String text = Files.readString(path);
        text.substring(0, text.lastIndexOf('\n') + 1).lines().forEach(line -> {
            String[] fields = line.split("\t", -1);
            String id = String.join("\t", fields[1], fields[2], fields[3], fields[4]);
            switch (fields[0]) {
                case TAKEN ->
                    attempts.put(
                            id,
                            new AttemptRef(
                                    new WorkspaceId(fields[5]),
                                    new RunId(fields[1]),
                                    new StepId(fields[2]),
                                    Integer.parseInt(fields[3]),
                                    Long.parseLong(fields[4])));
                case SPAWNED ->
                    processes.put(id, new LeftBehind.MainProcess(Long.parseLong(fields[5]), Long.parseLong(fields[6])));
                default -> {
                    attempts.remove(id);
                    processes.remove(id);
                }
            }
        });
        return new LeftBehind(List.copyOf(attempts.values()), List.copyOf(processes.values()));
    }

    @Override
    public synchronized void taken(List<AttemptRef> attempts) {
        for (AttemptRef attempt : attempts) {
            open.put(attempt, null);
            line(TAKEN, attempt).append('\t').append(attempt.workspace()).append('\n');
        }
        write();
    }

    @Override
    public synchronized void spawned(AttemptRef attempt, long pid, long start) {
        if (open.containsKey(attempt)) {
            open.put(attempt, new LeftBehind.MainProcess(pid, start));
            line(SPAWNED, attempt)
                    .append('\t')
                    .append(pid)
                    .append('\t')
                    .append(start)
                    .append('\n');
            write();
        }
    }

    @Override
    public synchronized void settled(AttemptRef attempt) {
        if (open.containsKey(attempt)) {
            open.remove(attempt);
            line(SETTLED, attempt).append('\n');
        }
    }

    /** Writes what has not been written yet, and shortens a file that has grown long. */
    public synchronized void flush() {
        write();
        try {
            if (file.position() > LONGEST) {
                shorten();
            }
        } catch (IOException e) {
            LOG.error("the journal cannot be shortened", e);
        }
    }

    @Override
    public synchronized void close() throws IOException {
        write();
        file.close();
    }

    private void shorten() throws IOException {
        file.truncate(0);
        open.forEach((attempt, process) -> {
            line(TAKEN, attempt).append('\t').append(attempt.workspace()).append('\n');
            if (process != null) {
                line(SPAWNED, attempt)
                        .append('\t')
                        .append(process.pid())
                        .append('\t')
                        .append(process.start())
                        .append('\n');
            }
        });
        write();
    }

    private StringBuilder line(String word, AttemptRef attempt) {
        return unwritten
                .append(word)
                .append('\t')
                .append(attempt.run())
                .append('\t')
                .append(attempt.step())
                .append('\t')
                .append(attempt.attempt())
                .append('\t')
                .append(attempt.epoch());
    }

    private void write() {
        if (unwritten.isEmpty()) {
            return;
        }
        ByteBuffer bytes = ByteBuffer.wrap(unwritten.toString().getBytes(StandardCharsets.UTF_8));
        unwritten.setLength(0);
        try {
            while (bytes.hasRemaining()) {
                file.write(bytes);
            }
        } catch (IOException e) {
            LOG.error("the journal cannot be written; after a crash only the marks of processes will be found", e);
        }
    }
}
