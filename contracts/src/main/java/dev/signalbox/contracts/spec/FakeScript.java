package dev.signalbox.contracts.spec;

import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a {@code fake} agent does with a step.
 *
 * @param duration how long an attempt takes
 * @param output the lines it prints
 * @param failures how many attempts fail before one succeeds; 0 when the first succeeds
 * @param exitCode the exit code of a failing attempt, 1 to 255
 * @param usage what each attempt reports to have used; null for nothing
 */
public record FakeScript(
        Duration duration,
        List<String> output,
        int failures,
        int exitCode,
        @Nullable Usage usage) {
    public static final FakeScript IMMEDIATE_SUCCESS = new FakeScript(Duration.ZERO, List.of(), 0, 1, null);

    public FakeScript {
        output = List.copyOf(output);
    }
}
