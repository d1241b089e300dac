package dev.signalbox.runner.coding.cli;

import com.fasterxml.jackson.databind.JsonNode;
import dev.signalbox.contracts.attempt.AgentFault;
import dev.signalbox.contracts.spec.AgentProfile;
import dev.signalbox.contracts.spec.Usage;
import dev.signalbox.runner.coding.AgentSignal;
import dev.signalbox.runner.coding.CodingTask;
import dev.signalbox.runner.coding.Counts;
import dev.signalbox.runner.coding.FaultWords;
import dev.signalbox.runner.coding.Invocation;
import dev.signalbox.runner.coding.Sight;
import dev.signalbox.runner.coding.port.CodingCli;
import dev.signalbox.runner.coding.port.Transcript;
import java.math.BigDecimal;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Claude Code, {@code claude -p} with {@code stream-json}; options and events as of 2.1.197. It may edit files of its directory and, when
 * tools are named, use just these without being asked; a permission mode that the definition gives itself is left alone.
 */
public final class ClaudeCode implements CodingCli {
    @Override
    public String program() {
        return "claude";
    }

    @Override
    public boolean readsSystemPrompt() {
        return true;
    }

    @Override
    public Invocation invocation(CodingTask task) {
        AgentProfile profile = task.profile();
        Arguments arguments = new Arguments(task.command(), program())
                .add("-p", "--output-format", "stream-json", "--verbose")
                .option("--model", profile.model())
                .option("--append-system-prompt-file", task.systemPrompt())
                .option("--max-turns", profile.maxTurns())
                .option("--resume", profile.session());
        if (!profile.tools().isEmpty()) {
            arguments.add("--allowedTools", String.join(",", profile.tools()));
        } else if (!task.says(
                "--permission-mode", "--dangerously-skip-permissions", "--allowedTools", "--allowed-tools")) {
            arguments.add("--permission-mode", "acceptEdits");
        }
        return new Invocation(arguments.list(), Invocation.Input.PROMPT);
    }

    @Override
    public Sight sight() {
        return Sight.CALLS;
    }

    @Override
    public Transcript transcript() {
        return new Events();
    }

    private static final class Events extends JsonLines {
        private static final Map<String, AgentFault> ERRORS = Map.of("error_max_turns", AgentFault.OUT_OF_TURNS);

        /** By message: it is repeated with every part of it, and its numbers grow. */
        private final Map<String, Usage> messages = new HashMap<>();

        private Usage used = Usage.NONE;

        private @Nullable String model;

        @Override
        void event(String type, JsonNode event, Consumer<AgentSignal> signals) {
            switch (type) {
                case "system" -> system(event, signals);
                case "assistant" -> assistant(event, signals);
                case "user" -> toolResults(event.path("message").path("content"), signals);
                case "result" -> result(event, signals);
                default -> {}
            }
        }

        private void system(JsonNode event, Consumer<AgentSignal> signals) {
            switch (text(event, "subtype", "")) {
                case "init" -> {
                    model = text(event, "model");
                    signals.accept(new AgentSignal.Begun(text(event, "session_id"), model));
                }
                case "api_retry" ->
                    signals.accept(new AgentSignal.Noted(
                            "a request failed and is tried again: " + text(event, "error", "for an unknown reason")));
                default -> {}
            }
        }

        private void assistant(JsonNode event, Consumer<AgentSignal> signals) {
            JsonNode message = event.path("message");
            message.path("content").forEach(part -> {
                switch (text(part, "type", "")) {
                    case "text" -> signals.accept(new AgentSignal.Said(text(part, "text", "")));
                    case "tool_use" ->
                        signals.accept(AgentSignal.ToolCalled.of(
                                text(part, "id", ""), text(part, "name", "?"), part.path("input")));
                    default -> {}
                }
            });
            String id = text(message, "id");
            if (id != null && message.path("usage").isObject()) {
                Usage now = usage(message.path("usage"), BigDecimal.ZERO);
                Usage before = messages.put(id, now);
                if (before == null) {
                    signals.accept(new AgentSignal.TurnEnded());
                }
                used = (before == null ? used : used.since(before)).plus(now);
                signals.accept(new AgentSignal.Used(used));
            }
        }

        private static void toolResults(JsonNode content, Consumer<AgentSignal> signals) {
            content.forEach(part -> {
                if (text(part, "type", "").equals("tool_result")) {
                    signals.accept(AgentSignal.ToolAnswered.of(
                            text(part, "tool_use_id", ""),
                            part.path("is_error").asBoolean(),
                            texts(part.path("content"))));
                }
            });
        }

        private void result(JsonNode event, Consumer<AgentSignal> signals) {
            if (event.path("usage").isObject()) {
                signals.accept(
                        new AgentSignal.Used(usage(event.path("usage"), Counts.amount(event.path("total_cost_usd")))));
            }
            String subtype = text(event, "subtype", "");
            String words = text(event, "result");
            boolean succeeded =
                    subtype.equals("success") && !event.path("is_error").asBoolean();
            signals.accept(
                    succeeded
                            ? AgentSignal.Finished.successfully(words)
                            : failure(subtype, words == null ? errors(event, subtype) : words));
        }

        private static AgentSignal.Finished failure(String subtype, String error) {
            AgentFault known = ERRORS.get(subtype);
            return new AgentSignal.Finished(error, null, known == null ? FaultWords.faultIn(error) : known);
        }

        private static String errors(JsonNode event, String subtype) {
            String told = texts(event.path("errors"));
            return told.isEmpty() ? subtype.replace('_', ' ') : told;
        }

        private Usage usage(JsonNode usage, BigDecimal cost) {
            long read = Counts.of(usage.path("cache_read_input_tokens"));
            long written = Counts.of(usage.path("cache_creation_input_tokens"));
            return new Usage(
                    Counts.sum(Counts.of(usage.path("input_tokens")), read, written),
                    Counts.of(usage.path("output_tokens")),
                    cost,
                    read,
                    written,
                    model);
        }
    }
}
