package dev.signalbox.definitions;

import static dev.signalbox.definitions.Fixtures.file;
import static dev.signalbox.definitions.Fixtures.readable;
import static dev.signalbox.definitions.Fixtures.specOf;
import static dev.signalbox.definitions.Fixtures.unreadable;
import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.contracts.AgentId;
import dev.signalbox.contracts.ContractJson;
import dev.signalbox.contracts.StepId;
import dev.signalbox.contracts.api.InputProblem;
import dev.signalbox.contracts.api.SourceFile;
import dev.signalbox.contracts.spec.AgentSpec;
import dev.signalbox.contracts.spec.AgentType;
import dev.signalbox.contracts.spec.Budget;
import dev.signalbox.contracts.spec.BudgetRule;
import dev.signalbox.contracts.spec.FailureCause;
import dev.signalbox.contracts.spec.OnExceed;
import dev.signalbox.contracts.spec.OnFailure;
import dev.signalbox.contracts.spec.RetryPolicy;
import dev.signalbox.contracts.spec.RunOptions;
import dev.signalbox.contracts.spec.RunOptionsBuilder;
import dev.signalbox.contracts.spec.RunSpec;
import dev.signalbox.contracts.spec.StepSpec;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class OpenIntentFormatTest {
    private static final DefinitionInput EVERYTHING =
            DefinitionInput.of(file("openintent/valid/everything.yaml")).strictly();

    @Test
    void every_key_is_known_and_the_run_has_the_name_and_the_tightest_limits() {
        ReadResult.Readable result = readable(EVERYTHING);

        assertThat(result.warnings()).extracting(InputProblem::code).doesNotContain("KEY_UNKNOWN");
        assertThat(result.spec().name()).isEqualTo("Release notes");
        assertThat(result.spec().source().format()).isEqualTo("openintent/1.0");
        assertThat(result.spec().options())
                .isEqualTo(RunOptionsBuilder.builder()
                        .onFailure(OnFailure.CONTINUE)
                        .priority(RunOptions.DEFAULT_PRIORITY)
                        .timeout(Duration.ofMinutes(10))
                        .budget(BudgetRule.of(Budget.ofUsd(new BigDecimal("10.0"))))
                        .build());
    }

    @Test
    void a_prompt_says_what_the_phase_says() {
        assertThat(step("collect").prompt()).isEqualTo("""
                        Collect the changes

                        Read every commit since the last release.

                        Constraints:
                        - Leave out merges
                        - At most 50 entries

                        Given:
                        - since: v1.4
                        - areas:
                          - api
                          - web
                        - limits:
                          - entries: 50
                          - merges: false
                          - note: nothing

                        Inputs:
                        - from: v1.4
                        - areas:
                          - api
                          - web
                        - branch: 'branch' of what triggered the workflow

                        Answer with these outputs:
                        - entries (array)
                        - risk (Risk)
                        - count (number, may be left out: how many there are)
                        """);
    }

    @Test
    void the_output_of_a_phase_is_handed_over_as_a_whole_and_once() {
        StepSpec step = step("write_notes");

        assertThat(step.title()).isEqualTo("Write Notes");
        assertThat(step.dependsOn()).containsExactly(new StepId("collect"));
        assertThat(step.inputs()).isEqualTo(Map.of("{{output of collect}}", new StepId("collect")));
        assertThat(step.prompt()).contains("""
                        Inputs:
                        - entries: 'entries' in the output of phase 'collect'
                        - risk: 'risk' in the output of phase 'collect'

                        Output of phase 'collect':
                        {{output of collect}}

                        Answer""");
    }

    @Test
    void a_text_that_looks_like_the_place_of_an_output_is_not_replaced() {
        StepSpec step = specOf(workflow("""
                  up: {assign: w}
                  down:
                    assign: w
                    depends_on: up
                    description: Say {{output of up}} as it is
                    inputs: {a: up.text}
                """)).steps().getLast();

        assertThat(step.inputs()).isEqualTo(Map.of("{{{output of up}}}", new StepId("up")));
        assertThat(step.prompt()).contains("Say {{output of up}} as it is", ":\n{{{output of up}}}\n");
    }

    @Test
    void a_list_of_assignees_is_one_step_each_and_who_depends_on_the_phase_waits_for_all() {
        assertThat(step("review:reviewer-a").title()).isEqualTo("Review (reviewer-a)");
        assertThat(step("review:reviewer-a").agent()).isEqualTo(new AgentId("reviewer-a"));
        assertThat(step("review:reviewer-b").agent()).isEqualTo(new AgentId("reviewer-b"));
        assertThat(step("publish").dependsOn())
                .containsExactly(
                        new StepId("review:reviewer-a"), new StepId("review:reviewer-b"), new StepId("collect"));
        assertThat(step("publish").inputs())
                .containsOnlyKeys("{{output of review:reviewer-a}}", "{{output of review:reviewer-b}}");
        assertThat(step("publish").prompt()).contains("Output of phase 'review' by 'reviewer-b':\n");
    }

    @Test
    void both_dialects_of_retry_become_attempts_and_rests() {
        assertThat(step("collect").retry())
                .isEqualTo(onlyAfterTimeouts(
                        "writer", 4, Duration.ofMillis(500), Duration.ofSeconds(1), Duration.ofMillis(1500)));
        assertThat(step("write_notes").retry())
                .isEqualTo(onlyAfterTimeouts("collector", 3, Duration.ofSeconds(2), Duration.ofSeconds(4)));
        assertThat(step("publish").retry()).isEqualTo(new RetryPolicy(3, List.of(Duration.ofSeconds(1))));
        assertThat(step("review:reviewer-a").retry()).isEqualTo(RetryPolicy.ONCE);
    }

    private static RetryPolicy onlyAfterTimeouts(String fallback, int attempts, Duration... rests) {
        return new RetryPolicy(
                attempts,
                List.of(rests),
                null,
                null,
                List.of(FailureCause.FAILED),
                List.of(),
                List.of(new AgentId(fallback)),
                null,
                null);
    }

    @Test
    void errors_that_cannot_be_told_apart_are_kept_and_any_failure_is_tried_again() {
        StepSpec network = retrying("retry_on: [NETWORK_ERROR]");
        StepSpec both = retrying("retry_on: [NETWORK_ERROR, timeout]");

        assertThat(network.retry().notOn()).containsExactly(FailureCause.TIMED_OUT);
        assertThat(network.notEnforced()).containsEntry("retry.retry_on", List.of("NETWORK_ERROR"));
        assertThat(both.retry().notOn()).isEmpty();
        assertThat(both.notEnforced()).containsKey("retry.retry_on");
    }

    private static StepSpec retrying(String rule) {
        String text = """
                openintent: "1.0"
                info: {name: x}
                agents: {a: {type: fake}}
                workflow:
                  one: {assign: a, retry: {%s}}
                """.formatted(rule);
        return specOf(DefinitionInput.of(new SourceFile("x.yaml", text)))
                .steps()
                .getFirst();
    }

    @Test
    void rules_of_a_phase_that_nobody_enforces_yet_are_kept_under_their_path() {
        assertThat(step("collect").notEnforced())
                .containsOnlyKeys("inputs.branch", "outputs")
                .containsEntry("inputs.branch", "$trigger.branch");
        assertThat(step("write_notes").notEnforced())
                .containsOnlyKeys("outputs", "skip_when", "leasing", "permissions");
        assertThat(step("review:reviewer-b").notEnforced()).containsOnlyKeys("access", "delegation", "context");
        assertThat(step("publish").notEnforced()).isEqualTo(Map.of("permissions", List.of("publisher")));
    }

    @Test
    void data_of_a_phase_is_carried() {
        assertThat(step("collect").carried())
                .isEqualTo(Map.of(
                        "attachments",
                        List.of(Map.of("filename", "entries.json", "content_type", "application/json"))));
        assertThat(step("write_notes").carried())
                .containsOnlyKeys(
                        "memory",
                        "tools",
                        "plan",
                        "delegation_scope",
                        "cost",
                        "federation_visibility",
                        "dispatch_to",
                        "cost_tracking");
        assertThat(step("write_notes").budget()).isEqualTo(BudgetRule.of(Budget.ofUsd(new BigDecimal("2.0"))));
    }

    @Test
    void rules_and_data_of_the_workflow_are_kept_too() {
        RunSpec spec = specOf(EVERYTHING);

        assertThat(spec.notEnforced())
                .containsOnlyKeys(
                        "coordinator.strategy",
                        "coordinator.guardrails[2]",
                        "coordinator.guardrails[3]",
                        "coordinator.type",
                        "coordinator.mode",
                        "coordinator.supervisor",
                        "coordinator.heartbeat_interval",
                        "coordinator.failover",
                        "governance.require_approval",
                        "governance.escalation",
                        "governance.access_review",
                        "governance.audit_access_events",
                        "governance.completion_mode",
                        "governance.quorum_threshold",
                        "governance.write_scope",
                        "governance.allowed_agents",
                        "governance.require_status_reason",
                        "agents.writer.default_permission",
                        "agents.writer.approval_required",
                        "identity",
                        "verification",
                        "permissions",
                        "federation");
        assertThat(spec.carried())
                .containsOnlyKeys(
                        "x-note",
                        "info.version",
                        "info.description",
                        "coordinator",
                        "agents",
                        "types",
                        "llm",
                        "channels",
                        "mcp",
                        "triggers",
                        "plan",
                        "memory",
                        "tools");
    }

    @Test
    void agents_run_as_they_say_and_the_rest_about_them_is_carried() {
        assertThat(specOf(EVERYTHING).agents().getFirst())
                .isEqualTo(new AgentSpec(
                        new AgentId("collector"),
                        AgentType.COMMAND,
                        null,
                        2,
                        List.of("cat"),
                        "default",
                        Map.of(),
                        Map.of("description", "Reads the history", "capabilities", List.of("git"))));
        assertThat(specOf(EVERYTHING).agents())
                .extracting(AgentSpec::type)
                .containsExactly(
                        AgentType.COMMAND, AgentType.CLAUDE_CODE, AgentType.FAKE, AgentType.FAKE, AgentType.COMMAND);
    }

    @Test
    void an_agent_that_does_not_say_how_to_run_it_needs_an_agents_file() {
        DefinitionInput input = DefinitionInput.of(new SourceFile("w.yaml", """
                openintent: "1.0"
                info: {name: A}
                agents: {writer: {description: Writes}}
                workflow: {a: {assign: writer}, b: {assign: wirter}}
                """));

        assertThat(unreadable(input).problems())
                .extracting(InputProblem::code)
                .containsExactlyInAnyOrder("AGENT_UNKNOWN", "STEP_WITHOUT_COMMAND", "STEP_WITHOUT_COMMAND");
        ReadResult.Readable result = readable(input.withAgents(
                new SourceFile("agents.yaml", "agents: {writer: {run: [cat]}, wirter: {run: [cat]}}")));
        assertThat(result.warnings())
                .extracting(InputProblem::message)
                .containsExactly("agent 'wirter' is not declared in 'agents'; did you mean 'writer'?");
        assertThat(result.spec().carried()).containsEntry("agents", Map.of("writer", Map.of("description", "Writes")));
    }

    @Test
    void without_any_agents_there_is_one_clear_error() {
        SourceFile source = new SourceFile(
                "w.yaml", "openintent: '1.0'\ninfo: {name: A}\nworkflow: {a: {assign: x}, b: {assign: y}}\n");

        assertThat(unreadable(DefinitionInput.of(source)).problems())
                .extracting(InputProblem::code)
                .containsExactly("AGENTS_MISSING");
    }

    @Test
    void a_sequential_strategy_and_a_limit_of_concurrent_tasks_are_enforced() {
        assertThat(optionsOf("coordinator: {strategy: sequential}").maxParallel())
                .isEqualTo(1);
        assertThat(optionsOf("coordinator: {strategy: parallel}").maxParallel()).isNull();
        assertThat(optionsOf("coordinator: {guardrails: {max_concurrent_tasks: 3, max_budget_usd: 2}}")
                        .maxParallel())
                .isEqualTo(3);
        assertThat(optionsOf("governance: {timeout_hours: 0.5}").timeout()).isEqualTo(Duration.ofMinutes(30));
    }

    @Test
    void the_tightest_budget_counts_with_what_the_guardrails_say_about_it() {
        assertThat(optionsOf("governance: {max_cost_usd: 3}\ncoordinator: {guardrails: {max_budget_usd: 2,"
                                + " warn_at_percentage: 70, on_exceed: pause_and_escalate}}")
                        .budget())
                .isEqualTo(new BudgetRule(Budget.ofUsd(new BigDecimal("2")), OnExceed.ESCALATE, 70));
        assertThat(optionsOf("coordinator: {guardrails: [{type: budget, max_cost_usd: 1}]}")
                        .budget())
                .isEqualTo(BudgetRule.of(Budget.ofUsd(new BigDecimal("1"))));
    }

    @Test
    void a_number_is_a_version_too() {
        assertThat(specOf(DefinitionInput.of(file("openintent/valid/shortest.yaml")))
                        .steps())
                .extracting(StepSpec::title)
                .containsExactly("One");
    }

    @Test
    void two_workflows_are_not_one() {
        SourceFile source = file("openintent/valid/shortest.yaml");

        assertThat(unreadable(DefinitionInput.of(source, source)).problems())
                .extracting(InputProblem::code)
                .contains("SOURCES_MIXED");
    }

    @Test
    void the_specification_survives_a_journey_as_json() throws Exception {
        RunSpec spec = specOf(EVERYTHING);

        String json = ContractJson.mapper().writeValueAsString(spec);

        assertThat(ContractJson.mapper().readValue(json, RunSpec.class)).isEqualTo(spec);
    }

    private static RunOptions optionsOf(String section) {
        return specOf(DefinitionInput.of(new SourceFile(
                        "w.yaml",
                        "openintent: '1.0'\ninfo: {name: A}\nagents: {w: {type: fake}}\nworkflow: {a: {assign: w}}\n"
                                + section + "\n")))
                .options();
    }

    private static DefinitionInput workflow(String phases) {
        return DefinitionInput.of(new SourceFile(
                "w.yaml", "openintent: '1.0'\ninfo: {name: A}\nagents: {w: {type: fake}}\nworkflow:\n" + phases));
    }

    private static StepSpec step(String id) {
        return specOf(EVERYTHING).steps().stream()
                .filter(step -> step.id().value().equals(id))
                .findFirst()
                .orElseThrow();
    }
}
