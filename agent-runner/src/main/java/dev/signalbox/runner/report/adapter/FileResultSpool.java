package dev.signalbox.runner.report.adapter;

import com.fasterxml.jackson.core.JsonProcessingException;
import dev.signalbox.contracts.ContractJson;
import dev.signalbox.runner.report.UnsentResult;
import dev.signalbox.runner.report.port.ResultSpool;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jboss.logging.Logger;

/**
 * Results as files of one directory, a JSON object per line. A file has its name only once it is complete and on disk. One that cannot be
 * read is set aside under another name.
 */
public final class FileResultSpool implements ResultSpool {
    private static final Logger LOG = Logger.getLogger(FileResultSpool.class);
    private static final String SUFFIX = ".results";

    private final Path directory;
    private final String runner;
    private long next = System.currentTimeMillis();

    /** @param runner distinguishes the files of this run of the runner from those of earlier ones */
    public FileResultSpool(Path directory, String runner) throws IOException {
        this.directory = Files.createDirectories(directory);
        this.runner = runner;
    }

    @Override
    public synchronized Segment store(List<UnsentResult> results) throws IOException {
        try {
            return write(results);
        } catch (IOException e) {
            LOG.errorf(e, "%d results cannot be stored; they are kept in memory only", results.size());
            throw e;
        }
    }

    private Segment write(List<UnsentResult> results) throws IOException {
        String name = "%015d-%s%s".formatted(next++, runner, SUFFIX);
        Path unfinished = directory.resolve(name + ".part");
        String lines = results.stream().map(FileResultSpool::line).collect(Collectors.joining());
        try (FileChannel file = FileChannel.open(
                unfinished,
                StandardOpenOption.CREATE,
                StandardOpenOption.TRUNCATE_EXISTING,
                StandardOpenOption.WRITE)) {
            ByteBuffer bytes = ByteBuffer.wrap(lines.getBytes(StandardCharsets.UTF_8));
            while (bytes.hasRemaining()) {
                file.write(bytes);
            }
            file.force(true);
        }
        Files.move(unfinished, directory.resolve(name), StandardCopyOption.ATOMIC_MOVE);
        try (FileChannel entry = FileChannel.open(directory, StandardOpenOption.READ)) {
            entry.force(true);
        }
        return new Segment(name, results);
    }

    @Override
    public void remove(Segment segment) {
        try {
            Files.deleteIfExists(directory.resolve(segment.name()));
        } catch (IOException e) {
            LOG.warnf(e, "sent results could not be removed: %s", segment.name());
        }
    }

    @Override
    public List<Segment> stored() throws IOException {
        List<Segment> segments = new ArrayList<>();
        for (Path file : files()) {
            try {
                segments.add(read(file));
            } catch (JsonProcessingException e) {
                LOG.errorf(e, "spooled results cannot be read, set aside: %s", file);
                Files.move(file, file.resolveSibling(file.getFileName() + ".unreadable"));
            }
        }
        return segments;
    }

    private List<Path> files() throws IOException {
        try (Stream<Path> all = Files.list(directory)) {
            return all.filter(file -> file.toString().endsWith(SUFFIX)).sorted().toList();
        }
    }

    private static Segment read(Path file) throws IOException {
        List<UnsentResult> results = new ArrayList<>();
        for (String line : Files.readAllLines(file)) {
            results.add(ContractJson.mapper().readValue(line, UnsentResult.class));
        }
        return new Segment(file.getFileName().toString(), results);
    }

    private static String line(UnsentResult result) {
        try {
            return ContractJson.mapper().writeValueAsString(result) + "\n";
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }
}
