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
import dev.signalbox.contracts.api.RunParameters;
import dev.signalbox.contracts.api.SourceFile;
import dev.signalbox.contracts.governor.GovernorLimits;
import dev.signalbox.contracts.governor.GovernorRule;
import dev.signalbox.contracts.spec.AfterFailure;
import dev.signalbox.contracts.spec.ResourceLimits;
import dev.signalbox.contracts.spec.RetryPolicy;
import dev.signalbox.contracts.spec.RunSpec;
import dev.signalbox.contracts.spec.StepSpec;
import dev.signalbox.definitions.plan.Planner;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class CoordinationFormatTest {
    private static final SourceFile AGENTS = file("coordination/agents.yaml");
    private static final SourceFile RELEASE = file("coordination/release.yaml");
    private static final SourceFile QUICK = file("coordination/quick.yaml");
    private static final SourceFile SETTINGS = file("coordination/settings.yaml");

    @Test
    void steps_come_first_and_in_order_then_the_phases() {
        RunSpec spec = specOf(input(RELEASE));

        assertThat(spec.name()).isEqualTo("Release");
        assertThat(spec.source().format()).isEqualTo("coordination");
        assertThat(spec.steps())
                .extracting(step -> step.id().value())
                .containsExactly("1.001", "1.2", "plan/1", "plan/2", "build/1", "build/2", "verify/1");
        assertThat(needs(spec, "1.001")).isEmpty();
        assertThat(needs(spec, "1.2")).containsExactly("1.001");
        assertThat(needs(spec, "plan/1")).containsExactly("1.2");
        assertThat(needs(spec, "plan/2")).containsExactly("plan/1");
    }

    @Test
    void tasks_of_a_parallel_phase_run_side_by_side_and_the_next_phase_waits_for_all_of_them() {
        RunSpec spec = specOf(input(RELEASE));

        assertThat(needs(spec, "build/1")).containsExactly("plan/2");
        assertThat(needs(spec, "build/2")).containsExactly("plan/2");
        assertThat(needs(spec, "verify/1")).containsExactly("build/1", "build/2");
    }

    @Test
    void the_most_specific_scope_and_mode_count_each_on_its_own() {
        RunSpec spec = specOf(input(RELEASE));

        assertThat(step(spec, "plan/1").files().write()).containsExactly("app/**/*.go", "docs/");
        assertThat(step(spec, "plan/2").files().read()).containsExactly("plans/");
        assertThat(step(spec, "plan/2").files().write()).isEmpty();
        assertThat(step(spec, "build/1").files().write()).containsExactly("app/**");
        assertThat(step(spec, "build/2").files().write()).containsExactly("app/**/*.go");
        assertThat(step(spec, "verify/1").files().write()).containsExactly("app/**/*.go", "docs/");
    }

    @Test
    void what_a_step_emits_it_writes_even_when_it_only_reads_the_rest() {
        StepSpec look = step(specOf(input(RELEASE)), "1.001");

        assertThat(look.files().read()).containsExactly("app/**/*.go", "docs/");
        assertThat(look.files().write()).containsExactly("out/status.json");
    }

    @Test
    void the_files_of_the_input_are_the_scope_of_a_workflow_that_says_none() {
        RunSpec spec = specOf(input(yaml("a.yaml", "inputs: {files: src/**}", "steps: [{id: s, actor: linter}]")));

        assertThat(step(spec, "s").files().write()).containsExactly("src/**");
    }

    @Test
    void an_actor_is_the_agent_of_that_name() {
        RunSpec spec = specOf(input(RELEASE));

        assertThat(step(spec, "1.001").agent()).isEqualTo(new AgentId("git_ops"));
        assertThat(step(spec, "build/1").agent()).isEqualTo(new AgentId("builder"));
        assertThat(step(spec, "plan/1").agent()).isNull();
    }

    @Test
    void retries_rest_longer_each_time() {
        RunSpec spec = specOf(input(RELEASE));

        assertThat(step(spec, "1.001").retry()).isEqualTo(new RetryPolicy(4, seconds(1, 2, 4)));
        assertThat(step(spec, "1.2").retry()).isEqualTo(new RetryPolicy(3, seconds(1, 2)));
        assertThat(step(spec, "plan/1").retry()).isEqualTo(RetryPolicy.ONCE);
    }

    @Test
    void on_fail_says_what_becomes_of_the_steps_behind() {
        RunSpec spec = specOf(input(RELEASE));

        assertThat(step(spec, "1.001").afterFailure()).isEqualTo(AfterFailure.CONTINUE);
        assertThat(step(spec, "1.2").afterFailure()).isEqualTo(AfterFailure.PAUSE);
        assertThat(step(spec, "plan/1").afterFailure()).isNull();
    }

    @Test
    void the_prompt_has_the_name_the_part_of_the_role_the_parameters_and_the_results() {
        RunSpec spec = specOf(input(RELEASE));

        assertThat(step(spec, "1.2").prompt()).isEqualTo("""
                        Ask

                        Read app/**/*.go for channel beta.

                        depth: 3
                        notes:
                          - a
                          - b
                        """);
        assertThat(step(spec, "plan/1").prompt())
                .isEqualTo("Write the plan\n\nYour part:\n- Plan the release\n- Name the risks\n");
        assertThat(step(spec, "1.001").prompt()).endsWith("Write the results to:\n- out/status.json\n");
    }

    @Test
    void conditions_and_phase_times_are_kept_as_rules_that_nobody_enforces() {
        RunSpec spec = specOf(input(RELEASE));

        assertThat(step(spec, "1.2").notEnforced()).isEqualTo(Map.of("when", "artifacts exist"));
        assertThat(step(spec, "plan/2").notEnforced()).isEqualTo(Map.of("phase_timeout_minutes", 10));
        assertThat(step(spec, "plan/2").timeout()).isEqualTo(Duration.ofMinutes(10));
        assertThat(step(spec, "plan/2").carried())
                .containsEntry("workflow", "Release")
                .containsEntry("phase", "plan")
                .containsEntry("phase_name", "Planning")
                .containsEntry("role", "ipt")
                .containsEntry("tools", List.of("planner"))
                .containsEntry("scope_mode", "read-only");
    }

    @Test
    void every_other_key_is_kept_and_the_run_survives_a_journey_as_json() throws Exception {
        RunSpec spec = specOf(input(RELEASE));

        assertThat(spec.options().maxParallel()).isEqualTo(4);
        assertThat(spec.options().priority()).isEqualTo(7);
        assertThat(spec.options().timeout()).isEqualTo(Duration.ofMinutes(45));
        assertThat(ofRelease(spec.carried()))
                .containsKeys("version", "description", "inputs", "roles", "orchestration_pattern")
                .containsEntry("metadata", Map.of("owner", "platform"))
                .containsEntry("policy", Map.of("prefer_deterministic", true, "timeout_minutes", 45));
        assertThat(budget(spec)).isEqualByComparingTo("12.5");
        assertThat(ofRelease(spec.notEnforced())).containsOnlyKeys("branch_strategy", "merge_queue", "policy", "gates");
        String json = ContractJson.mapper().writeValueAsString(spec);
        assertThat(ContractJson.mapper().readValue(json, RunSpec.class)).isEqualTo(spec);
    }

    @Test
    void several_workflows_are_told_apart_by_their_names_and_the_higher_priority_comes_first() {
        RunSpec spec = specOf(input(QUICK, RELEASE));

        assertThat(spec.name()).isEqualTo("2 workflows");
        assertThat(spec.steps())
                .extracting(step -> step.id().value())
                .startsWith("release/1.001")
                .endsWith("quick/S1", "quick/S2");
        assertThat(needs(spec, "quick/S1")).isEmpty();
        assertThat(needs(spec, "release/verify/1")).containsExactly("release/build/1", "release/build/2");
    }

    @Test
    void in_sequence_a_workflow_waits_for_the_end_of_the_one_before() {
        RunSpec spec = specOf(input(QUICK, RELEASE).withParameters(mode("sequential")));

        assertThat(needs(spec, "quick/S1")).containsExactly("release/verify/1");
    }

    @Test
    void a_workflow_may_depend_on_another_and_a_phase_on_a_phase_of_another() {
        SourceFile first = yaml("a.yaml", "name: A b", "depends_on: quick", "steps: [{id: s, actor: linter}]");
        SourceFile second = yaml("c.yaml", "name: C", "phases: [{id: p, role: wt, depends_on: [d/q], tasks: [x]}]");
        SourceFile third = yaml("d.yaml", "phases: [{id: q, role: wt, tasks: [x]}]");

        RunSpec spec = specOf(input(first, second, third, QUICK));

        assertThat(needs(spec, "a-b/s")).containsExactly("quick/S2");
        assertThat(needs(spec, "c/p/1")).containsExactly("d/q/1");
    }

    @Test
    void two_workflows_of_one_name_are_an_error_that_names_both_places() {
        InputProblem problem =
                unreadable(input(RELEASE, new SourceFile("other.yaml", RELEASE.content()))).problems().stream()
                        .filter(found -> found.code().equals("ID_DUPLICATE"))
                        .findFirst()
                        .orElseThrow();

        assertThat(problem.file() + ":" + problem.line()).isEqualTo("other.yaml:1");
        assertThat(problem.message()).isEqualTo("there are two workflows named 'Release', the first at release.yaml:1");
    }

    @Test
    void steps_that_depend_on_each_other_never_conflict_but_tasks_side_by_side_do() {
        assertThat(Planner.plan(specOf(input(RELEASE))).conflicts())
                .extracting(conflict -> conflict.first() + " " + conflict.second())
                .containsExactly("build/1 build/2");
    }

    private static BigDecimal budget(RunSpec spec) {
        return Objects.requireNonNull(
                Objects.requireNonNull(spec.options().budget()).limit().usd());
    }

    @Test
    void the_tokens_of_a_workflow_are_a_limit_of_the_governor() {
        assertThat(specOf(input(RELEASE)).options().governor())
                .extracting(GovernorRule::limits)
                .isEqualTo(new GovernorLimits(null, 9_000L, null, null));
        assertThat(specOf(input(RELEASE, QUICK)).options().governor()).isNull();
        assertThat(specOf(input(RELEASE, QUICK)).notEnforced().toString()).contains("max_tokens=9000");
    }

    @Test
    void the_configuration_counts_where_a_workflow_says_nothing() {
        RunSpec spec = specOf(input(QUICK, SETTINGS));

        assertThat(spec.options().maxParallel()).isEqualTo(6);
        assertThat(spec.options().timeout()).isEqualTo(Duration.ofMinutes(90));
        assertThat(budget(spec)).isEqualByComparingTo("20");
        assertThat(spec.notEnforced())
                .containsEntry("security", Map.of("default_level", "medium"))
                .containsEntry("resource_limits", Map.of("max_cpu_percent", 80));
        assertThat(step(spec, "S1").resources()).isEqualTo(ResourceLimits.ofMemory(2048L << 20));
        assertThat(spec.carried()).containsEntry("mode", "sequential");
        assertThat(step(spec, "S1").retry()).isEqualTo(new RetryPolicy(3, seconds(2, 10)));
    }

    @Test
    void what_is_typed_wins_even_when_it_is_the_default() {
        DefinitionInput typed = new DefinitionInput(
                List.of(QUICK, SETTINGS),
                AGENTS,
                null,
                true,
                null,
                3,
                new RunParameters(null, null, "parallel", null, new BigDecimal("50.0")),
                DefinitionLimits.DEFAULT);

        RunSpec spec = specOf(typed);

        assertThat(spec.options().maxParallel()).isEqualTo(3);
        assertThat(budget(spec)).isEqualByComparingTo("50");
        assertThat(spec.carried()).containsEntry("mode", "parallel");
    }

    @Test
    void where_nothing_is_said_three_steps_run_in_parallel_and_the_budget_is_fifty_dollars() {
        RunSpec spec = specOf(input(QUICK));

        assertThat(spec.options().maxParallel()).isEqualTo(3);
        assertThat(spec.options().timeout()).isNull();
        assertThat(budget(spec)).isEqualByComparingTo("50");
        assertThat(spec.carried()).containsEntry("mode", "parallel");
    }

    @Test
    void an_unknown_mode_is_an_error() {
        assertThat(unreadable(input(QUICK).withParameters(mode("banana"))).problems())
                .extracting(InputProblem::message)
                .containsExactly("there is no mode 'banana', only sequential and parallel");
    }

    @Test
    void a_placeholder_that_is_all_of_a_value_becomes_the_input_itself() {
        RunSpec spec = specOf(
                input(
                        yaml(
                                "a.yaml",
                                "inputs: {paths: [a/, b/], most: 2}",
                                "steps:",
                                "  - {id: s, actor: linter, file_scope: [c/, \"${inputs.paths}\"], retry: {max: \"${inputs.most}\"}}")));

        assertThat(step(spec, "s").files().write()).containsExactly("c/", "a/", "b/");
        assertThat(step(spec, "s").retry().attempts()).isEqualTo(3);
    }

    @Test
    void what_an_input_says_is_not_looked_at_again() {
        RunSpec spec = specOf(input(yaml(
                "a.yaml",
                "inputs: {a: \"${inputs.b} $1\", b: secret}",
                "steps: [{id: s, actor: linter, file_scope: x, with: {prompt: \"Say ${inputs.a}!\"}}]")));

        assertThat(step(spec, "s").prompt()).isEqualTo("Say ${inputs.b} $1!\n");
    }

    @Test
    void a_placeholder_without_a_value_is_a_warning_at_its_place() {
        SourceFile source = yaml(
                "a.yaml",
                "inputs: {none: }",
                "steps:",
                "  - {id: s, actor: linter, file_scope: x, with: {a: \"${date}\", b: \"${inputs.none}\"}}");

        assertThat(readable(input(source)).warnings())
                .extracting(Fixtures::place)
                .containsExactly("3: PLACEHOLDER_UNRESOLVED@53", "3: PLACEHOLDER_UNRESOLVED@67");
    }

    @Test
    void a_few_inputs_in_many_places_do_not_become_an_enormous_definition() {
        String large = "x".repeat(100_000);
        String many = "${inputs.x} ".repeat(1_000);

        assertThat(unreadable(input(yaml(
                                "a.yaml",
                                "inputs: {x: " + large + "}",
                                "steps: [{id: s, actor: linter, with: {prompt: \"" + many + "\"}}]")))
                        .problems())
                .extracting(InputProblem::code)
                .contains("SIZE_TOO_LARGE");
    }

    @Test
    void phases_side_by_side_wait_for_nothing_but_what_they_name_and_the_higher_priority_is_first() {
        RunSpec spec = specOf(input(yaml(
                "a.yaml",
                "metadata: {orchestration_pattern: parallel}",
                "phases:",
                "  - {id: low, role: wt, tasks: [x], priority: 1}",
                "  - {id: high, role: wt, tasks: [x], priority: 5}",
                "  - {id: last, role: wt, tasks: [x], depends_on: [low, high]}")));

        assertThat(spec.steps()).extracting(step -> step.id().value()).startsWith("high/1");
        assertThat(needs(spec, "low/1")).isEmpty();
        assertThat(needs(spec, "last/1")).containsExactlyInAnyOrder("low/1", "high/1");
    }

    @Test
    void a_name_that_no_id_can_have_still_gives_ids() {
        SourceFile strange = yaml("x.yaml", "name: \"Ünï — 工作\"", "steps: [{id: s, actor: linter}]");

        assertThat(specOf(input(QUICK, strange)).steps())
                .extracting(step -> step.id().value())
                .contains("n/s");
    }

    @Test
    void without_agents_there_is_one_clear_error() {
        assertThat(unreadable(DefinitionInput.of(QUICK)).problems())
                .extracting(InputProblem::code)
                .containsExactly("AGENTS_MISSING");
    }

    @SuppressWarnings("unchecked")
    private static Map<String, Object> ofRelease(Map<String, Object> kept) {
        Map<String, Map<String, Object>> workflows =
                (Map<String, Map<String, Object>>) Objects.requireNonNull(kept.get("workflows"));
        return Objects.requireNonNull(workflows.get("Release"));
    }

    private static DefinitionInput input(SourceFile... sources) {
        return DefinitionInput.of(sources).withAgents(AGENTS);
    }

    private static RunParameters mode(@Nullable String mode) {
        return new RunParameters(null, null, mode, null, null);
    }

    private static SourceFile yaml(String name, String... lines) {
        return new SourceFile(name, String.join("\n", lines) + "\n");
    }

    private static List<Duration> seconds(long... numbers) {
        return Arrays.stream(numbers).mapToObj(Duration::ofSeconds).toList();
    }

    private static StepSpec step(RunSpec spec, String id) {
        return spec.steps().stream()
                .filter(step -> step.id().value().equals(id))
                .findFirst()
                .orElseThrow();
    }

    private static List<String> needs(RunSpec spec, String id) {
        return step(spec, id).dependsOn().stream().map(StepId::value).toList();
    }
}
