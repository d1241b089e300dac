package dev.signalbox.runner.coding.cli;

import com.fasterxml.jackson.databind.JsonNode;
import dev.signalbox.contracts.spec.AgentProfile;
import dev.signalbox.contracts.spec.Usage;
import dev.signalbox.runner.coding.AgentSignal;
import dev.signalbox.runner.coding.CodingTask;
import dev.signalbox.runner.coding.Counts;
import dev.signalbox.runner.coding.Invocation;
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
                signals.accept(new AgentSignal.ToolCalled(text(item, "id", ""), text(item, "type", "?"), arguments));
            }
        }

        private static void completed(JsonNode item, Consumer<AgentSignal> signals) {
            switch (text(item, "type", "")) {
                case "agent_message" -> signals.accept(new AgentSignal.Said(text(item, "text", "")));
                case "error" -> signals.accept(new AgentSignal.Noted(text(item, "message", "an error")));
                case "file_change" -> {
                    signals.accept(new AgentSignal.ToolCalled(
                            text(item, "id", ""), "file_change", Words.arguments(item.path("changes"))));
                    signals.accept(new AgentSignal.ToolAnswered(text(item, "id", ""), error(item)));
                }
                case "command_execution", "mcp_tool_call", "web_search" ->
                    signals.accept(new AgentSignal.ToolAnswered(text(item, "id", ""), error(item)));
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
