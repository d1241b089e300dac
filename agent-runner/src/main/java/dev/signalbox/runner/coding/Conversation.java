package dev.signalbox.runner.coding;

import dev.signalbox.contracts.attempt.AgentFault;
import dev.signalbox.contracts.spec.Usage;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** What is known of an attempt of a coding agent from its signals: what a person reads of it, and what counts in the end. Not thread-safe. */
public final class Conversation {
    private static final int LONGEST_ERROR = 500;

    private final Consumer<String> lines;
    private final Map<String, String> openCalls = new HashMap<>();
    private @Nullable String lastSaid;
    private Usage usage = Usage.NONE;
    private int turns;

    /** @param lines takes what a person reads, line by line or in several lines at a time */
    public Conversation(Consumer<String> lines) {
        this.lines = lines;
    }

    public void hear(AgentSignal signal) {
        switch (signal) {
            case AgentSignal.Begun begun -> lines.accept(beginning(begun));
            case AgentSignal.Said said -> {
                lastSaid = said.text();
                lines.accept(said.text());
            }
            case AgentSignal.Noted noted -> lines.accept("[" + noted.text() + "]");
            case AgentSignal.Unread unread -> lines.accept(unread.line());
            case AgentSignal.ToolCalled called -> {
                openCalls.put(called.call(), called.tool());
                lines.accept("-> " + called.tool() + " " + called.arguments());
            }
            case AgentSignal.ToolAnswered answered -> answer(answered);
            case AgentSignal.TurnEnded() -> turns++;
            case AgentSignal.Used used -> usage = usage.orMore(used.total());
            case AgentSignal.Finished finished -> finish(finished);
        }
    }

    /** What it said last; null when it has said nothing. */
    public @Nullable String lastSaid() {
        return lastSaid;
    }

    public Usage usage() {
        return usage;
    }

    public int turns() {
        return turns;
    }

    private static String beginning(AgentSignal.Begun begun) {
        String model = begun.model() == null ? "" : " with " + begun.model();
        return "[begun" + model + (begun.session() == null ? "" : ", session " + begun.session()) + "]";
    }

    private void answer(AgentSignal.ToolAnswered answered) {
        String tool = openCalls.remove(answered.call());
        String error = answered.error();
        if (error != null) {
            lines.accept("<- " + (tool == null ? "a tool" : tool) + " failed: " + Words.line(error, LONGEST_ERROR));
        }
    }

    private void finish(AgentSignal.Finished finished) {
        String error = finished.error();
        if (error != null && !error.equals(lastSaid)) {
            AgentFault fault = finished.fault();
            lines.accept("[ended: " + (fault == null ? "" : fault + ": ") + error + "]");
        }
        String answer = finished.answer();
        if (answer != null && !answer.equals(lastSaid)) {
            lines.accept(answer);
        }
    }
}
