package dev.signalbox.runner.http;

import com.fasterxml.jackson.databind.JsonNode;
import dev.signalbox.contracts.spec.HttpAnswer;
import dev.signalbox.contracts.spec.HttpCalls;
import dev.signalbox.contracts.spec.HttpService;
import dev.signalbox.runner.coding.AgentSignal;
import dev.signalbox.runner.coding.Sight;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What the answers and events of a service say, one after the other, as the programs of other agents say it. What one repeats of those before
 * it is not said again. Memory is bounded. Not thread-safe.
 */
public final class ServiceTranscript {
    private static final int MOST_CALLS = 10_000;
    private static final int MOST_TURNS_AT_ONCE = 10_000;

    private final HttpService service;
    private final Map<String, Boolean> endedById = new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Boolean> eldest) {
            return size() > MOST_CALLS;
        }
    };
    private @Nullable String lastText;
    private String lastCall = "";
    private int unnamed;
    private int turns;

    public ServiceTranscript(HttpService service) {
        this.service = service;
    }

    /** What can be seen of an agent of this service. */
    public static Sight sightOf(HttpService service) {
        return service.fields().calls() == null ? Sight.NO_CALLS : Sight.CALLS;
    }

    /** What an answer says that was not said before. */
    public List<AgentSignal> read(Answer answer) {
        List<AgentSignal> signals = new ArrayList<>();
        HttpCalls calls = service.fields().calls();
        if (calls != null) {
            answer.list(calls.list()).forEach(call -> readCall(calls, call, signals));
        }
        answer.usage().ifPresent(total -> signals.add(new AgentSignal.Used(total)));
        readTurns(answer, signals);
        String text = answer.text();
        if (text != null && !text.equals(lastText)) {
            lastText = text;
            signals.add(new AgentSignal.Said(text));
        }
        if (service.answer() == HttpAnswer.NOW || answer.state() != Answer.State.GOES_ON) {
            signals.add(AgentSignal.Finished.successfully(null));
        }
        return signals;
    }

    private void readCall(HttpCalls calls, JsonNode told, List<AgentSignal> signals) {
        String tool = Answer.text(told, calls.tool());
        String answer = Answer.text(told, calls.answer());
        JsonNode error = Answer.at(told, calls.error());
        boolean failed = tellsFailure(error);
        boolean ends = failed || answer != null || calls.answer() == null;
        if (tool == null && !ends) {
            return;
        }
        String id = idOf(Answer.text(told, calls.id()), tool != null);
        if (tool != null && endedById.putIfAbsent(id, false) == null) {
            signals.add(AgentSignal.ToolCalled.of(id, tool, Answer.at(told, calls.arguments())));
        }
        if (ends && Boolean.FALSE.equals(endedById.get(id))) {
            endedById.put(id, true);
            String said = failed && !error.isBoolean() ? Answer.text(told, calls.error()) : answer;
            signals.add(AgentSignal.ToolAnswered.of(id, failed, said));
        }
    }

    /** Some say whether it failed, some say why. */
    private static boolean tellsFailure(JsonNode error) {
        boolean isNone = error.isMissingNode()
                || error.isNull()
                || (error.isTextual() && error.textValue().isEmpty());
        return !isNone && !(error.isBoolean() && !error.booleanValue());
    }

    /** A call without a name of its own is another one whenever a tool is called, and the last one when one answers. */
    private String idOf(@Nullable String told, boolean begins) {
        if (told == null && begins) {
            unnamed++;
        }
        lastCall = told != null ? told : begins ? "#" + unnamed : lastCall;
        return lastCall;
    }

    private void readTurns(Answer answer, List<AgentSignal> signals) {
        int now = Math.min(answer.turns(), turns + MOST_TURNS_AT_ONCE);
        for (; turns < now; turns++) {
            signals.add(new AgentSignal.TurnEnded());
        }
    }
}
