package dev.signalbox.admission.breaker.adapter;

import dev.signalbox.admission.AdmissionConfig;
import dev.signalbox.admission.PressureConfig;
import dev.signalbox.admission.breaker.WatchdogSample;
import dev.signalbox.admission.breaker.port.HostPressure;
import dev.signalbox.contracts.api.PressureView;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import org.jboss.logging.Logger;

/** Reads how this machine is doing from the end of a watchdog's file. A file that cannot be read tells nothing. */
@ApplicationScoped
public class WatchdogFile implements HostPressure {
    private static final Logger LOG = Logger.getLogger(WatchdogFile.class);

    private final PressureConfig config;
    private final Clock clock;

    WatchdogFile(AdmissionConfig config, Clock clock) {
        this.config = config.pressure();
        this.clock = clock;
    }

    @Override
    public List<PressureView> readings() {
        return config.logPath().stream()
                .flatMap(path -> WatchdogSample.newest(lastLines(path), clock.instant(), config.freshness()).stream())
                .toList();
    }

    private List<String> lastLines(Path path) {
        try (RandomAccessFile file = new RandomAccessFile(path.toFile(), "r")) {
            int size = (int) Math.min(file.length(), config.tailSize().asLongValue());
            byte[] end = new byte[size];
            file.seek(file.length() - size);
            file.readFully(end);
            List<String> lines = new String(end, StandardCharsets.UTF_8).lines().toList();
            return lines.subList(Math.max(0, lines.size() - config.tailLines()), lines.size());
        } catch (IOException e) {
            LOG.debugf(e, "The watchdog's file %s cannot be read", path);
            return List.of();
        }
    }
}
