package dev.signalbox.system.work;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A step of a {@link Graph}.
 *
 * @param entry its keys as the native format has them
 */
public record Step(Map<String, Object> entry) {
    public Step {
        entry = new LinkedHashMap<>(entry);
    }

    /** A step that runs an argument list. */
    public static Step running(String id, List<String> command) {
        return new Step(Map.of("id", id)).with("run", command);
    }

    /** A step that is only played, and takes so long. */
    public static Step played(String id, String duration) {
        return new Step(Map.of("id", id)).with("fake", Map.of("duration", duration));
    }

    public Step after(String... steps) {
        return after(List.of(steps));
    }

    public Step after(List<String> steps) {
        return steps.isEmpty() ? this : with("depends_on", steps);
    }

    public Step writing(String... patterns) {
        return withFiles("write", List.of(patterns));
    }

    public Step reading(String... patterns) {
        return withFiles("read", List.of(patterns));
    }

    /** Tried so often, with a short rest in between. */
    public Step tried(int attempts) {
        return with("retry", Map.of("attempts", attempts, "backoff", List.of("50ms")));
    }

    public Step with(String key, Object value) {
        Map<String, Object> more = new LinkedHashMap<>(entry);
        more.put(key, value);
        return new Step(more);
    }

    private Step withFiles(String mode, List<String> patterns) {
        Map<String, Object> files = new LinkedHashMap<>();
        if (entry.get("files") instanceof Map<?, ?> before) {
            before.forEach((key, value) -> files.put((String) key, value));
        }
        files.put(mode, patterns);
        return with("files", files);
    }
}
