package dev.signalbox.definitions;

import static dev.signalbox.definitions.Fixtures.file;
import static dev.signalbox.definitions.Fixtures.files;
import static dev.signalbox.definitions.Fixtures.readable;
import static dev.signalbox.definitions.Fixtures.specOf;
import static dev.signalbox.definitions.Fixtures.unreadable;
import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.contracts.ContractJson;
import dev.signalbox.contracts.StepId;
import dev.signalbox.contracts.api.InputProblem;
import dev.signalbox.contracts.api.Severity;
import dev.signalbox.contracts.api.SourceFile;
import dev.signalbox.contracts.spec.AgentType;
import dev.signalbox.contracts.spec.Budget;
import dev.signalbox.contracts.spec.BudgetRule;
import dev.signalbox.contracts.spec.Oscillation;
import dev.signalbox.contracts.spec.RetryPolicy;
import dev.signalbox.contracts.spec.RunSpec;
import dev.signalbox.contracts.spec.StepSpec;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class WorkstreamFormatTest {
    private static final DefinitionInput INPUT = new DefinitionInput(
            files("workstreams"), file("agents-seed-style.json"), null, true, null, null, DefinitionLimits.DEFAULT);

    @Test
    void a_workstream_is_a_step_whose_scope_holds_what_it_creates_too() {
        StepSpec step = step("ws-41-cache-schema");

        assertThat(step.title()).isEqualTo("The table behind the cache");
        assertThat(step.files().write()).containsExactly("schema/", "config/cache.yaml", "schema/cache.sql");
        assertThat(step.files().read()).isEmpty();
        assertThat(step.retry())
                .isEqualTo(new RetryPolicy(
                        3, List.of(), null, null, List.of(), List.of(), List.of(), 2, new Oscillation(4, 2)));
        assertThat(step.prompt()).isEqualTo("""
                        Tasks:
                        1. Create the cache table
                        2. Add an index on the key

                        Done when:
                        1. The migration runs on an empty database
                        """);
    }

    @Test
    void what_has_no_place_is_carried() {
        assertThat(step("ws-41-cache-schema").carried())
                .isEqualTo(Map.of(
                        "openspec_change",
                        "OS-41",
                        "ccpm_issue",
                        41,
                        "gate",
                        1,
                        "tool",
                        "aider",
                        "metadata",
                        Map.of(
                                "description",
                                "The table behind the cache",
                                "owner",
                                "storage",
                                "tags",
                                Arrays.asList("a", null, 1.5))));
        assertThat(step("ws-42-cache-code").carried())
                .containsOnlyKeys(
                        "openspec_change",
                        "ccpm_issue",
                        "gate",
                        "tool",
                        "capability",
                        "capability_payload",
                        "conflict_group",
                        "kind",
                        "estimated_context_tokens",
                        "max_cost_usd");
        assertThat(step("ws-42-cache-code").budget()).isEqualTo(BudgetRule.of(Budget.ofUsd(new BigDecimal("1.25"))));
        assertThat(step("ws-42-cache-code").estimate()).isEqualTo(new Budget(null, 20_000L));
    }

    @Test
    void rules_that_nobody_enforces_yet_are_kept_apart() {
        assertThat(step("ws-41-cache-schema").notEnforced())
                .isEqualTo(Map.of("acceptance_tests", List.of("The migration runs on an empty database")));
        assertThat(step("ws-42-cache-code").notEnforced())
                .isEqualTo(Map.of(
                        "priority",
                        "foreground",
                        "compensation_actions",
                        List.of("git revert"),
                        "test_gates",
                        List.of(Map.of("type", "GATE_UNIT", "required", true, "blocking", true))));
    }

    @Test
    void a_tool_with_an_adapter_goes_to_agents_of_its_type_however_it_is_written() {
        SourceFile agents = new SourceFile("agents.yaml", """
                agents: {a: {type: aider}, c: {type: claude_code}, x: {type: codex}, l: {run: [cat]}}
                """);

        for (var tool : Map.of(
                        "aider", AgentType.AIDER,
                        "codex", AgentType.CODEX,
                        "claude_code", AgentType.CLAUDE_CODE,
                        "claude-code", AgentType.CLAUDE_CODE)
                .entrySet()) {
            SourceFile source = new SourceFile(
                    "ws-1.json",
                    "{\"id\": \"a\", \"tasks\": [\"x\"], \"files_scope\": [\"f\"], \"tool\": \"" + tool.getKey()
                            + "\"}");
            assertThat(specOf(DefinitionInput.of(source).withAgents(agents)).steps())
                    .extracting(StepSpec::agentType)
                    .containsExactly(tool.getValue());
        }
    }

    @Test
    void a_short_id_in_a_track_that_fits_several_workstreams_is_an_error_that_names_them() {
        SourceFile agents =
                new SourceFile("agents.yaml", "agent_configs: [{id: a, run: [cat]}]\ntrack_assignments: {t: [ws-4]}\n");

        assertThat(unreadable(DefinitionInput.of(
                                        new SourceFile(
                                                "a.json",
                                                "{\"id\": \"ws-4-a\", \"tasks\": [], \"files_scope\": [\"a\"]}"),
                                        new SourceFile(
                                                "b.json",
                                                "{\"id\": \"ws-4-b\", \"tasks\": [], \"files_scope\": [\"b\"]}"))
                                .withAgents(agents))
                        .problems())
                .extracting(InputProblem::code)
                .containsExactly("TRACK_ENTRY_AMBIGUOUS");
    }

    @Test
    void the_payload_of_a_capability_adds_prompt_files_retries_and_timeout() {
        StepSpec step = step("ws-42-cache-code");

        assertThat(step.prompt()).startsWith("Keep it small.\n\nTasks:\n1. Write the cache");
        assertThat(step.files().write()).contains("core/cache/*.py", "core/shared.py");
        assertThat(step.retry()).isEqualTo(new RetryPolicy(3, List.of()));
        assertThat(step.timeout()).isEqualTo(Duration.ofSeconds(90));
    }

    @Test
    void a_dependency_named_twice_counts_once() {
        assertThat(step("ws-42-cache-code").dependsOn()).containsExactly(new StepId("ws-41-cache-schema"));
    }

    @Test
    void a_conflict_group_is_a_path_that_all_its_members_write() {
        String reserved = ".signalbox/conflict-groups/cache=20=26=20co";

        assertThat(step("ws-42-cache-code").files().write()).contains(reserved);
        assertThat(step("ws-43-cache-docs").files().write()).contains(reserved);
        assertThat(step("ws-43-cache-docs").conflictGroup())
                .isEqualTo(step("ws-42-cache-code").conflictGroup());
        assertThat(step("ws-42-cache-code").conflictGroup()).isEqualTo("cache & co");
        assertThat(step("ws-41-cache-schema").conflictGroup()).isNull();
        assertThat(step("ws-41-cache-schema").files().write()).doesNotContain(reserved);
    }

    @Test
    void what_is_not_parallel_writes_the_whole_workspace() {
        assertThat(step("ws-43-cache-docs").files().write()).contains("docs/cache.md", "**");
    }

    @Test
    void a_tool_asks_for_an_agent_of_its_type_when_there_is_one() {
        assertThat(step("ws-42-cache-code").agentType()).isEqualTo(AgentType.FAKE);
        assertThat(step("ws-41-cache-schema").agentType()).isNull();
        assertThat(readable(INPUT).warnings())
                .extracting(InputProblem::code)
                .containsExactly("GATE_WITHOUT_COMMAND", "TOOL_UNKNOWN", "GATE_WITHOUT_COMMAND");
    }

    @Test
    void short_ids_in_tracks_match_long_ones() {
        assertThat(step("ws-41-cache-schema").track()).isEqualTo("schema");
        assertThat(step("ws-42-cache-code").track()).isEqualTo("schema");
        assertThat(step("ws-43-cache-docs").track()).isNull();
    }

    @Test
    void many_files_are_one_run_and_survive_a_journey_as_json() throws Exception {
        RunSpec spec = specOf(INPUT);

        assertThat(spec.name()).isEqualTo("3 workstreams");
        assertThat(spec.source().format()).isEqualTo("workstreams");
        assertThat(spec.source().names()).containsExactly("ws-41-schema.json", "ws-42-rest.json");
        String json = ContractJson.mapper().writeValueAsString(spec);
        assertThat(ContractJson.mapper().readValue(json, RunSpec.class)).isEqualTo(spec);
    }

    @Test
    void without_agents_there_is_one_clear_error() {
        ReadResult.Unreadable result = unreadable(DefinitionInput.of(file("workstreams/ws-41-schema.json")));

        assertThat(result.problems())
                .filteredOn(problem -> problem.severity() == Severity.ERROR)
                .extracting(InputProblem::code)
                .containsExactly("AGENTS_MISSING");
    }

    @Test
    void a_workstream_that_names_no_files_is_worth_a_warning() {
        SourceFile source = new SourceFile("ws-9.json", "{\"id\": \"ws-9\", \"tasks\": [], \"files_scope\": []}");

        assertThat(readable(DefinitionInput.of(source).withAgents(file("agents-pipeline.yaml")))
                        .warnings())
                .extracting(InputProblem::code)
                .contains("KEY_MISSING");
    }

    @Test
    void entries_of_tracks_that_mean_nothing_and_tracks_without_steps_are_warnings() {
        SourceFile agents = new SourceFile("agents.yaml", """
                agents:
                  a: {run: [cat], track: shema}
                  b: {run: [cat]}
                tracks:
                  schema: [ws-41, ws-44]
                """);

        assertThat(readable(DefinitionInput.of(file("workstreams/ws-41-schema.json"))
                                .withAgents(agents))
                        .warnings())
                .extracting(InputProblem::message)
                .contains("'ws-44' means no step", "no step is on track 'shema' of agent 'a'; did you mean 'schema'?");
    }

    private static StepSpec step(String id) {
        return specOf(INPUT).steps().stream()
                .filter(step -> step.id().value().equals(id))
                .findFirst()
                .orElseThrow();
    }
}
