package dev.signalbox.client;

import dev.signalbox.contracts.RunId;
import dev.signalbox.contracts.StepId;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** A path of the API with its parameters; every value in it is percent-encoded. */
record RunPath(String text) {
    static final RunPath RUNS = new RunPath("/v1/runs");

    static RunPath of(RunId run) {
        return RUNS.slash(run.value());
    }

    static RunPath of(RunId run, StepId step) {
        return of(run).slash("steps").slash(step.value());
    }

    RunPath slash(String part) {
        return new RunPath(text + "/" + encoded(part));
    }

    /** Adds a parameter, or nothing when its value is null. */
    RunPath with(String name, @Nullable Object value) {
        return value == null
                ? this
                : new RunPath(text + (text.contains("?") ? "&" : "?") + name + "=" + encoded(value.toString()));
    }

    private static String encoded(String value) {
        return URLEncoder.encode(value, StandardCharsets.UTF_8).replace("+", "%20");
    }
}
