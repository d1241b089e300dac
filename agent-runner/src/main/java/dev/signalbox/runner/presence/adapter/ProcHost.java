package dev.signalbox.runner.presence.adapter;

import dev.signalbox.contracts.runner.HostLoad;
import dev.signalbox.runner.presence.HostTexts;
import dev.signalbox.runner.presence.port.HostGauge;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.FileStore;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.OptionalDouble;
import org.jboss.logging.Logger;

/** Reads {@code /proc}, and the file store of a directory. */
public final class ProcHost implements HostGauge {
    private static final Logger LOG = Logger.getLogger(ProcHost.class);

    private final Path proc;
    private final Path directory;
    private final int processors;

    /** @param directory where the runner writes: its file store is looked at */
    public ProcHost(Path directory) {
        this(Path.of("/proc"), directory, Runtime.getRuntime().availableProcessors());
    }

    ProcHost(Path proc, Path directory, int processors) {
        this.proc = proc;
        this.directory = directory;
        this.processors = processors;
    }

    @Override
    public Optional<HostLoad> read() {
        try {
            OptionalDouble load = HostTexts.loadPerCore(Files.readString(proc.resolve("loadavg")), processors);
            OptionalDouble memory = HostTexts.memoryUsed(Files.readString(proc.resolve("meminfo")));
            if (load.isEmpty() || memory.isEmpty()) {
                return Optional.empty();
            }
            return Optional.of(new HostLoad(processes(), memory.getAsDouble(), load.getAsDouble(), diskUsed()));
        } catch (IOException e) {
            LOG.debugf(e, "this machine does not tell how it is doing");
            return Optional.empty();
        }
    }

    private int processes() throws IOException {
        int count = 0;
        try (DirectoryStream<Path> entries = Files.newDirectoryStream(proc, "[0-9]*")) {
            for (Path _ : entries) {
                count++;
            }
        }
        return count;
    }

    private double diskUsed() throws IOException {
        FileStore store = Files.getFileStore(directory);
        long total = store.getTotalSpace();
        return total <= 0 ? 0 : HostTexts.share(total - store.getUsableSpace(), total);
    }
}
