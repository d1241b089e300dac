package dev.signalbox.runner.coding.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.signalbox.contracts.attempt.AgentFault;
import dev.signalbox.contracts.spec.AgentProfile;
import dev.signalbox.contracts.spec.Usage;
import dev.signalbox.runner.coding.AgentSignal;
import dev.signalbox.runner.coding.Invocation;
import dev.signalbox.runner.coding.Sight;
import dev.signalbox.runner.coding.port.CodingCli;
import dev.signalbox.runner.coding.port.Transcript;
import dev.signalbox.runner.process.Refusal;
import java.math.BigDecimal;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Codex, Cursor, pi and aider: what they are called with, and what their words mean. */
class OtherProgramsTest {
    private static final AgentProfile SMALL = new AgentProfile("large", "Be brief.", List.of(), null, null);

    @Test
    void only_of_aider_it_cannot_be_seen_which_tools_it_calls() {
        assertThat(List.of(new ClaudeCode(), new Codex(), new Cursor(), new Pi()))
                .allMatch(cli -> cli.sight() == Sight.CALLS);
        assertThat(new Aider().sight()).isEqualTo(Sight.NO_CALLS);
    }

    @Test
    void codex_may_write_in_its_directory_and_reads_both_prompts() throws Refusal {
        Invocation fresh = new Codex().invocation(Reading.task(SMALL));
        Invocation resumed = new Codex().invocation(Reading.task(Reading.NO_TOOLS, "codex", "--sandbox", "read-only"));

        assertThat(fresh.command())
                .containsExactly(
                        "codex",
                        "exec",
                        "--json",
                        "--skip-git-repo-check",
                        "--model",
                        "large",
                        "--sandbox",
                        "workspace-write",
                        "-");
        assertThat(fresh.input()).isEqualTo(Invocation.Input.BOTH_PROMPTS);
        assertThat(resumed.command()).endsWith("resume", "s-1", "-").doesNotContain("workspace-write");
    }

    @Test
    void codex_says_what_it_runs_and_what_it_used() {
        Reading reading = Reading.of(new Codex(), """
                {"type":"thread.started","thread_id":"th-1"}
                {"type":"turn.started"}
                {"type":"error","message":"Reconnecting... 2/5 (stream disconnected before completion)"}
                {"type":"item.started","item":{"id":"i0","type":"command_execution","command":"make test","status":"in_progress"}}
                {"type":"item.completed","item":{"id":"i0","type":"command_execution","command":"make test","aggregated_output":"1 failed","exit_code":2,"status":"failed"}}
                {"type":"item.completed","item":{"id":"i1","type":"file_change","changes":[{"path":"a.c","kind":"update"}],"status":"completed"}}
                {"type":"item.completed","item":{"id":"i2","type":"agent_message","text":"All green now."}}
                {"type":"turn.completed","usage":{"input_tokens":120,"cached_input_tokens":80,"output_tokens":30}}
                """);

        assertThat(reading.signals())
                .contains(
                        new AgentSignal.Begun("th-1", null),
                        new AgentSignal.Noted("Reconnecting... 2/5 (stream disconnected before completion)"),
                        new AgentSignal.ToolCalled("i0", "command_execution", "make test"),
                        new AgentSignal.ToolAnswered("i0", "1 failed"),
                        new AgentSignal.ToolAnswered("i1", null),
                        new AgentSignal.Said("All green now."),
                        new AgentSignal.Used(new Usage(120, 30, BigDecimal.ZERO, 80, 0, null)));
        assertThat(reading.finished()).isEqualTo(AgentSignal.Finished.successfully(null));
    }

    @Test
    void a_turn_of_codex_that_failed_says_why() {
        Reading reading = Reading.of(new Codex(), """
                {"type":"turn.started"}
                {"type":"turn.failed","error":{"message":"exceeded retry limit, last status: 429 Too Many Requests"}}
                """);

        assertThat(reading.finished())
                .isEqualTo(new AgentSignal.Finished(
                        "exceeded retry limit, last status: 429 Too Many Requests", null, AgentFault.RATE_LIMITED));
    }

