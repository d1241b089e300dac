package dev.signalbox.runner.types;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import dev.signalbox.contracts.attempt.AgentFault;
import dev.signalbox.contracts.spec.Usage;
import dev.signalbox.runner.coding.AgentSignal;
import dev.signalbox.runner.coding.Counts;
import dev.signalbox.runner.coding.FaultWords;
import dev.signalbox.runner.coding.Words;
import dev.signalbox.runner.coding.port.Transcript;
import dev.signalbox.runner.types.TypeDescription.FaultRule;
import dev.signalbox.runner.types.TypeDescription.Meaning;
import dev.signalbox.runner.types.TypeDescription.Rule;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Reads what a described program prints, by its rules; without rules, as text. */
final class DescribedLines implements Transcript {
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final TypeDescription description;
    private Usage used = Usage.NONE;
    private AgentSignal.@Nullable Finished finished;

    DescribedLines(TypeDescription description) {
        this.description = description;
    }

    @Override
    public List<AgentSignal> read(String line) {
        List<Rule> rules = description.rules();
        JsonNode event = rules == null || line.isBlank() ? MissingNode.getInstance() : parsed(line);
        if (rules == null || !event.isObject()) {
            return rules != null && line.isBlank() ? List.of() : List.of(new AgentSignal.Unread(line));
        }
        List<AgentSignal> signals = new ArrayList<>();
        rules.stream().filter(rule -> holds(rule, event)).forEach(rule -> signals.add(signal(rule.meaning(), event)));
        return signals;
    }

    @Override
    public AgentSignal.@Nullable Finished finished() {
        return finished;
    }

    @Override
    public boolean exitDecides() {
        return description.exitDecides();
    }

    @Override
    public @Nullable AgentFault fault(@Nullable Integer exitCode, String lastWords) {
        return description.faults().stream()
                .filter(rule -> fits(rule, exitCode, lastWords))
                .map(FaultRule::fault)
                .findFirst()
                .orElseGet(() -> FaultWords.faultIn(lastWords));
    }

    private static boolean fits(FaultRule rule, @Nullable Integer exitCode, String words) {
        String wanted = rule.words();
        return (rule.exitCode() == null || rule.exitCode().equals(exitCode))
                && (wanted == null || words.toLowerCase(Locale.ROOT).contains(wanted.toLowerCase(Locale.ROOT)));
    }

    private static boolean holds(Rule rule, JsonNode event) {
        return rule.when().entrySet().stream().allMatch(condition -> {
            JsonNode value = event.at(JsonPointer.compile(condition.getKey()));
            return value.isValueNode() && condition.getValue().contains(value.asText());
        });
    }

    private AgentSignal signal(Meaning meaning, JsonNode event) {
        return switch (meaning) {
            case Meaning.Begun begun -> new AgentSignal.Begun(text(event, begun.session()), text(event, begun.model()));
            case Meaning.Said said -> new AgentSignal.Said(told(event, said.text()));
            case Meaning.Noted noted -> new AgentSignal.Noted(told(event, noted.text()));
            case Meaning.ToolCalled called ->
                new AgentSignal.ToolCalled(
                        told(event, called.call()),
                        told(event, called.tool()),
                        called.arguments() == null ? "" : Words.arguments(at(event, called.arguments())));
            case Meaning.ToolAnswered answered ->
                new AgentSignal.ToolAnswered(told(event, answered.call()), text(event, answered.error()));
            case Meaning.TurnEnded() -> new AgentSignal.TurnEnded();
            case Meaning.Used uses -> used(uses, event);
            case Meaning.Done done -> end(AgentSignal.Finished.successfully(text(event, done.answer())));
            case Meaning.Failed failed -> end(failure(failed, event));
        };
    }

    private AgentSignal used(Meaning.Used uses, JsonNode event) {
        Usage now = new Usage(
                Counts.of(at(event, uses.inputTokens())),
                Counts.of(at(event, uses.outputTokens())),
                Counts.amount(at(event, uses.costUsd())),
                Counts.of(at(event, uses.cacheReadTokens())),
                Counts.of(at(event, uses.cacheWriteTokens())),
                text(event, uses.model()));
        used = uses.adds() ? used.plus(now) : used.orMore(now);
        return new AgentSignal.Used(used);
    }

    private AgentSignal.Finished failure(Meaning.Failed failed, JsonNode event) {
        String error = Objects.requireNonNullElse(text(event, failed.error()), "it says that it has failed");
        AgentFault fault = failed.fault();
        return new AgentSignal.Finished(error, null, fault == null ? fault(null, error) : fault);
    }

    private AgentSignal end(AgentSignal.Finished end) {
        finished = end;
        return end;
    }

    private static String told(JsonNode event, @Nullable String pointer) {
        return Objects.requireNonNullElse(text(event, pointer), "");
    }

    private static @Nullable String text(JsonNode event, @Nullable String pointer) {
        JsonNode value = at(event, pointer);
        if (value.isMissingNode() || value.isNull()) {
            return null;
        }
        return value.isValueNode() ? value.asText() : value.toString();
    }

    private static JsonNode at(JsonNode event, @Nullable String pointer) {
        return pointer == null ? MissingNode.getInstance() : event.at(JsonPointer.compile(pointer));
    }

    private static JsonNode parsed(String line) {
        try {
            return JSON.readTree(line);
        } catch (JsonProcessingException e) {
            return MissingNode.getInstance();
        }
    }
}
