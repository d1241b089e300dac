package dev.signalbox.definitions;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.contracts.api.InputProblem;
import dev.signalbox.contracts.api.RunParameters;
import dev.signalbox.contracts.api.SourceFile;
import dev.signalbox.contracts.spec.Gate;
import dev.signalbox.contracts.spec.Isolation;
import dev.signalbox.contracts.spec.IsolationRule;
import dev.signalbox.contracts.spec.OnMergeConflict;
import dev.signalbox.contracts.spec.OutsideClaim;
import dev.signalbox.contracts.spec.RunSpec;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class IsolationTest {
    private static final Gate UNIT = new Gate("unit", List.of("make", "test"), Duration.ofMinutes(5));
    private static final Gate LINT = new Gate("make lint", List.of("make", "lint"), null);

    @Test
    void a_step_says_what_its_run_does_not_say_for_it() {
        RunSpec run = read(DefinitionInput.of(Fixtures.files("native/valid").stream()
                .filter(file -> file.name().equals("isolation.yaml"))
                .findFirst()
                .orElseThrow()));

        assertThat(rule(run, "plain"))
                .isEqualTo(new IsolationRule(Isolation.WORKTREE, List.of(UNIT, LINT), null, OnMergeConflict.RETRY));
        assertThat(rule(run, "strict"))
                .isEqualTo(new IsolationRule(Isolation.WORKTREE, List.of(), OutsideClaim.FAIL, OnMergeConflict.RETRY));
        assertThat(rule(run, "copied").mode()).isEqualTo(Isolation.DIRECTORY);
        assertThat(rule(run, "shared").worksApart()).isFalse();
        assertThat(rule(run, "named").gates())
                .containsExactly(
                        new Gate("style", List.of("make", "style"), null, true),
                        new Gate("smoke", List.of("make", "smoke"), Duration.ofMinutes(1)),
                        LINT);
    }

    @Test
    void gates_are_asked_for_by_name_and_the_agents_file_may_say_what_to_run() {
        RunSpec run =
                read(DefinitionInput.of(new SourceFile("a.yaml", """
                        apiVersion: signalbox/v1
                        gates: {unit: {run: [make, unit]}, lint: {run: [make, lint]}}
                        isolation: {gates: [unit, {name: style, run: [make, style], advisory: true}, lint]}
                        steps: {a: {}}
                        """)).withAgents(new SourceFile("agents.yaml", """
                        agents: {a: {type: fake}}
                        gates: {unit: {run: [./unit], timeout: 5m}}
                        """)));

        assertThat(rule(run, "a").gates())
                .containsExactly(
                        new Gate("unit", List.of("./unit"), Duration.ofMinutes(5)),
                        new Gate("style", List.of("make", "style"), null, true),
                        new Gate("lint", List.of("make", "lint"), null));
    }

    @Test
    void test_gates_are_run_as_the_agents_file_says_and_the_others_are_told() {
        SourceFile workstream = new SourceFile("ws-1.json", """
                {"id": "ws-1", "files_scope": ["src/"], "tasks": ["do it"], "tool": "aider",
                 "acceptance_tests": ["Works after a restart"],
                 "test_gates": [{"type": "GATE_UNIT"}, {"type": "GATE_LINT", "blocking": false},
                                {"type": "GATE_SECURITY"}]}
                """);
        ReadResult.Readable read = (ReadResult.Readable)
                DefinitionReader.read(DefinitionInput.of(workstream).withAgents(new SourceFile("agents.yaml", """
                        agents: {a: {type: aider}}
                        gates:
                          GATE_UNIT: {run: [make, test]}
                          GATE_LINT: {run: [make, lint]}
                          Works after a restart: {run: [make, restart]}
                        """)));

        assertThat(rule(read.spec(), "ws-1").gates())
                .containsExactly(
                        new Gate("Works after a restart", List.of("make", "restart"), null),
                        new Gate("GATE_UNIT", List.of("make", "test"), null),
                        new Gate("GATE_LINT", List.of("make", "lint"), null, true));
        assertThat(read.spec().steps().getFirst().notEnforced()).containsOnlyKeys("test_gates");
        assertThat(read.warnings())
                .extracting(Fixtures::place)
                .containsExactly("1: GATES_NOT_RUN@1", "4: GATE_WITHOUT_COMMAND@26");
    }

    @Test
    void quality_gates_of_a_workflow_are_run_as_the_agents_file_says_and_the_others_are_told() {
        SourceFile workflow = new SourceFile("flow.yaml", """
                name: flow
                metadata:
                  coordination:
                    merge_queue: {enabled: true, quality_gates: [lint, security]}
                gates: [{type: tests_pass, source: out.json}]
                steps: [{id: "1.1", name: do, actor: a, file_scope: [src/]}]
                """);
        SourceFile agents = new SourceFile("agents.yaml", """
                agents: {a: {type: fake}}
                gates: {lint: {run: [make, lint]}, tests_pass: {run: [make, test]}}
                """);
        ReadResult.Readable read = (ReadResult.Readable) DefinitionReader.read(DefinitionInput.of(workflow)
                .withAgents(agents)
                .withParameters(new RunParameters(null, null, null, null, null, null, Isolation.WORKTREE)));

        assertThat(rule(read.spec(), "1.1"))
                .isEqualTo(new IsolationRule(
                        Isolation.WORKTREE,
                        List.of(
                                new Gate("lint", List.of("make", "lint"), null),
                                new Gate("tests_pass", List.of("make", "test"), null)),
                        null,
                        null));
        assertThat(read.warnings()).extracting(Fixtures::place).containsExactly("4: GATE_WITHOUT_COMMAND@56");
    }

    @Test
    void a_verification_level_stands_for_its_gates_unless_the_queue_is_off() {
        assertThat(warningsOf("{verification_level: comprehensive}"))
                .containsExactly("lint", "test", "typecheck", "security");
        assertThat(warningsOf("{verification_level: minimal}")).containsExactly("lint");
        assertThat(warningsOf("{verification_level: standard, quality_gates: [coverage]}"))
                .containsExactly("coverage");
        assertThat(warningsOf("{enabled: false, verification_level: standard}")).isEmpty();
    }

    @Test
    void what_asks_for_a_gate_and_cannot_be_read_is_told_and_kept_as_not_enforced() {
        assertThat(unread("merge_queue: [lint]", "")).containsExactly("1: GATE_WITHOUT_COMMAND@40 workflows");
        assertThat(unread("merge_queue: {quality_gates: [lint, 8, {type: lint}]}", ""))
                .containsExactly("1: GATE_WITHOUT_COMMAND@63 workflows", "1: GATE_WITHOUT_COMMAND@66 workflows");
        assertThat(unread("merge_queue: {verification_level: standart}", ""))
                .containsExactly("1: GATE_WITHOUT_COMMAND@61 workflows");
        assertThat(unread("merge_queue: {verification_level: 3}", ""))
                .containsExactly("1: GATE_WITHOUT_COMMAND@61 workflows");
        assertThat(unread("", "gates: [{type: lint}, {source: out.json}, {type: [lint]}, 7]"))
                .containsExactly(
                        "2: GATE_WITHOUT_COMMAND@23 workflows",
                        "2: GATE_WITHOUT_COMMAND@50 workflows",
                        "2: GATE_WITHOUT_COMMAND@59 workflows");
    }

    @Test
    void a_text_among_the_gates_of_a_workflow_is_a_type_and_one_name_needs_no_list() {
        assertThat(unread("", "gates: [lint]")).isEmpty();
        assertThat(unread("", "gates: lint")).isEmpty();
        assertThat(unread("merge_queue: {quality_gates: lint}", "")).isEmpty();
        assertThat(rule(flow("", "gates: [lint]").spec(), "1.1").gates())
                .containsExactly(new Gate("lint", List.of("make", "lint"), null));
    }

    @Test
    void a_gate_that_is_asked_for_twice_runs_once() {
        assertThat(rule(
                                flow("merge_queue: {quality_gates: [lint]}", "gates: [{type: lint}]")
                                        .spec(),
                                "1.1")
                        .gates())
                .containsExactly(new Gate("lint", List.of("make", "lint"), null));
    }

    @Test
    void a_gate_that_is_advice_and_not_advice_keeps_work_out() {
        SourceFile workstream = new SourceFile("ws-1.json", """
                {"id": "ws-1", "files_scope": ["src/"], "tasks": ["do it"], "acceptance_tests": ["make test"],
                 "test_gates": [{"type": "GATE_LINT", "blocking": false}, {"type": "GATE_LINT"},
                                {"type": "GATE_UNIT", "required": false}]}
                """);
        RunSpec run = read(DefinitionInput.of(workstream).withAgents(new SourceFile("agents.yaml", """
                agents: {a: {type: aider}}
                gates:
                  GATE_LINT: {run: [make, lint]}
                  GATE_UNIT: {run: [make, test], timeout: 5m}
                """)));

        assertThat(rule(run, "ws-1").gates())
                .containsExactly(
                        new Gate("make test", List.of("make", "test"), Duration.ofMinutes(5)),
                        new Gate("GATE_LINT", List.of("make", "lint"), null));
    }

    private static List<String> unread(String coordination, String gates) {
        ReadResult.Readable read = flow(coordination, gates);
        return read.warnings().stream()
                .filter(warning -> warning.code().equals("GATE_WITHOUT_COMMAND"))
                .map(warning -> Fixtures.place(warning) + " "
                        + String.join(" ", read.spec().notEnforced().keySet()))
                .toList();
    }

    private static ReadResult.Readable flow(String coordination, String gates) {
        SourceFile workflow = new SourceFile("flow.yaml", """
                metadata: {coordination: {%s}}
                %s
                steps: [{id: "1.1", name: do, actor: a, file_scope: [src/]}]
                """.formatted(coordination, gates));
        return (ReadResult.Readable)
                DefinitionReader.read(DefinitionInput.of(workflow).withAgents(new SourceFile("agents.yaml", """
                        agents: {a: {type: fake}}
                        gates: {lint: {run: [make, lint]}}
                        """)));
    }

    private static List<String> warningsOf(String queue) {
        SourceFile workflow = new SourceFile("flow.yaml", """
                metadata: {coordination: {merge_queue: %s}}
                steps: [{id: "1.1", name: do, actor: a, file_scope: [src/]}]
                """.formatted(queue));
        return ((ReadResult.Readable) DefinitionReader.read(DefinitionInput.of(workflow)
                        .withAgents(new SourceFile("agents.yaml", "agents: {a: {type: fake}}\n"))))
                .warnings().stream()
                        .filter(warning -> warning.code().equals("GATE_WITHOUT_COMMAND"))
                        .map(warning -> warning.message().split("'")[1])
                        .toList();
    }

    @Test
    void acceptance_tests_are_gates_unless_they_need_a_shell_or_are_sentences() {
        ReadResult.Readable read = (ReadResult.Readable) DefinitionReader.read(input());

        IsolationRule rule = rule(read.spec(), "ws-1");
        assertThat(rule.mode()).isEqualTo(Isolation.NONE);
        assertThat(rule.gates())
                .extracting(Gate::command)
                .containsExactly(
                        List.of("pytest", "tests/cache", "-k", "not slow"), List.of("env", "CI=true", "make", "check"));
        assertThat(read.warnings())
                .extracting(InputProblem::message)
                .anyMatch(message -> message.contains("'make a && make b' needs a shell"))
                .anyMatch(message -> message.contains("'Works as before' reads like a sentence"));
        assertThat(read.spec().steps().getFirst().notEnforced())
                .isEqualTo(Map.of("acceptance_tests", List.of("make a && make b", "Works as before")));
    }

    @Test
    void what_is_asked_for_beside_the_files_counts_for_every_step() {
        RunSpec run =
                read(input().withParameters(new RunParameters(null, null, null, null, null, null, Isolation.WORKTREE)));

        assertThat(rule(run, "ws-1").mode()).isEqualTo(Isolation.WORKTREE);
        assertThat(rule(run, "ws-1").gates()).hasSize(2);
    }

    private static DefinitionInput input() {
        return DefinitionInput.of(workstream())
                .withAgents(new SourceFile("agents.yaml", "agents: {a: {type: aider}}\n"));
    }

    private static SourceFile workstream() {
        return new SourceFile("ws-1.json", """
                {"id": "ws-1", "openspec_change": "OS-1", "ccpm_issue": 1, "gate": 1, "tool": "aider",
                 "files_scope": ["src/"], "tasks": ["do it"],
                 "acceptance_tests": ["pytest tests/cache -k 'not slow'", "make a && make b", "Works as before",
                  "CI=true make check"]}
                """);
    }

    private static RunSpec read(DefinitionInput input) {
        return ((ReadResult.Readable) DefinitionReader.read(input)).spec();
    }

    private static IsolationRule rule(RunSpec run, String step) {
        return run.steps().stream()
                .filter(each -> each.id().value().equals(step))
                .flatMap(each -> Stream.ofNullable(each.isolation()))
                .findFirst()
                .orElseThrow();
    }
}
