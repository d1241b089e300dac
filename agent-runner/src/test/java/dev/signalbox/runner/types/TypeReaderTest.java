package dev.signalbox.runner.types;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.signalbox.contracts.api.SourceFile;
import dev.signalbox.contracts.attempt.AgentFault;
import dev.signalbox.contracts.spec.AgentProfile;
import dev.signalbox.contracts.spec.AgentType;
import dev.signalbox.contracts.spec.Usage;
import dev.signalbox.runner.coding.AgentSignal;
import dev.signalbox.runner.coding.CodingTask;
import dev.signalbox.runner.coding.Invocation;
import dev.signalbox.runner.coding.Sight;
import dev.signalbox.runner.coding.port.Transcript;
import dev.signalbox.runner.process.Refusal;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class TypeReaderTest {
    private static final Path EXAMPLE = Path.of("../examples/adapters/house_model.yaml");
    private static final Path PROMPT = Path.of("/private/prompt");
    private static final Path SYSTEM = Path.of("/private/system");

    @Test
    void the_example_is_called_with_what_is_given_and_with_nothing_else() throws Exception {
        DescribedCli cli = new DescribedCli(example());

        Invocation all = cli.invocation(new CodingTask(
                List.of("/opt/house"),
                new AgentProfile("large", "Be brief.", List.of("read", "edit"), 3, "s-1"),
                PROMPT,
                SYSTEM));
        Invocation none = cli.invocation(new CodingTask(List.of(), AgentProfile.NONE, PROMPT, null));

        assertThat(all.command())
                .containsExactly(
                        "/opt/house",
                        "work",
                        "--json",
                        "--model",
                        "large",
                        "--tools=read,edit",
                        "--continue",
                        "s-1",
                        "--system",
                        "/private/system");
        assertThat(all.input()).isEqualTo(Invocation.Input.PROMPT);
        assertThat(none.command()).containsExactly("house-model", "work", "--json");
        assertThat(example().type()).isEqualTo(new AgentType("house_model"));
    }

    @Test
    void the_lines_of_the_example_are_understood() throws IOException {
        Transcript transcript = new DescribedCli(example()).transcript();
        List<AgentSignal> signals = new ArrayList<>();
        for (String line : List.of(
                "{\"event\":\"hello\",\"session\":\"s-1\",\"model\":\"large\"}",
                "{\"event\":\"say\",\"text\":\"I work.\"}",
                "{\"event\":\"tool\",\"id\":1,\"name\":\"read\",\"input\":{\"file\":\"a\"}}",
                "{\"event\":\"tool_end\",\"id\":1,\"error\":\"no such file\"}",
                "{\"event\":\"turn\",\"tokens\":{\"in\":5,\"out\":2},\"usd\":0.25}",
                "{\"event\":\"turn\",\"tokens\":{\"in\":1,\"out\":1}}",
                "not json",
                "{\"event\":\"unknown\"}",
                "{\"event\":\"end\",\"status\":\"ok\",\"answer\":\"Done.\"}")) {
            signals.addAll(transcript.read(line));
        }

        assertThat(signals)
                .containsExactly(
                        new AgentSignal.Begun("s-1", "large"),
                        new AgentSignal.Said("I work."),
                        new AgentSignal.ToolCalled("1", "read", "a"),
                        new AgentSignal.ToolAnswered("1", "no such file"),
                        new AgentSignal.TurnEnded(),
                        new AgentSignal.Used(new Usage(5, 2, new BigDecimal("0.25"))),
                        new AgentSignal.TurnEnded(),
                        new AgentSignal.Used(new Usage(6, 3, new BigDecimal("0.25"))),
                        new AgentSignal.Unread("not json"),
                        AgentSignal.Finished.successfully("Done."));
        assertThat(transcript.finished()).isEqualTo(AgentSignal.Finished.successfully("Done."));
        assertThat(transcript.exitDecides()).isFalse();
    }

    @Test
    void its_failures_have_their_faults() throws IOException {
        Transcript transcript = new DescribedCli(example()).transcript();

        transcript.read("{\"event\":\"end\",\"status\":\"refused\",\"message\":\"No such subscription: gold\"}");

        AgentSignal.@Nullable Finished finished = transcript.finished();
        assertThat(finished).isNotNull();
        assertThat(finished == null ? null : finished.fault()).isEqualTo(AgentFault.BAD_CREDENTIALS);
        assertThat(transcript.fault(75, "")).isEqualTo(AgentFault.RATE_LIMITED);
        assertThat(transcript.fault(1, "connection refused")).isEqualTo(AgentFault.UNREACHABLE);
    }

    @Test
    void what_a_description_has_no_place_for_is_refused() {
        DescribedCli plain =
                new DescribedCli(read("apiVersion: signalbox/agent-type/v1\ntype: plain\nprogram: plain\n"));

        refused(
                plain,
                new AgentProfile("large", null, List.of(), null, null),
                "agents of type plain cannot be told a model");
        refused(plain, new AgentProfile(null, "x", List.of(), null, null), "cannot be given a system prompt");
        refused(plain, new AgentProfile(null, null, List.of("read"), null, null), "cannot be held to a list of tools");
        refused(plain, new AgentProfile(null, null, List.of(), 3, null), "cannot be held to a number of turns");
        refused(plain, new AgentProfile(null, null, List.of(), null, "s"), "cannot go on with a session");
        assertThat(plain.transcript().exitDecides()).isTrue();
        assertThat(plain.sight()).isEqualTo(Sight.NO_CALLS);
        assertThat(plain.transcript().read("text")).containsExactly(new AgentSignal.Unread("text"));
    }

    @Test
    void everything_that_is_wrong_is_told_with_its_line_and_column() {
        assertThatThrownBy(() -> read("""
                        apiVersion: signalbox/agent-type/v1
                        type: codex
                        arguments: ["--model={{model}}", "{{prompt}}", {add: [x]}]
                        prompt: file
                        output:
                          format: json_lines
                          rules:
                            - {when: {type: end}, done: {}}
                            - {said: text, noted: /b}
                        faults: [{exit_code: 1000, fault: tired}]
                        sucess: result
                        """))
                .isInstanceOf(IllegalArgumentException.class)
                .message()
                .contains(
                        "my.yaml:2:7: 'type' must be small letters",
                        "my.yaml:1:1: an agent type needs 'program'",
                        "my.yaml:3:13: {{model}} is not always there: say {if: model, add: [...]}",
                        "my.yaml:3:34: {{prompt}} means nothing here",
                        "my.yaml:3:48: arguments in a mapping need an 'if'",
                        "my.yaml:4:9: 'prompt' can be a file only when {{prompt_file}} is among the arguments",
                        "my.yaml:8:15: 'type' is not a JSON pointer",
                        "my.yaml:9:7: a rule must say one of",
                        "my.yaml:10:22: 'exit_code' must be a whole number from 1 to 255",
                        "my.yaml:11:1: 'sucess' means nothing in an agent type; did you mean");
        assertThatThrownBy(() -> read("type: ["))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("my.yaml:");
    }

    private static void refused(DescribedCli cli, AgentProfile profile, String reason) {
        assertThatThrownBy(() -> cli.invocation(new CodingTask(List.of(), profile, PROMPT, null)))
                .isInstanceOf(Refusal.class)
                .hasMessageContaining(reason);
    }

    private static TypeDescription example() throws IOException {
        return TypeReader.read(new SourceFile("house_model.yaml", Files.readString(EXAMPLE)));
    }

    private static TypeDescription read(String text) {
        return TypeReader.read(new SourceFile("my.yaml", text));
    }
}
