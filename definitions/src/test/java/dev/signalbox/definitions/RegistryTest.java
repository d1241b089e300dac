package dev.signalbox.definitions;

import static dev.signalbox.definitions.Fixtures.readable;
import static dev.signalbox.definitions.Fixtures.specOf;
import static dev.signalbox.definitions.Fixtures.unreadable;
import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.contracts.AgentId;
import dev.signalbox.contracts.api.InputProblem;
import dev.signalbox.contracts.api.SourceFile;
import dev.signalbox.contracts.spec.AgentType;
import dev.signalbox.contracts.spec.RunSpec;
import dev.signalbox.definitions.plan.Planner;
import java.util.Map;
import org.junit.jupiter.api.Test;

class RegistryTest {
    @Test
    void a_definition_that_uses_the_registry_brings_no_agents_and_asks_for_any() {
        RunSpec spec = specOf(input("""
                apiVersion: signalbox/v1
                agents: registry
                steps:
                  think: {prompt: Think., agent_type: claude_code, track: web}
                  look: {prompt: Look., agent: scout}
                  build: {run: [make]}
                  wait: {prompt: Wait., agent_labels: {gpu: true}}
                """));

        assertThat(spec.agents()).isEmpty();
        assertThat(spec.steps().get(0).agentType()).isEqualTo(AgentType.CLAUDE_CODE);
        assertThat(spec.steps().get(1).agent()).isEqualTo(new AgentId("scout"));
        assertThat(spec.steps().get(2).agentType()).isEqualTo(AgentType.COMMAND);
        assertThat(spec.steps().get(3).agentLabels()).isEqualTo(Map.of("gpu", "true"));
    }

    @Test
    void a_definition_that_uses_the_registry_has_no_warnings_either() {
        ReadResult.Readable result = readable(
                input("apiVersion: signalbox/v1\nagents: registry\nsteps: {a: {prompt: Think., track: web}}\n"));

        assertThat(result.warnings()).isEmpty();
    }

    @Test
    void a_plan_says_that_such_a_step_waits_for_the_registry() {
        RunSpec spec = specOf(
                input(
                        "apiVersion: signalbox/v1\nagents: registry\nsteps: {a: {prompt: Think., agent_labels: {gpu: yes-please}}}\n"));

        assertThat(Planner.plan(spec).neverRun())
                .singleElement()
                .satisfies(never -> assertThat(never.detail())
                        .isEqualTo("it waits for an agent with gpu=yes-please to be registered in the workspace"));
    }

    @Test
    void a_step_whose_labels_no_declared_agent_has_is_an_error() {
        ReadResult.Unreadable result = unreadable(input("""
                apiVersion: signalbox/v1
                agents:
                  slow: {type: fake}
                steps:
                  a: {agent_labels: {gpu: true}}
                """));

        assertThat(result.problems()).extracting(InputProblem::code).containsExactly("STEP_WITHOUT_AGENT");
        assertThat(result.problems().getFirst().message()).contains("with the labels {gpu=true}");
    }

    @Test
    void a_label_is_one_line() {
        ReadResult.Unreadable result = unreadable(input("""
                apiVersion: signalbox/v1
                agents:
                  slow: {type: fake, labels: {"no spaces": x}}
                steps:
                  a: {}
                """));

        assertThat(result.problems()).extracting(InputProblem::code).contains("VALUE_INVALID");
    }

    @Test
    void no_other_word_stands_for_agents() {
        ReadResult.Unreadable result =
                unreadable(input("apiVersion: signalbox/v1\nagents: registered\nsteps: {a: {prompt: Think.}}\n"));

        assertThat(result.problems().getFirst().message()).contains("'registry'");
    }

    @Test
    void the_agents_of_a_file_are_read_by_themselves() {
        AgentsFile read = AgentsFile.read(new SourceFile(
                "agents.yaml",
                "agents:\n  card: {type: fake, capacity: 3, labels: {gpu: true}}\n  slow: {type: fake}\n"));

        assertThat(read).isInstanceOfSatisfying(AgentsFile.Read.class, file -> {
            assertThat(file.agents()).extracting(agent -> agent.id().value()).containsExactly("card", "slow");
            assertThat(file.agents().getFirst().labels()).isEqualTo(Map.of("gpu", "true"));
        });
    }

    @Test
    void what_is_wrong_with_a_file_of_agents_is_said_with_its_place() {
        AgentsFile read = AgentsFile.read(new SourceFile("agents.yaml", "agents:\n  card: {type: Robot!}\n"));

        assertThat(read)
                .isInstanceOfSatisfying(
                        AgentsFile.Broken.class,
                        file -> assertThat(file.why().detail()).startsWith("agents.yaml:2:"));
    }

    private static DefinitionInput input(String text) {
        return DefinitionInput.of(new SourceFile("definition.yaml", text));
    }
}
