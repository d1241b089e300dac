package dev.signalbox.admission.http;

import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.exc.UnrecognizedPropertyException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.signalbox.contracts.ContractJson;
import dev.signalbox.contracts.ProblemCode;
import dev.signalbox.contracts.api.AgentRequest;
import dev.signalbox.contracts.api.BudgetRequest;
import dev.signalbox.contracts.api.InputProblem;
import dev.signalbox.contracts.api.PriorityRequest;
import dev.signalbox.contracts.api.Problem;
import dev.signalbox.contracts.api.RunRequest;
import dev.signalbox.contracts.api.Severity;
import dev.signalbox.contracts.api.SourceFile;
import dev.signalbox.contracts.api.StatedReason;
import dev.signalbox.contracts.api.StepSelection;
import dev.signalbox.contracts.api.StepsRequest;
import dev.signalbox.contracts.api.WorkspaceBudgetRequest;
import dev.signalbox.contracts.spec.Budget;
import dev.signalbox.contracts.spec.BudgetRule;
import dev.signalbox.contracts.spec.DailyBudget;
import dev.signalbox.contracts.spec.OnExceed;
import io.quarkus.runtime.configuration.MemorySize;
import java.io.IOException;
import java.io.InputStream;
import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.ZoneId;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Reads request bodies strictly: a caller's mistake is told with its place, not passed over. */
final class RequestBodies {
    private static final String BODY = "request";
    private static final int DEEPEST = 100;
    private static final BigDecimal MOST_USD = new BigDecimal("1000000000000");
    private static final int MOST_DECIMALS = 12;

