package dev.signalbox.runner.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.contracts.spec.HttpAnswer;
import dev.signalbox.contracts.spec.HttpCalls;
import dev.signalbox.contracts.spec.HttpFields;
import dev.signalbox.contracts.spec.HttpFieldsBuilder;
import dev.signalbox.contracts.spec.HttpService;
import dev.signalbox.contracts.spec.HttpServiceBuilder;
import dev.signalbox.contracts.spec.Usage;
import dev.signalbox.runner.coding.AgentSignal;
import dev.signalbox.runner.coding.AgentSignal.Finished;
import dev.signalbox.runner.coding.AgentSignal.Said;
import dev.signalbox.runner.coding.AgentSignal.ToolAnswered;
import dev.signalbox.runner.coding.AgentSignal.ToolCalled;
import dev.signalbox.runner.coding.AgentSignal.TurnEnded;
import dev.signalbox.runner.coding.AgentSignal.Used;
import dev.signalbox.runner.coding.Sight;
import java.math.BigDecimal;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class ServiceTranscriptTest {
    private static final HttpCalls EACH = new HttpCalls(null, null, "/tool", "/input", "/output", "/error");
    private static final HttpCalls NAMED = new HttpCalls(null, "/id", "/tool", "/input", "/output", "/error");
    private static final HttpCalls LISTED = new HttpCalls("/calls", "/id", "/tool", "/input", "/output", "/error");

    @Test
    void each_event_about_a_call_is_another_call_until_one_answers() {
        List<AgentSignal> heard = read(
                HttpAnswer.EVENTS,
                EACH,
                "{\"tool\":\"grep\",\"input\":{\"for\":\"x\"}}",
                "{\"output\":\"none\"}",
                "{\"tool\":\"grep\",\"input\":{\"for\":\"x\"},\"output\":\"none\"}");

        ToolCalled first = (ToolCalled) heard.get(0);
        ToolCalled second = (ToolCalled) heard.get(2);
        assertThat(heard).hasSize(4);
        assertThat(first.tool()).isEqualTo("grep");
        assertThat(second.signature()).isEqualTo(first.signature());
        assertThat(second.call()).isNotEqualTo(first.call());
        assertThat(heard.get(1)).isEqualTo(ToolAnswered.of(first.call(), false, "none"));
        assertThat(heard.get(3)).isEqualTo(ToolAnswered.of(second.call(), false, "none"));
    }

    @Test
    void a_call_that_has_a_name_is_told_once_and_ends_once() {
        List<AgentSignal> heard = read(
                HttpAnswer.EVENTS,
                NAMED,
                "{\"id\":1,\"tool\":\"a\"}",
                "{\"id\":2,\"tool\":\"b\"}",
                "{\"id\":1,\"tool\":\"a\",\"output\":\"ok\"}",
                "{\"id\":1,\"tool\":\"a\",\"output\":\"ok\"}",
                "{\"id\":7,\"output\":\"of a call that was never told\"}");

        assertThat(heard).hasSize(3).last().isEqualTo(ToolAnswered.of("1", false, "ok"));
    }

    @Test
    void a_list_that_grows_tells_what_is_new_in_it() {
        List<AgentSignal> heard = read(
                HttpAnswer.POLL,
                LISTED,
                "{\"calls\":[{\"id\":\"x\",\"tool\":\"a\"}]}",
                "{\"calls\":[{\"id\":\"x\",\"tool\":\"a\",\"error\":\"no\"},{\"id\":\"y\",\"tool\":\"a\"}]}",
                "{\"calls\":\"none\"}");

        assertThat(heard.stream().map(Object::getClass))
                .containsExactly(ToolCalled.class, ToolAnswered.class, ToolCalled.class);
        assertThat(heard.get(1)).isEqualTo(ToolAnswered.of("x", true, "no"));
    }

    @Test
    void a_failure_may_be_told_by_yes_or_no() {
        List<AgentSignal> heard = read(
                HttpAnswer.EVENTS,
                EACH,
                "{\"tool\":\"a\",\"output\":\"well\",\"error\":false}",
                "{\"tool\":\"a\",\"output\":\"badly\",\"error\":true}",
                "{\"tool\":\"a\",\"output\":\"well\",\"error\":\"\"}",
                "{\"tool\":\"a\",\"output\":\"well\",\"error\":null}");

        assertThat(heard.stream().filter(ToolAnswered.class::isInstance).map(signal -> ((ToolAnswered) signal).error()))
                .containsExactly(null, "badly", null, null);
    }

    @Test
    void where_no_answers_are_told_a_call_has_ended_when_it_is_told() {
        HttpCalls silent = new HttpCalls(null, null, "/tool", null, null, null);

        assertThat(read(HttpAnswer.EVENTS, silent, "{\"tool\":\"a\"}", "{\"other\":1}").stream()
                        .map(Object::getClass))
                .containsExactly(ToolCalled.class, ToolAnswered.class);
    }

    @Test
    void text_usage_and_turns_are_told_when_they_change() {
        List<AgentSignal> heard = read(
                HttpAnswer.POLL,
                null,
                "{\"log\":\"half\",\"in\":5,\"turns\":2}",
                "{\"log\":\"half\",\"turns\":2}",
                "{\"log\":\"whole\",\"turns\":1}",
                "{\"turns\":3,\"state\":\"done\"}");

        assertThat(heard.stream().filter(TurnEnded.class::isInstance)).hasSize(3);
        assertThat(heard.stream().filter(Said.class::isInstance)).containsExactly(new Said("half"), new Said("whole"));
        assertThat(heard.stream().filter(Used.class::isInstance))
                .containsExactly(new Used(new Usage(5, 0, BigDecimal.ZERO)));
        assertThat(heard.getLast()).isInstanceOf(Finished.class);
        assertThat(heard.stream().filter(Finished.class::isInstance)).hasSize(1);
    }

    @Test
    void the_answer_of_a_service_that_is_waited_for_is_its_last_word() {
        assertThat(read(HttpAnswer.NOW, null, "{}")).containsExactly(Finished.successfully(null));
    }

    @Test
    void what_is_told_is_bounded() {
        List<AgentSignal> heard = read(HttpAnswer.EVENTS, null, "{\"turns\":2000000000}", "{\"turns\":-5}");

        assertThat(heard).hasSize(10_000);
    }

    @Test
    void progress_is_seen_where_calls_are_told() {
        assertThat(ServiceTranscript.sightOf(service(HttpAnswer.POLL, null))).isEqualTo(Sight.NO_CALLS);
        assertThat(ServiceTranscript.sightOf(service(HttpAnswer.POLL, LISTED))).isEqualTo(Sight.CALLS);
    }

    private static List<AgentSignal> read(HttpAnswer answer, @Nullable HttpCalls calls, String... bodies) {
        HttpService service = service(answer, calls);
        ServiceTranscript transcript = new ServiceTranscript(service);
        return Stream.of(bodies)
                .flatMap(body -> transcript.read(Answer.read(body, service.fields())).stream())
                .toList();
    }

    private static HttpService service(HttpAnswer answer, @Nullable HttpCalls calls) {
        HttpFields fields = HttpFieldsBuilder.builder()
                .state("/state")
                .done(List.of("done"))
                .failed(List.of())
                .text("/log")
                .inputTokens("/in")
                .turns("/turns")
                .calls(calls)
                .build();
        return HttpServiceBuilder.builder()
                .url("http://127.0.0.1/")
                .answer(answer)
                .fields(fields)
                .build();
    }
}
