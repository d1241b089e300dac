package dev.signalbox.runner;

import dev.signalbox.runner.report.adapter.FileResultSpool;
import dev.signalbox.runner.sweep.LeftBehind;
import dev.signalbox.runner.sweep.adapter.FileJournal;
import dev.signalbox.runner.sweep.adapter.NodeDirectory;
import java.io.IOException;
import java.nio.file.Path;
import java.util.UUID;
import org.jboss.logging.Logger;

/**
 * The data directory of a runner, open.
 *
 * @param directory the directory, which no other process has
 * @param runner this run of the runner, as reports name it
 * @param leftBehind what the run before has left
 * @param journal the attempts of this one
 * @param spool results that could not be sent
 */
record RunnerFiles(
        NodeDirectory directory, String runner, LeftBehind leftBehind, FileJournal journal, FileResultSpool spool)
        implements AutoCloseable {
    private static final Logger LOG = Logger.getLogger(RunnerFiles.class);

    /** @throws IOException when the data directory cannot be used */
    static RunnerFiles open(RunnerConfig config) throws IOException {
        NodeDirectory directory = NodeDirectory.open(config.dataDirectory(), config.id());
        String runner = directory.node() + "-" + UUID.randomUUID().toString().substring(0, 8);
        Path journal = directory.file("attempts.journal");
        LeftBehind leftBehind = FileJournal.read(journal);
        return new RunnerFiles(
                directory,
                runner,
                leftBehind,
                FileJournal.open(journal),
                new FileResultSpool(directory.inside("spool"), runner));
    }

    /** The id of the runner's place, the same across restarts. */
    String node() {
        return directory.node();
    }

    @Override
    public void close() {
        try {
            journal.close();
            directory.close();
        } catch (IOException e) {
            LOG.warn("the data directory was not closed properly", e);
        }
    }
}