    @Test
    void cursor_may_change_files_and_names_its_tools() throws Refusal {
        assertThat(new Cursor().invocation(Reading.task(SMALL)).command())
                .containsExactly("cursor-agent", "-p", "--output-format", "stream-json", "--model", "large", "--force");
        Reading reading = Reading.of(new Cursor(), """
                {"type":"system","subtype":"init","session_id":"c-1","model":"fast"}
                {"type":"user","message":{"role":"user","content":[{"type":"text","text":"the prompt"}]}}
                {"type":"assistant","message":{"role":"assistant","content":[{"type":"text","text":"I read."}]}}
                {"type":"tool_call","subtype":"started","call_id":"t1","tool_call":{"readToolCall":{"args":{"path":"a.txt"}}}}
                {"type":"tool_call","subtype":"completed","call_id":"t1","tool_call":{"readToolCall":{"args":{"path":"a.txt"},"result":{"error":{"errorMessage":"no such file"}}}}}
                {"type":"result","subtype":"success","is_error":false,"result":"I read.","session_id":"c-1"}
                """);

        assertThat(reading.signals())
                .contains(
                        new AgentSignal.Begun("c-1", "fast"),
                        new AgentSignal.Said("I read."),
                        new AgentSignal.ToolCalled("t1", "read", "a.txt"),
                        new AgentSignal.ToolAnswered("t1", "no such file"))
                .doesNotContain(new AgentSignal.Said("the prompt"));
        assertThat(reading.finished()).isEqualTo(AgentSignal.Finished.successfully("I read."));
    }

    @Test
    void pi_is_held_to_its_tools_and_adds_up_its_messages() throws Refusal {
        assertThat(new Pi().invocation(Reading.task(Reading.EVERYTHING)).command())
                .containsExactly(
                        "pi",
                        "--mode",
                        "json",
                        "-p",
                        "--model",
                        "large",
                        "--append-system-prompt",
                        "/private/system.txt",
                        "--tools",
                        "Read,Bash(git *)",
                        "--session",
                        "s-1");
        Reading reading = Reading.of(new Pi(), """
                {"type":"session","version":3,"id":"p-1"}
                {"type":"message_end","message":{"role":"user","content":[{"type":"text","text":"the prompt"}]}}
                {"type":"message_end","message":{"role":"assistant","model":"m","content":[{"type":"thinking","thinking":"hm"}],"stopReason":"toolUse","usage":{"input":10,"output":2,"cacheRead":5,"cacheWrite":1,"cost":{"total":0.001}}}}
                {"type":"tool_execution_start","toolCallId":"t1","toolName":"bash","args":{"command":"ls"}}
                {"type":"tool_execution_end","toolCallId":"t1","toolName":"bash","isError":true,"result":{"content":[{"type":"text","text":"denied"}]}}
                {"type":"turn_end"}
                {"type":"message_end","message":{"role":"assistant","model":"m","content":[{"type":"text","text":"Done."}],"stopReason":"stop","usage":{"input":1,"output":3,"cacheRead":15,"cacheWrite":0,"cost":{"total":0.002}}}}
                {"type":"turn_end"}
                {"type":"agent_end","messages":[]}
                """);

        assertThat(reading.signals())
                .contains(
                        new AgentSignal.ToolCalled("t1", "bash", "ls"),
                        new AgentSignal.ToolAnswered("t1", "denied"),
                        new AgentSignal.Said("Done."))
                .doesNotContain(new AgentSignal.Said("the prompt"));
        assertThat(reading.only(AgentSignal.Used.class).getLast().total())
                .isEqualTo(new Usage(32, 5, new BigDecimal("0.003"), 20, 1, "m"));
        assertThat(reading.only(AgentSignal.TurnEnded.class)).hasSize(2);
        assertThat(reading.finished()).isEqualTo(AgentSignal.Finished.successfully(null));
    }

    @Test
    void a_message_of_pi_that_stopped_badly_decides() {
        Reading reading = Reading.of(new Pi(), """
                {"type":"message_end","message":{"role":"assistant","content":[],"stopReason":"error","errorMessage":"529 overloaded_error"}}
                {"type":"agent_end","messages":[]}
                """);

        assertThat(reading.finished())
                .isEqualTo(new AgentSignal.Finished("529 overloaded_error", null, AgentFault.RATE_LIMITED));
    }

