package dev.signalbox.runner.coding;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.signalbox.runner.coding.cli.ClaudeCode;
import dev.signalbox.runner.coding.cli.Codex;
import dev.signalbox.runner.coding.port.CodingCli;
import java.util.List;
import org.junit.jupiter.api.Test;

class CallSignatureTest {
    @Test
    void the_same_arguments_are_the_same_call_in_whatever_order_they_are_written() {
        assertThat(call("Edit", "{\"file\": \"a\", \"old\": [1, {\"x\": 2, \"y\": 3}]}"))
                .isEqualTo(call("Edit", "{\"old\":[1,{\"y\":3,\"x\":2}],\"file\":\"a\"}"))
                .matches("Edit#[0-9a-f]{8}");
    }

    @Test
    void another_tool_or_another_argument_is_another_call() {
        String call = call("Edit", "{\"file\": \"a\"}");

        assertThat(call("Write", "{\"file\": \"a\"}")).isNotEqualTo(call);
        assertThat(call("Edit", "{\"file\": \"b\"}")).isNotEqualTo(call);
        assertThat(call("Edit", "{\"file\": [\"a\"]}")).isNotEqualTo(call);
    }

    @Test
    void arguments_that_differ_only_behind_what_a_reader_is_shown_are_different_calls() {
        String common = "x".repeat(1_000);

        assertThat(call("Edit", "{\"new\": \"" + common + "1\"}"))
                .isNotEqualTo(call("Edit", "{\"new\": \"" + common + "2\"}"));
    }

    @Test
    void an_answer_that_differs_in_numbers_and_spaces_only_is_the_same() {
        assertThat(CallSignature.ofAnswer("2 failed in 1.24 s\n"))
                .isEqualTo(CallSignature.ofAnswer("2 failed  in 17.9 s"))
                .isNotEqualTo(CallSignature.ofAnswer("all passed in 17.9 s"));
    }

    @Test
    void claude_code_and_codex_say_calls_and_answers_that_can_be_compared() {
        List<AgentSignal> claude = read(new ClaudeCode(), """
                {"type":"assistant","message":{"id":"m1","content":[{"type":"tool_use","id":"t1","name":"Bash","input":{"command":"ls"}}]}}
                {"type":"user","message":{"content":[{"type":"tool_result","tool_use_id":"t1","content":"a 1"}]}}
                """);
        List<AgentSignal> codex = read(new Codex(), """
                {"type":"item.started","item":{"id":"i0","type":"command_execution","command":"ls"}}
                {"type":"item.completed","item":{"id":"i0","type":"command_execution","command":"ls","aggregated_output":"a 2","status":"completed"}}
                {"type":"item.started","item":{"id":"i1","type":"command_execution","command":"ls"}}
                """);

        assertThat(((AgentSignal.ToolCalled) claude.getFirst()).signature()).startsWith("Bash#");
        assertThat(((AgentSignal.ToolAnswered) claude.getLast()).answer())
                .isEqualTo(((AgentSignal.ToolAnswered) codex.get(1)).answer())
                .isNotNull();
        assertThat(((AgentSignal.ToolCalled) codex.getFirst()).signature())
                .isEqualTo(((AgentSignal.ToolCalled) codex.getLast()).signature());
    }

    private static List<AgentSignal> read(CodingCli cli, String printed) {
        var transcript = cli.transcript();
        return printed.lines().flatMap(line -> transcript.read(line).stream()).toList();
    }

    private static String call(String tool, String arguments) {
        try {
            return CallSignature.of(tool, JsonMapper.builder().build().readTree(arguments));
        } catch (JsonProcessingException e) {
            throw new AssertionError(e);
        }
    }
}
