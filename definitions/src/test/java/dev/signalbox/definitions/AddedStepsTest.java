package dev.signalbox.definitions;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.contracts.StepId;
import dev.signalbox.contracts.api.InputProblem;
import dev.signalbox.contracts.api.RunParameters;
import dev.signalbox.contracts.api.SourceFile;
import dev.signalbox.contracts.api.StepsRequest;
import dev.signalbox.contracts.spec.AgentSpec;
import dev.signalbox.contracts.spec.Isolation;
import dev.signalbox.contracts.spec.IsolationRule;
import dev.signalbox.contracts.spec.RunSpec;
import dev.signalbox.contracts.spec.StepSpec;
import dev.signalbox.definitions.ReadResult.Readable;
import dev.signalbox.definitions.ReadResult.Unreadable;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Steps that are added to a run that is there. */
class AddedStepsTest {
    private static final RunSpec RUN =
            readable(DefinitionReader.read(DefinitionInput.of(new SourceFile("run.yaml", """
            apiVersion: signalbox/v1
            agents: {a: {type: fake}}
            steps:
              first: {agent: a}
            """))));
    private static final RunSoFar SO_FAR = RunSoFar.of(RUN.steps(), RUN.agents(), RUN.options());

    @Test
    void added_steps_need_steps_of_the_run_and_each_other_and_are_taken_by_its_agents() {
        RunSpec added = readable(add("""
                steps:
                  third: {agent: a, depends_on: [second]}
                  second: {depends_on: [first]}
                """));

        assertThat(added.steps()).extracting(StepSpec::id).containsExactly(new StepId("third"), new StepId("second"));
        assertThat(added.steps().getLast().dependsOn()).containsExactly(new StepId("first"));
        assertThat(added.agents()).isEmpty();
    }

    @Test
    void new_agents_come_with_the_steps_and_those_of_the_run_are_not_said_again() {
        RunSpec added = readable(add("""
                agents: {a: {type: fake}, b: {type: fake}}
                steps:
                  second: {agent: b}
                """));

        assertThat(added.agents()).extracting(AgentSpec::id).extracting("value").containsExactly("b");
    }

    @Test
    void a_step_that_does_not_exist_is_reported_with_its_place() {
        InputProblem problem = problem(add("""
                steps:
                  second:
                    depends_on: [frist]
                """));

        assertThat(problem.code()).isEqualTo("DEPENDENCY_UNKNOWN");
        assertThat(problem.line()).isEqualTo(3);
        assertThat(problem.column()).isEqualTo(18);
        assertThat(problem.message()).contains("first");
    }

    @Test
    void circles_unknown_agents_and_other_steps_of_the_same_id_are_reported() {
        assertThat(codes("steps: {b: {depends_on: [c]}, c: {depends_on: [b, first]}}"))
                .containsExactly("DEPENDENCY_CYCLE");
        assertThat(codes("steps: {b: {agent: nobody}}")).containsExactly("AGENT_UNKNOWN");
        assertThat(codes("steps: {first: {title: another}}")).containsExactly("ID_DUPLICATE");
        assertThat(codes("{agents: {a: {type: fake, capacity: 7}}, steps: {b: {}}}"))
                .containsExactly("ID_DUPLICATE");
    }

    @Test
    void a_step_may_be_said_again_word_for_word() {
        assertThat(readable(add("steps: {first: {agent: a}}")).steps()).isEqualTo(RUN.steps());
    }

    @Test
    void what_is_of_the_whole_run_cannot_be_said_with_steps() {
        assertThat(codes("{name: another, budget: {usd: 100}, steps: {b: {}}}"))
                .containsExactly("KEY_UNKNOWN", "KEY_UNKNOWN");
    }

    @Test
    void the_steps_of_the_run_count_towards_the_limit() {
        DefinitionLimits two = new DefinitionLimits(10_000, 2);

        assertThat(DefinitionReader.read(DefinitionInput.of(request("steps: {b: {}, first: {agent: a}}"), SO_FAR, two)))
                .isInstanceOf(Readable.class);
        assertThat(DefinitionReader.read(DefinitionInput.of(request("steps: {b: {}, c: {}}"), SO_FAR, two)))
                .isInstanceOf(Unreadable.class);
    }

    @Test
    void a_run_without_agents_leaves_its_steps_to_the_registry() {
        ReadResult result = DefinitionReader.read(DefinitionInput.of(
                request("steps: {b: {agent: somebody}}"),
                RunSoFar.of(RUN.steps(), List.of(), RUN.options()),
                DefinitionLimits.DEFAULT));

        assertThat(result).isInstanceOf(Readable.class);
    }

    @Test
    void added_steps_are_kept_apart_as_their_run_says_unless_they_say_it_themselves() {
        RunSpec run = readable(DefinitionReader.read(DefinitionInput.of(new SourceFile("run.yaml", """
                apiVersion: signalbox/v1
                agents: {a: {type: fake}}
                isolation: {mode: worktree, on_merge_conflict: retry, gates: [{run: [make, test]}]}
                steps:
                  first: {agent: a}
                """))));

        RunSpec added = readable(add(run, "steps: {first: {agent: a}, b: {}, c: {isolation: none}}"));

        IsolationRule ofRun = run.steps().getFirst().isolation();
        assertThat(run.options().isolation()).isNotNull().isEqualTo(ofRun);
        assertThat(added.steps())
                .extracting(StepSpec::isolation)
                .containsExactly(ofRun, ofRun, Objects.requireNonNull(ofRun).in(Isolation.NONE));
    }

    @Test
    void added_steps_are_kept_apart_as_it_was_asked_for_beside_the_files_of_their_run() {
        RunSpec run = readable(DefinitionReader.read(DefinitionInput.of(new SourceFile("run.yaml", """
                apiVersion: signalbox/v1
                agents: {a: {type: fake}}
                steps:
                  first: {agent: a}
                """))
                .withParameters(new RunParameters(null, null, null, null, null, null, Isolation.WORKTREE))));

        RunSpec added = readable(add(run, "steps: {first: {agent: a}, b: {}}"));

        assertThat(added.steps())
                .extracting(StepSpec::isolation)
                .containsOnly(new IsolationRule(Isolation.WORKTREE, List.of(), null, null));
    }

    private static ReadResult add(RunSpec run, String text) {
        return DefinitionReader.read(DefinitionInput.of(
                request(text), RunSoFar.of(run.steps(), run.agents(), run.options()), DefinitionLimits.DEFAULT));
    }

    private static ReadResult add(String text) {
        return DefinitionReader.read(DefinitionInput.of(request(text), SO_FAR, DefinitionLimits.DEFAULT));
    }

    private static StepsRequest request(String text) {
        return new StepsRequest(List.of(new SourceFile("more.yaml", text)), null, false, false, null);
    }

    private static RunSpec readable(ReadResult result) {
        assertThat(result).isInstanceOf(Readable.class);
        return ((Readable) result).spec();
    }

    private static InputProblem problem(ReadResult result) {
        return problems(result).findFirst().orElseThrow();
    }

    private static List<String> codes(String text) {
        return problems(add(text)).map(InputProblem::code).toList();
    }

    private static Stream<InputProblem> problems(ReadResult result) {
        return result instanceof Unreadable unreadable ? unreadable.problems().stream() : Stream.of();
    }
}
