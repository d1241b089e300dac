package dev.signalbox.admission.breaker;

import com.fasterxml.jackson.databind.JsonNode;
import dev.signalbox.contracts.ContractJson;
import dev.signalbox.contracts.api.PressureView;
import dev.signalbox.contracts.api.PressureView.PressureSeverity;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Reads what the original's watchdog writes: one JSON object a line, {@code {"kind": "sample", "snapshot": {"ts": ms, "severity":
 * "ok", "reasons": [..]}}}. Lines of another kind and torn ones are passed over.
 */
public final class WatchdogSample {
    private static final String HOST = "this machine";

    private WatchdogSample() {}

    /** The newest sample among the lines that is not older than {@code freshness}; the last line is the newest. */
    public static Optional<PressureView> newest(List<String> lines, Instant now, Duration freshness) {
        return lines.reversed().stream()
                .flatMap(line -> read(line).stream())
                .filter(sample -> !sample.at().plus(freshness).isBefore(now))
                .findFirst();
    }

    private static Optional<PressureView> read(String line) {
        try {
            JsonNode record = ContractJson.mapper().readTree(line);
            JsonNode snapshot = record.path("snapshot");
            if (!"sample".equals(record.path("kind").asText())
                    || !snapshot.path("ts").isNumber()) {
                return Optional.empty();
            }
            return severity(snapshot.path("severity").asText())
                    .map(severity -> new PressureView(
                            HOST,
                            severity,
                            reasons(snapshot),
                            Instant.ofEpochMilli(snapshot.path("ts").asLong()),
                            null));
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    private static Optional<PressureSeverity> severity(String word) {
        return switch (word.strip().toLowerCase(Locale.ROOT)) {
            case "ok" -> Optional.of(PressureSeverity.OK);
            case "warn" -> Optional.of(PressureSeverity.WARN);
            case "critical" -> Optional.of(PressureSeverity.CRITICAL);
            default -> Optional.empty();
        };
    }

    private static String reasons(JsonNode snapshot) {
        List<String> reasons =
                snapshot.path("reasons").valueStream().map(JsonNode::asText).toList();
        return reasons.isEmpty() ? "no reason is given" : String.join("; ", reasons);
    }
}
