package dev.signalbox.runner.coding.cli;

import com.fasterxml.jackson.databind.JsonNode;
import dev.signalbox.contracts.spec.AgentProfile;
import dev.signalbox.contracts.spec.Usage;
import dev.signalbox.runner.coding.AgentSignal;
import dev.signalbox.runner.coding.CodingTask;
import dev.signalbox.runner.coding.Counts;
import dev.signalbox.runner.coding.Invocation;
import dev.signalbox.runner.coding.Sight;
import dev.signalbox.runner.coding.Words;
import dev.signalbox.runner.coding.port.CodingCli;
import dev.signalbox.runner.coding.port.Transcript;
import dev.signalbox.runner.process.Refusal;
import java.math.BigDecimal;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Cursor's agent, {@code cursor-agent -p} with {@code stream-json}, as its documentation describes them. It may change files. What is added
 * to the system prompt stands before the prompt. Its costs are not known: it does not say them.
 */
public final class Cursor implements CodingCli {
    @Override
    public String program() {
        return "cursor-agent";
    }

    @Override
    public boolean readsSystemPrompt() {
        return false;
    }

    @Override
    public Invocation invocation(CodingTask task) throws Refusal {
        AgentProfile profile = task.profile();
        Unsupported.refuseTools("cursor", profile);
        Arguments arguments = new Arguments(task.command(), program())
                .add("-p", "--output-format", "stream-json")
                .option("--model", profile.model())
                .option("--resume", profile.session());
        if (!task.says("--force", "-f")) {
            arguments.add("--force");
        }
        return new Invocation(arguments.list(), Invocation.Input.BOTH_PROMPTS);
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
        private static final String TOOL_SUFFIX = "ToolCall";

        private @Nullable String model;

        @Override
        void event(String type, JsonNode event, Consumer<AgentSignal> signals) {
            switch (type) {
                case "system" -> {
                    model = text(event, "model");
                    signals.accept(new AgentSignal.Begun(text(event, "session_id"), model));
                }
                case "assistant" -> {
                    String said = texts(event.path("message").path("content"));
                    if (!said.isEmpty()) {
                        signals.accept(new AgentSignal.Said(said));
                    }
                    signals.accept(new AgentSignal.TurnEnded());
                }
                case "tool_call" -> toolCall(event, signals);
                case "result" -> result(event, signals);
                default -> {}
            }
        }

        private static void toolCall(JsonNode event, Consumer<AgentSignal> signals) {
            String id = text(event, "call_id", "");
            event.path("tool_call").properties().stream().findFirst().ifPresent(call -> {
                if (text(event, "subtype", "").equals("started")) {
                    signals.accept(AgentSignal.ToolCalled.of(
                            id, tool(call.getKey()), call.getValue().path("args")));
                } else {
                    JsonNode result = call.getValue().path("result");
                    String error = error(result);
                    signals.accept(
                            AgentSignal.ToolAnswered.of(id, error != null, error == null ? result.toString() : error));
                }
            });
        }

        private static String tool(String name) {
            return name.endsWith(TOOL_SUFFIX) ? name.substring(0, name.length() - TOOL_SUFFIX.length()) : name;
        }

        private static @Nullable String error(JsonNode result) {
            for (String kind : new String[] {"error", "rejected", "failure"}) {
                if (result.has(kind)) {
                    return Words.arguments(result.path(kind));
                }
            }
            return null;
        }

        private void result(JsonNode event, Consumer<AgentSignal> signals) {
            JsonNode usage = event.path("usage");
            if (usage.isObject()) {
                signals.accept(new AgentSignal.Used(usage(usage)));
            }
            String words = text(event, "result");
            boolean failed = event.path("is_error").asBoolean()
                    || !text(event, "subtype", "").equals("success");
            signals.accept(
                    failed
                            ? AgentSignal.Finished.failed(words == null ? text(event, "subtype", "an error") : words)
                            : AgentSignal.Finished.successfully(words));
        }

        private Usage usage(JsonNode usage) {
            long read = Counts.of(usage.path("cacheReadTokens"));
            long written = Counts.of(usage.path("cacheWriteTokens"));
            return new Usage(
                    Counts.sum(Counts.of(usage.path("inputTokens")), read, written),
                    Counts.of(usage.path("outputTokens")),
                    BigDecimal.ZERO,
                    read,
                    written,
                    model);
        }
    }
}
