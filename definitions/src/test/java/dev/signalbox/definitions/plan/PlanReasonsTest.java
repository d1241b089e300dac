package dev.signalbox.definitions.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.signalbox.contracts.StepId;
import dev.signalbox.contracts.api.Plan;
import dev.signalbox.contracts.api.Plan.Hindrance;
import dev.signalbox.contracts.api.Plan.NotEnforced;
import dev.signalbox.contracts.api.PlanEstimates;
import dev.signalbox.contracts.api.PlanEstimates.DeclaredCost;
import dev.signalbox.contracts.api.PlanEstimates.DeclaredDuration;
import dev.signalbox.contracts.api.PlanEstimates.DeclaredTokens;
import dev.signalbox.contracts.spec.AgentSpec;
import dev.signalbox.contracts.spec.Budget;
import dev.signalbox.contracts.spec.BudgetRule;
import dev.signalbox.contracts.spec.RunSpec;
import dev.signalbox.contracts.spec.StepSpec;
import dev.signalbox.contracts.spec.StepSpecBuilder;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What a plan says of steps that never run, of rules that are not enforced, of waiting and of money. */
class PlanReasonsTest {

    @Test
    void a_step_that_no_agent_may_take_never_runs_nor_does_what_needs_it() {
        RunSpec spec = PlannerTest.spec("""
                agents: {c: {run: [y], track: t}, m: {run: [x], track: u}}
                steps:
                  think: {agent: c, prompt: think}
                  act: {agent: m, depends_on: [think]}
                  other: {agent: m}
                """);
        List<AgentSpec> onlyM = spec.agents().stream()
                .filter(agent -> agent.id().value().equals("m"))
                .toList();

        Plan plan = Planner.plan(
                new RunSpec(spec.name(), spec.workspace(), onlyM, spec.steps(), spec.options(), spec.source()));

        assertThat(plan.neverRun())
                .extracting(step -> step.step().value(), step -> step.reason())
                .containsExactly(tuple("think", Hindrance.NO_AGENT), tuple("act", Hindrance.DEPENDENCY));
        assertThat(plan.neverRun().getFirst().detail()).isEqualTo("no agent named c may take it");
    }

    @Test
    void a_step_that_no_budget_has_room_for_never_runs_and_so_does_nothing_that_needs_it() {
        Plan plan = Planner.plan(PlannerTest.spec("""
                budget: {usd: 3}
                agents: {m: {run: [x]}}
                steps:
                  dear: {agent: m, estimate: {usd: 4}}
                  own: {agent: m, estimate: {tokens: 20}, budget: {tokens: 10}}
                  next: {agent: m, depends_on: [dear]}
                  cheap: {agent: m, estimate: {usd: 3}}
                """));

        assertThat(plan.neverRun())
                .extracting(step -> step.step().value(), step -> step.reason())
                .containsExactly(
                        tuple("dear", Hindrance.BUDGET),
                        tuple("own", Hindrance.BUDGET),
                        tuple("next", Hindrance.DEPENDENCY));
        assertThat(plan.neverRun().getFirst().detail())
                .isEqualTo("denied: an attempt is expected to spend 4 USD, and the budget of the run is 3 USD");
    }

    @Test
    void a_step_of_a_run_without_agents_never_runs_by_itself() {
        RunSpec spec = PlannerTest.spec("agents: {m: {run: [x], track: t}}\nsteps: {a: {track: t}}\n");
        RunSpec without =
                new RunSpec(spec.name(), spec.workspace(), List.of(), spec.steps(), spec.options(), spec.source());

        Plan plan = Planner.plan(without);

        assertThat(plan.neverRun())
                .extracting(step -> step.reason(), step -> step.detail())
                .containsExactly(tuple(
                        Hindrance.NO_AGENT, "it waits for an agent of track t to be registered in the workspace"));
        assertThat(plan.order()).extracting(step -> step.agent()).containsOnlyNulls();
    }

    @Test
    void rules_that_are_not_enforced_are_listed_with_their_place_those_of_the_run_first() {
        RunSpec spec = PlannerTest.spec("steps: {a: {run: [x]}}\n");
        RunSpec ruled = new RunSpec(
                spec.name(),
                spec.workspace(),
                spec.agents(),
                List.of(with(spec.steps().getFirst(), Map.of(), Map.of("approval", "two people"))),
                spec.options(),
                spec.source(),
                Map.of(),
                Map.of("budget", 5));

        assertThat(Planner.plan(ruled).notEnforced())
                .containsExactly(
                        new NotEnforced(null, "notEnforced/budget", 5),
                        new NotEnforced(new StepId("a"), "steps/a/notEnforced/approval", "two people"));
    }

