package dev.signalbox.admission.breaker;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.contracts.api.PressureView;
import dev.signalbox.contracts.api.PressureView.PressureSeverity;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class WatchdogSampleTest {
    private static final Instant NOW = Instant.ofEpochMilli(1_000_000);
    private static final Duration FRESH = Duration.ofSeconds(30);

    @Test
    void the_newest_fresh_sample_is_taken_and_other_lines_are_passed_over() {
        List<String> lines =
                List.of(sample(980_000, "ok"), sample(990_000, "critical"), "{\"kind\":\"alert\"}", "{\"kind\":\"sam");

        assertThat(WatchdogSample.newest(lines, NOW, FRESH))
                .contains(new PressureView(
                        "this machine",
                        PressureSeverity.CRITICAL,
                        "300 processes; 40 GB",
                        Instant.ofEpochMilli(990_000),
                        null));
    }

    @Test
    void a_stale_sample_and_an_unknown_severity_tell_nothing() {
        assertThat(WatchdogSample.newest(List.of(sample(969_999, "critical")), NOW, FRESH))
                .isEmpty();
        assertThat(WatchdogSample.newest(List.of(sample(990_000, "purple")), NOW, FRESH))
                .isEmpty();
    }

    private static String sample(long at, String severity) {
        return "{\"kind\":\"sample\",\"snapshot\":{\"ts\":" + at + ",\"severity\":\"" + severity
                + "\",\"reasons\":[\"300 processes\",\"40 GB\"]}}";
    }
}