    private static final ObjectMapper MAPPER = ContractJson.configure(JsonMapper.builder()
                    .enable(JsonParser.Feature.STRICT_DUPLICATE_DETECTION)
                    .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
                    .build())
            .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES);

    static {
        MAPPER.getFactory()
                .setStreamReadConstraints(StreamReadConstraints.builder()
                        .maxNestingDepth(DEEPEST)
                        .maxStringLength(Integer.MAX_VALUE)
                        .build());
    }

    private RequestBodies() {}

    /** Reads a body, but not more of it than a request may have. */
    static byte[] bytes(InputStream body, MemorySize limit) throws InvalidRequest {
        int most = Math.toIntExact(limit.asLongValue());
        byte[] read;
        try {
            read = body.readNBytes(most + 1);
        } catch (IOException e) {
            throw new InvalidRequest(Problem.of(ProblemCode.REQUEST_INVALID, "The body broke off before its end."));
        }
        if (read.length > most) {
            throw new InvalidRequest(BodyLimit.exceeded());
        }
        return read;
    }

    /** Reads the JSON body of {@code POST /v1/runs}. */
    static RunRequest runRequest(byte[] body) throws InvalidRequest {
        RunRequest request = read(body, RunRequest.class);
        require(!request.sources().isEmpty(), "'sources' must have at least one file.");
        for (SourceFile source : request.sources()) {
            require(isComplete(source), "Each file in 'sources' needs a 'name' and a 'content'.");
        }
        SourceFile agents = request.agents();
        require(agents == null || isComplete(agents), "'agents' needs a 'name' and a 'content'.");
        return request;
    }

    /** Takes the body of {@code POST /v1/runs} as a definition in YAML. */
    static RunRequest definition(byte[] body, @Nullable String workspace, boolean strict) throws InvalidRequest {
        require(body.length > 0, "The body is empty. It must be a definition in YAML.");
        SourceFile source = new SourceFile("definition.yaml", utf8(body));
        return new RunRequest(workspace, List.of(source), null, null, strict, null);
    }

    /** Reads the JSON body of {@code POST /v1/runs/{id}/steps}. */
    static StepsRequest stepsRequest(byte[] body) throws InvalidRequest {
        require(body.length > 0, "The body is empty. It must have 'sources' with steps, or say 'sealed'.");
        StepsRequest request = read(body, StepsRequest.class);
        require(
                request.sealed() || !request.sources().isEmpty(),
                "Nothing is asked for: there are neither 'sources' with steps nor 'sealed'.");
        for (SourceFile source : request.sources()) {
            require(isComplete(source), "Each file in 'sources' needs a 'name' and a 'content'.");
        }
        return request;
    }

    /** Takes the body of {@code POST /v1/runs/{id}/steps} as steps in YAML. */
    static StepsRequest steps(byte[] body, boolean sealed, boolean strict, @Nullable String reason)
            throws InvalidRequest {
        require(body.length > 0, "The body is empty. It must be steps in YAML.");
        return new StepsRequest(List.of(new SourceFile("steps.yaml", utf8(body))), null, strict, sealed, reason);
    }

    /** Reads a query parameter that is true or false. */
    static boolean flag(String name, String text) throws InvalidRequest {
        require("true".equals(text) || "false".equals(text), "'" + name + "' must be true or false.");
        return "true".equals(text);
    }

    /** Reads the body of a command about a run, which may be missing. */
    static StatedReason statedReason(byte[] body) throws InvalidRequest {
        return body.length == 0 ? new StatedReason(null) : read(body, StatedReason.class);
    }

    /** Reads the body of {@code POST /v1/runs/{id}/budget}. */
    static BudgetRequest budget(byte[] body) throws InvalidRequest {
        require(body.length > 0, "The body is empty. It must say 'usd' or 'tokens'.");
        BudgetRequest request = read(body, BudgetRequest.class);
        requireAmounts(request.usd(), request.tokens());
        return request;
    }

    /** Reads the body of {@code PUT /v1/workspaces/budget}. */
    static WorkspaceBudgetRequest workspaceBudget(byte[] body) throws InvalidRequest {
        require(body.length > 0, "The body is empty. It must say 'usd' or 'tokens', or 'daily'.");
        WorkspaceBudgetRequest request = read(body, WorkspaceBudgetRequest.class);
        WorkspaceBudgetRequest.Daily daily = request.daily();
        if (daily == null || request.usd() != null || request.tokens() != null) {
            requireAmounts(request.usd(), request.tokens());
        }
        requireShare(request.warnAt());
        if (daily != null) {
            requireAmounts(daily.usd(), daily.tokens());
            requireShare(daily.warnAt());
            requireZone(daily.timeZone());
        }
        return request;
    }

    private static void requireShare(@Nullable Integer warnAt) throws InvalidRequest {
        require(warnAt == null || (warnAt >= 1 && warnAt <= 100), "'warnAt' must be a number from 1 to 100.");
    }

    private static void requireZone(@Nullable String zone) throws InvalidRequest {
        require(zone == null || isZone(zone), "'timeZone' must be a time zone, such as Europe/Berlin or UTC.");
    }

    private static boolean isZone(String zone) {
        try {
            ZoneId.of(zone);
            return true;
        } catch (DateTimeException e) {
            return false;
        }
    }

    /** The budget in all that a body describes; null when it describes one for each day only. */
    static @Nullable BudgetRule rule(WorkspaceBudgetRequest request) {
        return request.usd() == null && request.tokens() == null
                ? null
                : rule(request.usd(), request.tokens(), request.onExceed(), request.warnAt());
    }

    /** The budget for each day that a body describes; null when it describes none. */
    static @Nullable DailyBudget daily(WorkspaceBudgetRequest request) {
        WorkspaceBudgetRequest.Daily daily = request.daily();
        return daily == null
                ? null
                : new DailyBudget(
                        rule(daily.usd(), daily.tokens(), daily.onExceed(), daily.warnAt()),
                        daily.timeZone() == null ? DailyBudget.DEFAULT_ZONE : daily.timeZone());
    }

    private static BudgetRule rule(
            @Nullable BigDecimal usd, @Nullable Long tokens, @Nullable OnExceed onExceed, @Nullable Integer warnAt) {
        BudgetRule usual = BudgetRule.of(new Budget(usd, tokens));
        return new BudgetRule(
                usual.limit(),
                onExceed == null ? usual.onExceed() : onExceed,
                warnAt == null ? usual.warnAt() : warnAt);
    }

    private static void requireAmounts(@Nullable BigDecimal usd, @Nullable Long tokens) throws InvalidRequest {
        require(usd != null || tokens != null, "The body must say 'usd' or 'tokens'.");
        require(usd == null || usd.signum() >= 0, "'usd' must not be negative.");
        require(usd == null || usd.compareTo(MOST_USD) <= 0, "'usd' is more than anybody has.");
        require(usd == null || usd.scale() <= MOST_DECIMALS, "'usd' has too many decimals.");
        require(tokens == null || tokens >= 0, "'tokens' must not be negative.");
    }

    /** Reads the JSON body of {@code POST /v1/agents}. */
    static AgentRequest agentRequest(byte[] body) throws InvalidRequest {
        require(body.length > 0, "The body is empty. It must be a JSON object that describes an agent.");
        return read(body, AgentRequest.class);
    }

    /** Reads the body that names failed steps, which may be missing. */
    static StepSelection stepSelection(byte[] body) throws InvalidRequest {
        return body.length == 0 ? new StepSelection(null, null) : read(body, StepSelection.class);
    }

    /** Reads the body that names a priority. */
    static PriorityRequest priority(byte[] body) throws InvalidRequest {
        require(body.length > 0, "The body is empty. It must be a JSON object with a 'priority'.");
        return read(body, PriorityRequest.class);
    }

    static void require(boolean holds, String otherwise) throws InvalidRequest {
        if (!holds) {
            throw new InvalidRequest(Problem.of(ProblemCode.REQUEST_INVALID, otherwise));
        }
    }

    private static boolean isComplete(@Nullable SourceFile source) {
        return source != null && present(source.name()) && present(source.content());
    }

    private static boolean present(@Nullable String text) {
        return text != null;
    }

    private static <T> T read(byte[] body, Class<T> type) throws InvalidRequest {
        @Nullable T value;
        try {
            value = MAPPER.readValue(body, type);
        } catch (JsonProcessingException e) {
            throw new InvalidRequest(Problem.of(ProblemCode.REQUEST_INVALID, "The body cannot be read: " + sentence(e))
                    .withErrors(List.of(placed(e))));
        } catch (IOException e) {
            throw new InvalidRequest(Problem.of(ProblemCode.REQUEST_INVALID, "The body is not readable JSON."));
        }
        if (value == null) {
            throw new InvalidRequest(
                    Problem.of(ProblemCode.REQUEST_INVALID, "The body is null. It must be a JSON object."));
        }
        return value;
    }

    private static InputProblem placed(JsonProcessingException failure) {
        JsonLocation at = failure.getLocation();
        return new InputProblem(
                Severity.ERROR,
                "JSON_INVALID",
                sentence(failure),
                BODY,
                at == null ? 1 : Math.max(1, at.getLineNr()),
                at == null ? 1 : Math.max(1, at.getColumnNr()),
                failure instanceof JsonMappingException mapping ? pointerOf(mapping) : null);
    }

    /** What is wrong, without the names of our classes in which Jackson says it. */
    private static String sentence(JsonProcessingException failure) {
        return switch (failure) {
            case UnrecognizedPropertyException unknown -> "unknown property '" + unknown.getPropertyName() + "'";
            case JsonMappingException mapping when mapping.getPath().isEmpty() -> "it must be a JSON object";
            case JsonMappingException mapping -> "the value at '" + pointerOf(mapping) + "' has the wrong type";
            case JsonProcessingException syntax -> "it is not valid JSON";
        };
    }

    private static String pointerOf(JsonMappingException failure) {
        return failure.getPath().stream()
                .map(step -> step.getFieldName() == null ? Integer.toString(step.getIndex()) : step.getFieldName())
                .map(step -> "/" + step.replace("~", "~0").replace("/", "~1"))
                .collect(Collectors.joining());
    }

    private static String utf8(byte[] body) throws InvalidRequest {
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(body))
                    .toString();
        } catch (CharacterCodingException e) {
            throw new InvalidRequest(
                    Problem.of(ProblemCode.DEFINITION_UNREADABLE, "The definition is not UTF-8 text."));
        }
    }
}
