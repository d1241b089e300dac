package dev.signalbox.runner.coding.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.signalbox.contracts.spec.AgentProfile;
import dev.signalbox.contracts.spec.Usage;
import dev.signalbox.runner.coding.AgentSignal;
import dev.signalbox.runner.coding.CallSignature;
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
 * Codex, {@code codex exec --json}; options and events as of 0.169. It may write in its directory, unless the definition gives a sandbox
 * itself. What is added to the system prompt stands before the prompt.
 */
public final class Codex implements CodingCli {
    @Override
    public String program() {
        return "codex";
    }

    @Override
    public boolean readsSystemPrompt() {
        return false;
    }

    @Override
    public Invocation invocation(CodingTask task) throws Refusal {
        AgentProfile profile = task.profile();
        Unsupported.refuseTools("codex", profile);
        Arguments arguments = new Arguments(task.command(), program())
                .add("exec", "--json", "--skip-git-repo-check")
                .option("--model", profile.model());
        if (!task.says("--sandbox", "-s", "--dangerously-bypass-approvals-and-sandbox", "--approve-for-me")) {
            arguments.add("--sandbox", "workspace-write");
        }
        if (profile.session() != null) {
            arguments.add("resume", profile.session());
        }
        return new Invocation(arguments.add("-").list(), Invocation.Input.BOTH_PROMPTS);
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
        private Usage used = Usage.NONE;

        @Override
        void event(String type, JsonNode event, Consumer<AgentSignal> signals) {
            switch (type) {
                case "thread.started" -> signals.accept(new AgentSignal.Begun(text(event, "thread_id"), null));
                case "item.started" -> started(event.path("item"), signals);
                case "item.completed" -> completed(event.path("item"), signals);
                case "error" -> signals.accept(new AgentSignal.Noted(text(event, "message", "an error")));
                case "turn.completed" -> {
                    used = used.plus(usage(event.path("usage")));
                    signals.accept(new AgentSignal.Used(used));
                    signals.accept(new AgentSignal.TurnEnded());
                    signals.accept(AgentSignal.Finished.successfully(null));
                }
                case "turn.failed" ->
                    signals.accept(
                            AgentSignal.Finished.failed(text(event.path("error"), "message", "the turn failed")));
                default -> {}
            }
        }

        private static void started(JsonNode item, Consumer<AgentSignal> signals) {
            String arguments = arguments(item);
            if (arguments != null) {
                String type = text(item, "type", "?");
                signals.accept(new AgentSignal.ToolCalled(
                        text(item, "id", ""), type, arguments, CallSignature.of(type, whatIsAsked(item))));
            }
        }

        private static void completed(JsonNode item, Consumer<AgentSignal> signals) {
            switch (text(item, "type", "")) {
                case "agent_message" -> signals.accept(new AgentSignal.Said(text(item, "text", "")));
                case "error" -> signals.accept(new AgentSignal.Noted(text(item, "message", "an error")));
                case "file_change" -> {
                    signals.accept(
                            AgentSignal.ToolCalled.of(text(item, "id", ""), "file_change", item.path("changes")));
                    signals.accept(new AgentSignal.ToolAnswered(text(item, "id", ""), error(item)));
                }
                case "command_execution", "mcp_tool_call", "web_search" -> {
                    String error = error(item);
                    String told = text(item, "aggregated_output");
                    signals.accept(AgentSignal.ToolAnswered.of(
                            text(item, "id", ""), error != null, error == null ? told : error));
                }
                default -> {}
            }
        }

        private static @Nullable String arguments(JsonNode item) {
            return switch (text(item, "type", "")) {
                case "command_execution" -> Words.arguments(item.path("command"));
                case "mcp_tool_call" ->
                    text(item, "server", "") + "." + text(item, "tool", "") + " "
                            + Words.arguments(item.path("arguments"));
                case "web_search" -> Words.arguments(item.path("query"));
                default -> null;
            };
        }

        /** All that tells one call from another. */
        private static JsonNode whatIsAsked(JsonNode item) {
            ArrayNode asked = JsonNodeFactory.instance.arrayNode();
            for (String part : new String[] {"command", "server", "tool", "arguments", "query"}) {
                asked.add(item.path(part));
            }
            return asked;
        }

        private static @Nullable String error(JsonNode item) {
            if (!text(item, "status", "").equals("failed")) {
                return null;
            }
            String output = text(item, "aggregated_output");
            return output == null ? text(item.path("error"), "message", "it failed") : output;
        }

        private static Usage usage(JsonNode usage) {
            return new Usage(
                    Counts.of(usage.path("input_tokens")),
                    Counts.of(usage.path("output_tokens")),
                    BigDecimal.ZERO,
                    Counts.of(usage.path("cached_input_tokens")),
                    0,
                    null);
        }
    }
}
