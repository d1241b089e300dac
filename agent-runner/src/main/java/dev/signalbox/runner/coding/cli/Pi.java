package dev.signalbox.runner.coding.cli;

import com.fasterxml.jackson.databind.JsonNode;
import dev.signalbox.contracts.spec.AgentProfile;
import dev.signalbox.contracts.spec.Usage;
import dev.signalbox.runner.coding.AgentSignal;
import dev.signalbox.runner.coding.CodingTask;
import dev.signalbox.runner.coding.Counts;
import dev.signalbox.runner.coding.Invocation;
import dev.signalbox.runner.coding.Sight;
import dev.signalbox.runner.coding.port.CodingCli;
import dev.signalbox.runner.coding.port.Transcript;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** pi, {@code pi --mode json -p}; options and events as of 0.73. A session is kept only when one is gone on with. */
public final class Pi implements CodingCli {
    @Override
    public String program() {
        return "pi";
    }

    @Override
    public boolean readsSystemPrompt() {
        return true;
    }

    @Override
    public Invocation invocation(CodingTask task) {
        AgentProfile profile = task.profile();
        Arguments arguments = new Arguments(task.command(), program())
                .add("--mode", "json", "-p")
                .option("--model", profile.model())
                .option("--append-system-prompt", task.systemPrompt())
                .option("--tools", profile.tools().isEmpty() ? null : String.join(",", profile.tools()));
        if (profile.session() == null) {
            arguments.add("--no-session");
        } else {
            arguments.add("--session", profile.session());
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
        private static final Set<String> STOPPED_BADLY = Set.of("error", "aborted");

        private Usage used = Usage.NONE;
        private AgentSignal.@Nullable Finished lastMessage;

        @Override
        void event(String type, JsonNode event, Consumer<AgentSignal> signals) {
            switch (type) {
                case "session" -> signals.accept(new AgentSignal.Begun(text(event, "id"), null));
                case "message_end" -> message(event.path("message"), signals);
                case "turn_end" -> signals.accept(new AgentSignal.TurnEnded());
                case "tool_execution_start" ->
                    signals.accept(AgentSignal.ToolCalled.of(
                            text(event, "toolCallId", ""), text(event, "toolName", "?"), event.path("args")));
                case "tool_execution_end" ->
                    signals.accept(AgentSignal.ToolAnswered.of(
                            text(event, "toolCallId", ""),
                            event.path("isError").asBoolean(),
                            texts(event.path("result").path("content"))));
                case "auto_retry_start" ->
                    signals.accept(new AgentSignal.Noted("a request failed and is tried again: "
                            + text(event, "errorMessage", "for an unknown reason")));
                case "agent_end" -> {
                    if (lastMessage != null) {
                        signals.accept(lastMessage);
                    }
                }
                default -> {}
            }
        }

        private void message(JsonNode message, Consumer<AgentSignal> signals) {
            if (!text(message, "role", "").equals("assistant")) {
                return;
            }
            String said = texts(message.path("content"));
            if (!said.isBlank()) {
                signals.accept(new AgentSignal.Said(said));
            }
            if (message.path("usage").isObject()) {
                used = used.plus(usage(message.path("usage"), text(message, "model")));
                signals.accept(new AgentSignal.Used(used));
            }
            String reason = text(message, "stopReason", "");
            lastMessage = STOPPED_BADLY.contains(reason)
                    ? AgentSignal.Finished.failed(text(message, "errorMessage", "stopped: " + reason))
                    : AgentSignal.Finished.successfully(null);
        }

        private static Usage usage(JsonNode usage, @Nullable String model) {
            long read = Counts.of(usage.path("cacheRead"));
            long written = Counts.of(usage.path("cacheWrite"));
            return new Usage(
                    Counts.sum(Counts.of(usage.path("input")), read, written),
                    Counts.of(usage.path("output")),
                    Counts.amount(usage.path("cost").path("total")),
                    read,
                    written,
                    model);
        }
    }
}
