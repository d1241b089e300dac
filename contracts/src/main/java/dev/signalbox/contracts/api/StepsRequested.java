package dev.signalbox.contracts.api;

import dev.signalbox.contracts.RunId;
import java.util.List;
import java.util.Map;

/**
 * The answer to {@code POST /v1/runs/{id}/steps}: the request is in the log. The run has the steps when its events say so; should
 * the run have changed in the meantime so that it cannot take them, they say that instead.
 *
 * @param run the run
 * @param steps how many steps were sent
 * @param sealed whether the run was asked to be sealed
 * @param warnings what in the files deserves a look
 * @param links where to look next: {@code self}, {@code steps}, {@code events}, {@code stream}
 */
public record StepsRequested(
        RunId run, int steps, boolean sealed, List<InputProblem> warnings, Map<String, String> links) {
    public StepsRequested {
        warnings = List.copyOf(warnings);
        links = Map.copyOf(links);
    }
}
