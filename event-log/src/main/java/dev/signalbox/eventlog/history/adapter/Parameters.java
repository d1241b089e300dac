package dev.signalbox.eventlog.history.adapter;

import com.fasterxml.jackson.core.type.TypeReference;
import dev.signalbox.contracts.ContractJson;
import dev.signalbox.contracts.ProblemCode;
import dev.signalbox.contracts.RunId;
import dev.signalbox.contracts.StepId;
import dev.signalbox.contracts.WorkspaceId;
import dev.signalbox.contracts.event.RunStatus;
import dev.signalbox.eventlog.problem.adapter.Refusal;
import java.time.Duration;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Reads the parameters of requests; what cannot be read is refused with the name of the parameter. */
final class Parameters {
    static final int LARGEST_PAGE = 1_000;

    private Parameters() {}

    static RunId run(String text) {
        try {
            return new RunId(text);
        } catch (IllegalArgumentException e) {
            throw noRun(text);
        }
    }

    static Refusal noRun(String id) {
        return Refusal.of(ProblemCode.RUN_NOT_FOUND, "There is no run '" + id + "'.");
    }

    static StepId step(RunId run, String text) {
        try {
            return new StepId(text);
        } catch (IllegalArgumentException e) {
            throw noStep(run, text);
        }
    }

    static Refusal noStep(RunId run, String id) {
        return Refusal.of(ProblemCode.STEP_NOT_FOUND, "Run " + run + " has no step '" + id + "'.");
    }

    static @Nullable RunStatus status(@Nullable String text) {
        return optional("status", text, value -> ContractJson.mapper().convertValue(value, new TypeReference<>() {}));
    }

    static @Nullable WorkspaceId workspace(@Nullable String text) {
        return optional("workspace", text, WorkspaceId::new);
    }

    /** Whether a list of steps is to have their outputs. */
    static boolean includesOutput(@Nullable String include) {
        if (include != null && !include.isEmpty() && !include.equals("output")) {
            throw Refusal.of(
                    ProblemCode.REQUEST_INVALID, "include is 'output' or nothing, not '%s'.".formatted(include));
        }
        return "output".equals(include);
    }

    static List<String> types(@Nullable String text) {
        return text == null || text.isEmpty() ? List.of() : List.of(text.split(",", -1));
    }

    static @Nullable RunId parent(@Nullable String text) {
        return optional("parent", text, RunId::new);
    }

    static @Nullable RunId runAfter(@Nullable String text) {
        return optional("after", text, RunId::new);
    }

    /** A sequence number; {@code ifAbsent} when none is given. */
    static long sequence(String name, @Nullable String text, long ifAbsent) {
        Long number = optional(name, text, Long::valueOf);
        if (number != null && number < ifAbsent) {
            throw invalid(name, text);
        }
        return number == null ? ifAbsent : number;
    }

    static int limit(@Nullable String text, int ifAbsent) {
        Integer number = optional("limit", text, Integer::valueOf);
        if (number != null && (number < 1 || number > LARGEST_PAGE)) {
            throw Refusal.of(ProblemCode.REQUEST_INVALID, "limit is 1 to %d, not %d.".formatted(LARGEST_PAGE, number));
        }
        return number == null ? ifAbsent : number;
    }

    static @Nullable Integer attempt(@Nullable String text) {
        Integer number = optional("attempt", text, Integer::valueOf);
        if (number != null && number < 1) {
            throw invalid("attempt", text);
        }
        return number;
    }

    /** Whole seconds. */
    static Duration wait(@Nullable String text, Duration longest) {
        Long seconds = optional("wait", text, Long::valueOf);
        if (seconds != null && (seconds < 0 || seconds > longest.toSeconds())) {
            throw Refusal.of(
                    ProblemCode.REQUEST_INVALID,
                    "wait is 0 to %d seconds, not %d.".formatted(longest.toSeconds(), seconds));
        }
        return seconds == null ? Duration.ZERO : Duration.ofSeconds(seconds);
    }

    private static <T> @Nullable T optional(String name, @Nullable String text, Function<String, T> read) {
        if (text == null || text.isEmpty()) {
            return null;
        }
        try {
            return read.apply(text);
        } catch (IllegalArgumentException e) {
            throw invalid(name, text);
        }
    }

    private static Refusal invalid(String name, @Nullable String text) {
        return Refusal.of(ProblemCode.REQUEST_INVALID, "'%s' is not a valid %s.".formatted(text, name));
    }
}
