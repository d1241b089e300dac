package dev.signalbox.runner.coding.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.contracts.attempt.AgentFault;
import dev.signalbox.contracts.spec.AgentProfile;
import dev.signalbox.contracts.spec.Usage;
import dev.signalbox.runner.coding.AgentSignal;
import dev.signalbox.runner.coding.Invocation;
import java.math.BigDecimal;
import java.util.List;
import org.junit.jupiter.api.Test;

class ClaudeCodeTest {
    private static final ClaudeCode CLAUDE = new ClaudeCode();
    private static final String BEGIN =
            "{\"type\":\"system\",\"subtype\":\"init\",\"session_id\":\"s-9\",\"model\":\"large\",\"tools\":[\"Bash\"]}\n";

    @Test
    void what_is_known_of_the_agent_is_passed_as_options_and_no_prompt_is() {
        Invocation invocation = CLAUDE.invocation(Reading.task(Reading.EVERYTHING));

        assertThat(invocation.command())
                .containsExactly(
                        "claude",
                        "-p",
                        "--output-format",
                        "stream-json",
                        "--verbose",
                        "--model",
                        "large",
                        "--append-system-prompt-file",
                        "/private/system.txt",
                        "--max-turns",
                        "7",
                        "--resume",
                        "s-1",
                        "--allowedTools",
                        "Read,Bash(git *)");
        assertThat(invocation.input()).isEqualTo(Invocation.Input.PROMPT);
    }

    @Test
    void without_tools_it_may_edit_unless_the_definition_says_what_it_may_do() {
        assertThat(CLAUDE.invocation(Reading.task(AgentProfile.NONE)).command())
                .endsWith("--permission-mode", "acceptEdits");
        assertThat(CLAUDE.invocation(Reading.task(AgentProfile.NONE, "/opt/claude", "--permission-mode=plan"))
                        .command())
                .startsWith("/opt/claude", "--permission-mode=plan", "-p")
                .doesNotContain("acceptEdits");
    }

    @Test
    void text_and_tools_are_signals_and_usage_counts_each_message_once() {
        Reading reading = Reading.of(CLAUDE, BEGIN + """
                {"type":"assistant","message":{"id":"m1","content":[{"type":"text","text":"I look."}],"usage":{"input_tokens":3,"cache_read_input_tokens":100,"cache_creation_input_tokens":10,"output_tokens":1}}}
                {"type":"assistant","message":{"id":"m1","content":[{"type":"tool_use","id":"t1","name":"Bash","input":{"command":"ls  -l"}}],"usage":{"input_tokens":3,"cache_read_input_tokens":100,"cache_creation_input_tokens":10,"output_tokens":20}}}
                {"type":"user","message":{"content":[{"type":"tool_result","tool_use_id":"t1","is_error":true,"content":[{"type":"text","text":"no such directory"}]}]}}
                {"type":"assistant","message":{"id":"m2","content":[{"type":"text","text":"Done."}],"usage":{"input_tokens":2,"cache_read_input_tokens":110,"output_tokens":5}}}
                {"type":"result","subtype":"success","is_error":false,"result":"Done.","total_cost_usd":0.0125,"num_turns":2,"usage":{"input_tokens":5,"cache_read_input_tokens":210,"cache_creation_input_tokens":10,"output_tokens":25}}
                """);

        assertThat(reading.signals())
                .contains(
                        new AgentSignal.Begun("s-9", "large"),
                        new AgentSignal.Said("I look."),
                        new AgentSignal.ToolCalled("t1", "Bash", "ls -l"),
                        new AgentSignal.ToolAnswered("t1", "no such directory"));
        assertThat(reading.only(AgentSignal.TurnEnded.class)).hasSize(2);
        List<AgentSignal.Used> used = reading.only(AgentSignal.Used.class);
        assertThat(used.get(1).total()).isEqualTo(new Usage(113, 20, BigDecimal.ZERO, 100, 10, "large"));
        assertThat(used.get(2).total()).isEqualTo(new Usage(225, 25, BigDecimal.ZERO, 210, 10, "large"));
        assertThat(used.getLast().total()).isEqualTo(new Usage(225, 25, new BigDecimal("0.0125"), 210, 10, "large"));
        assertThat(reading.finished()).isEqualTo(AgentSignal.Finished.successfully("Done."));
    }

    @Test
    void a_result_that_calls_itself_a_success_and_an_error_is_an_error() {
        Reading reading = Reading.of(
                CLAUDE,
                BEGIN + "{\"type\":\"result\",\"subtype\":\"success\",\"is_error\":true,"
                        + "\"result\":\"Not logged in \u00b7 Please run /login\",\"total_cost_usd\":0}");

        assertThat(reading.finished())
                .isEqualTo(new AgentSignal.Finished(
                        "Not logged in \u00b7 Please run /login", null, AgentFault.BAD_CREDENTIALS));
    }

    @Test
    void turns_that_are_used_up_and_errors_without_words_have_their_kind_and_name() {
        assertThat(Reading.of(CLAUDE, "{\"type\":\"result\",\"subtype\":\"error_max_turns\",\"is_error\":true}")
                        .finished())
                .isEqualTo(new AgentSignal.Finished("error max turns", null, AgentFault.OUT_OF_TURNS));
        assertThat(Reading.of(CLAUDE, "{\"type\":\"result\",\"subtype\":\"error_during_execution\",\"is_error\":true}")
                        .finished())
                .isEqualTo(new AgentSignal.Finished("error during execution", null, null));
    }

    @Test
    void a_stream_that_breaks_off_has_not_finished() {
        assertThat(Reading.of(CLAUDE, BEGIN + "{\"type\":\"resu").finished()).isNull();
    }
}