    @Test
    void aider_reads_its_prompt_from_a_file_and_its_words_are_counted() throws Refusal {
        assertThat(new Aider().invocation(Reading.task(SMALL)).command())
                .contains("--yes-always", "--message-file", "/private/prompt.txt", "--read", "/private/system.txt");
        Reading reading = Reading.of(new Aider(), """
                Aider v0.86.1
                Main model: some/large with diff edit format
                I changed a.txt.
                Tokens: 2.5k sent, 1.2k cache hit, 133 received. Cost: $0.04 message, $0.04 session.
                Tokens: 1,000 sent, 7 received. Cost: $0.01 message, $0.05 session.
                """);

        assertThat(reading.signals())
                .contains(new AgentSignal.Begun(null, "some/large"), new AgentSignal.Unread("I changed a.txt."));
        assertThat(reading.only(AgentSignal.Used.class).getLast().total())
                .isEqualTo(new Usage(3_500, 140, new BigDecimal("0.05"), 1_200, 0, "some/large"));
        assertThat(reading.finished()).isEqualTo(AgentSignal.Finished.successfully(null));
    }

    @Test
    void aider_fails_when_its_provider_refused_though_it_exits_with_zero() {
        Reading reading = Reading.of(new Aider(), "litellm.AuthenticationError: the key is not accepted\n");

        assertThat(reading.finished())
                .isEqualTo(new AgentSignal.Finished(
                        "litellm.AuthenticationError: the key is not accepted", null, AgentFault.BAD_CREDENTIALS));
        assertThat(Reading.of(new Aider(), "Aider v0.86.1\n").finished()).isNull();
    }

    @Test
    void what_a_program_has_no_option_for_is_refused() {
        assertThatThrownBy(() -> new Codex().invocation(Reading.task(Reading.EVERYTHING)))
                .isInstanceOf(Refusal.class)
                .hasMessage("agents of type codex cannot be held to a list of tools");
        assertThatThrownBy(() -> new Cursor().invocation(Reading.task(Reading.EVERYTHING)))
                .isInstanceOf(Refusal.class);
        assertThatThrownBy(() -> new Aider().invocation(Reading.task(Reading.NO_TOOLS)))
                .isInstanceOf(Refusal.class)
                .hasMessage("agents of type aider cannot go on with a session");
    }

    static Stream<CodingCli> programs() {
        return Stream.of(new ClaudeCode(), new Codex(), new Cursor(), new Pi(), new Aider());
    }

    @ParameterizedTest
    @MethodSource("programs")
    void nothing_that_is_printed_makes_it_fail(CodingCli cli) {
        List<String> types = List.of(
                "system",
                "assistant",
                "user",
                "result",
                "tool_call",
                "message_end",
                "item.completed",
                "item.started",
                "turn.completed",
                "turn.failed",
                "agent_end",
                "session",
                "error");
        List<String> values = List.of(
                "null",
                "1",
                "[]",
                "{}",
                "\"x\"",
                "[{}]",
                "{\"content\":5}",
                "{\"usage\":[]}",
                "{\"content\":[1,null,{\"type\":\"text\"}],\"usage\":{\"input\":-5,\"input_tokens\":\"many\"}}");
        Random random = new Random(7);
        Transcript transcript = cli.transcript();

        for (int line = 0; line < 5_000; line++) {
            String value = values.get(random.nextInt(values.size()));
            String printed = "{\"type\":\"" + types.get(random.nextInt(types.size())) + "\",\"message\":" + value
                    + ",\"item\":" + value + ",\"usage\":" + value + ",\"tool_call\":" + value + ",\"result\":" + value
                    + ",\"subtype\":\"started\"}";
            transcript.read(random.nextInt(3) == 0 ? printed.substring(0, random.nextInt(printed.length())) : printed);
        }

        assertThat(transcript.read("not JSON at all")).containsExactly(new AgentSignal.Unread("not JSON at all"));
    }
}