    @Test
    void a_step_that_waits_for_a_claim_although_an_agent_is_free_is_counted() {
        Plan plan = Planner.plan(PlannerTest.spec("""
                agents: {m: {run: [x], capacity: 3}}
                steps:
                  a: {files: {write: [src/]}}
                  b: {files: {write: [src/api]}}
                  c: {files: {write: [docs/]}}
                """));

        assertThat(plan.claimWaits()).isEqualTo(1);
        assertThat(plan.simulatedTime()).isEqualTo(Duration.ofSeconds(2));
    }

    @Test
    void the_longest_chain_is_counted_in_steps_and_the_critical_path_in_declared_time() {
        Plan plan = Planner.plan(PlannerTest.spec("""
                agents: {f: {type: fake, capacity: 3}}
                steps:
                  a: {agent: f}
                  b: {agent: f, depends_on: [a]}
                  slow: {agent: f, fake: {duration: 10s}}
                """));

        assertThat(plan.longestChain()).extracting(StepId::value).containsExactly("a", "b");
        assertThat(plan.criticalPath()).extracting(StepId::value).containsExactly("slow");
    }

    @Test
    void nothing_declared_is_unknown() {
        assertThat(Planner.plan(PlannerTest.spec("steps: {a: {run: [x]}}\n")).estimates())
                .isEqualTo(new PlanEstimates(1, null, null, null, null));
    }

    @Test
    void declared_costs_times_and_tokens_are_added_up_and_bounded_only_when_every_step_declares_them() {
        RunSpec spec = PlannerTest.spec("""
                agents: {f: {type: fake}, m: {run: [x]}}
                steps:
                  a: {agent: f, fake: {duration: 2s, failures: 1, usage: {cost_usd: 0.5}}, retry: {attempts: 3}}
                  b: {agent: f, fake: {duration: 3s, usage: {cost_usd: 0.25}}, depends_on: [a]}
                """);
        List<StepSpec> steps = List.of(
                spec.steps().get(0),
                spec.steps().get(1),
                with(spec.steps().get(1), new StepId("c"), Map.of())
                        .withMoney(BudgetRule.of(Budget.ofUsd(new BigDecimal("2.5"))), new Budget(null, 900L)));

        PlanEstimates all = Planner.plan(spec).estimates();
        PlanEstimates some = Planner.plan(
                        new RunSpec(spec.name(), spec.workspace(), spec.agents(), steps, spec.options(), spec.source()))
                .estimates();

        assertThat(all.cost()).isEqualTo(new DeclaredCost(2, new BigDecimal("1.25"), new BigDecimal("1.25")));
        assertThat(all.duration()).isEqualTo(new DeclaredDuration(2, Duration.ofSeconds(7), Duration.ofSeconds(7)));
        assertThat(some.cost()).isEqualTo(new DeclaredCost(3, new BigDecimal("1.25"), new BigDecimal("3.75")));
        assertThat(some.duration()).isEqualTo(new DeclaredDuration(2, Duration.ofSeconds(7), null));
        assertThat(some.tokens()).isEqualTo(new DeclaredTokens(1, 900));
    }

    private static StepSpec with(StepSpec step, Map<String, Object> carried, Map<String, Object> notEnforced) {
        return StepSpecBuilder.builder()
                .id(step.id())
                .title(step.title())
                .dependsOn(step.dependsOn())
                .agent(step.agent())
                .agentType(step.agentType())
                .track(step.track())
                .agentLabels(step.agentLabels())
                .command(step.command())
                .prompt(step.prompt())
                .files(step.files())
                .retry(step.retry())
                .timeout(step.timeout())
                .environment(step.environment())
                .fake(step.fake())
                .inputs(step.inputs())
                .checkpoint(step.checkpoint())
                .afterFailure(step.afterFailure())
                .budget(step.budget())
                .estimate(step.estimate())
                .carried(carried)
                .notEnforced(notEnforced)
                .build();
    }

    private static StepSpec with(StepSpec step, StepId id, Map<String, Object> carried) {
        return StepSpecBuilder.builder()
                .id(id)
                .command(List.of("x"))
                .files(step.files())
                .retry(step.retry())
                .carried(carried)
                .build();
    }
}
