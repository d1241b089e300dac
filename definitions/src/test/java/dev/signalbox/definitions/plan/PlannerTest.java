package dev.signalbox.definitions.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.signalbox.contracts.ContractJson;
import dev.signalbox.contracts.StepId;
import dev.signalbox.contracts.api.Plan;
import dev.signalbox.contracts.api.Plan.Conflict;
import dev.signalbox.contracts.api.Plan.PlannedStep;
import dev.signalbox.contracts.api.SourceFile;
import dev.signalbox.contracts.spec.RunSpec;
import dev.signalbox.definitions.DefinitionInput;
import dev.signalbox.definitions.DefinitionReader;
import dev.signalbox.definitions.ReadResult;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class PlannerTest {

    @Test
    void steps_are_ordered_by_level_and_the_longest_chain_is_found() {
        Plan plan = plan("""
                steps:
                  last: {run: [x], depends_on: [left, right]}
                  left: {run: [x], depends_on: [first]}
                  right: {run: [x]}
                  first: {run: [x]}
                """);

        assertThat(plan.order())
                .extracting(step -> step.step().value(), PlannedStep::level)
                .containsExactly(tuple("right", 0), tuple("first", 0), tuple("left", 1), tuple("last", 2));
        assertThat(plan.levelSizes()).containsExactly(2, 1, 1);
        assertThat(plan.criticalPath()).extracting(StepId::value).containsExactly("first", "left", "last");
        assertThat(plan.criticalPathTime()).isEqualTo(Duration.ofSeconds(3));
        assertThat(plan.simulatedTime()).isEqualTo(Duration.ofSeconds(3));
        assertThat(plan.peakParallelism()).isEqualTo(2);
    }

    @Test
    void declared_times_decide_which_chain_is_critical() {
        Plan plan = plan("""
                steps:
                  a: {run: [x]}
                  b: {run: [x], depends_on: [a]}
                  slow: {fake: {duration: 10s}}
                """);

        assertThat(plan.criticalPath()).extracting(StepId::value).containsExactly("slow");
        assertThat(plan.simulatedTime()).isEqualTo(Duration.ofSeconds(10));
    }

    @Test
    void agents_take_the_steps_of_their_tracks_and_no_more_than_they_can() {
        Plan plan = plan("""
                agents:
                  anyone: {run: [x]}
                  lefty: {run: [x], track: left}
                steps:
                  a: {track: left}
                  b: {track: left}
                  c: {track: right}
                  d: {agent: lefty}
                """);

        assertThat(plan.order())
                .extracting(
                        step -> step.step().value(),
                        step -> String.valueOf(step.agent()),
                        step -> step.possibleAgents().toString(),
                        PlannedStep::start)
                .containsExactly(
                        tuple("a", "lefty", "[lefty, anyone]", Duration.ZERO),
                        tuple("b", "anyone", "[lefty, anyone]", Duration.ZERO),
                        tuple("c", "anyone", "[anyone]", Duration.ofSeconds(1)),
                        tuple("d", "lefty", "[lefty]", Duration.ofSeconds(1)));
    }

    @Test
    void at_most_max_parallel_steps_are_in_flight() {
        Plan plan = plan("max_parallel: 2\nsteps: {a: {run: [x]}, b: {run: [x]}, c: {run: [x]}, d: {run: [x]}}");

        assertThat(plan.peakParallelism()).isEqualTo(2);
        assertThat(plan.simulatedTime()).isEqualTo(Duration.ofSeconds(2));
    }

    @Test
    void overlapping_scopes_without_an_order_are_conflicts_and_never_in_flight_together() {
        Plan plan = plan("""
                steps:
                  a: {run: [x], files: {write: ["src/**/*.py"]}}
                  b: {run: [x], files: {write: [src/api/]}}
                  c: {run: [x], files: {write: [docs/]}}
                  d: {run: [x], files: {read: [src/main.py]}, depends_on: [b]}
                  e: {run: [x], files: {write: [src/api/x.py]}, depends_on: [a, b]}
                """);

        assertThat(plan.conflicts())
                .containsExactly(
                        new Conflict(new StepId("a"), new StepId("b"), "src/**/*.py", "src/api/", "src/api/a.py"),
                        new Conflict(new StepId("a"), new StepId("d"), "src/**/*.py", "src/main.py", "src/main.py"));
        assertThat(plan.conflictCount()).isEqualTo(2);
        assertThat(plan.conflictsComplete()).isTrue();
        assertThat(plan.simulatedTime()).isEqualTo(Duration.ofSeconds(3));
    }

    @Test
    void readers_do_not_conflict() {
        Plan plan = plan("""
                steps:
                  a: {run: [x], files: {read: ["**"]}}
                  b: {run: [x], files: {read: ["**"]}}
                """);

        assertThat(plan.conflictCount()).isZero();
        assertThat(plan.peakParallelism()).isEqualTo(2);
    }

    @Test
    void a_plan_survives_a_journey_as_json() throws Exception {
        Plan plan = plan("steps: {a: {run: [x], files: {write: [x]}}, b: {run: [x], files: {write: [x]}}}");

        String json = ContractJson.mapper().writeValueAsString(plan);

        assertThat(ContractJson.mapper().readValue(json, Plan.class)).isEqualTo(plan);
    }

    private static Plan plan(String definition) {
        return Planner.plan(spec(definition));
    }

    static RunSpec spec(String definition) {
        ReadResult result = DefinitionReader.read(
                DefinitionInput.of(new SourceFile("test.yaml", "apiVersion: signalbox/v1\n" + definition)));
        assertThat(result).isInstanceOf(ReadResult.Readable.class);
        return ((ReadResult.Readable) result).spec();
    }
}
