package dev.signalbox.admission.runs.adapter;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.signalbox.admission.AdmissionConfig;
import dev.signalbox.admission.DecisionLogConfig;
import dev.signalbox.admission.runs.DecisionLine;
import dev.signalbox.contracts.ContractJson;
import dev.signalbox.contracts.admission.AdmissionFact;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.jboss.logging.Logger;

/**
 * Writes decisions to a file, one JSON object a line, from a thread of its own, so that no decision waits for it. At most {@value
 * #LONGEST_QUEUE} decisions wait; what is dropped beyond, or cannot be written, is counted. A file that has reached its size is
 * renamed to {@code .1}, that to {@code .2}, and so on.
 */
@ApplicationScoped
public class DecisionFile {
    private static final Logger LOG = Logger.getLogger(DecisionFile.class);
    private static final int LONGEST_QUEUE = 10_000;

    private final DecisionLogConfig config;
    private final Counter dropped;
    private final ThreadPoolExecutor writer = new ThreadPoolExecutor(
            1,
            1,
            0,
            TimeUnit.SECONDS,
            new ArrayBlockingQueue<>(LONGEST_QUEUE),
            Thread.ofPlatform().daemon().name("decision-file").factory());
    private long lastCheck = System.nanoTime();
    private boolean complained;

    DecisionFile(AdmissionConfig config, MeterRegistry metrics) {
        this.config = config.decisionLog();
        this.dropped = Counter.builder("signalbox_admission_decision_file_dropped")
                .description("Decisions that could not be written to the decision file")
                .register(metrics);
    }

    /** Never blocks. Does nothing when no file is configured. */
    public void record(AdmissionFact fact) {
        if (config.path().isEmpty()) {
            return;
        }
        Path path = config.path().get();
        try {
            writer.execute(() -> write(path, fact));
        } catch (RejectedExecutionException full) {
            dropped.increment();
        }
    }

    private void write(Path path, AdmissionFact fact) {
        try {
            rotateWhenDue(path);
            Path folder = path.toAbsolutePath().getParent();
            if (folder != null) {
                Files.createDirectories(folder);
            }
            Files.write(
                    path,
                    (line(fact) + "\n").getBytes(StandardCharsets.UTF_8),
                    StandardOpenOption.CREATE,
                    StandardOpenOption.APPEND);
            complained = false;
        } catch (IOException e) {
            dropped.increment();
            if (!complained) {
                LOG.warnf("Decisions cannot be written to %s and are dropped there: %s", path, e);
                complained = true;
            }
        }
    }

    private static String line(AdmissionFact fact) throws JsonProcessingException {
        ObjectNode line = ContractJson.mapper().createObjectNode();
        line.put("ts", fact.at().toEpochMilli());
        line.put("kind", DecisionLine.kindOf(fact));
        if (DecisionLine.isDeduplicated(fact)) {
            line.put("deduped", true);
        }
        line.setAll((ObjectNode) ContractJson.mapper().valueToTree(fact));
        return ContractJson.mapper().writeValueAsString(line);
    }

    private void rotateWhenDue(Path path) throws IOException {
        long now = System.nanoTime();
        if (now - lastCheck < config.rotateCheck().toNanos()) {
            return;
        }
        lastCheck = now;
        if (!Files.exists(path) || Files.size(path) < config.maxSize().asLongValue()) {
            return;
        }
        for (int number = config.maxBackups() - 1; number >= 1; number--) {
            if (Files.exists(backup(path, number))) {
                Files.move(backup(path, number), backup(path, number + 1), StandardCopyOption.REPLACE_EXISTING);
            }
        }
        Files.move(path, backup(path, 1), StandardCopyOption.REPLACE_EXISTING);
    }

    private static Path backup(Path path, int number) {
        return path.resolveSibling(path.getFileName() + "." + number);
    }

    @PreDestroy
    void close() throws InterruptedException {
        writer.shutdown();
        writer.awaitTermination(2, TimeUnit.SECONDS);
    }
}
