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
    }

    @Test
    void acceptance_tests_are_gates_unless_they_need_a_shell() {
        ReadResult.Readable read = (ReadResult.Readable) DefinitionReader.read(input());

        IsolationRule rule = rule(read.spec(), "ws-1");
        assertThat(rule.mode()).isEqualTo(Isolation.NONE);
        assertThat(rule.gates())
                .extracting(Gate::command)
                .containsExactly(List.of("pytest", "tests/cache", "-k", "not slow"));
        assertThat(read.warnings())
                .extracting(InputProblem::message)
                .anyMatch(message -> message.contains("'make a && make b' needs a shell"));
    }

    @Test
    void what_is_asked_for_beside_the_files_counts_for_every_step() {
        RunSpec run =
                read(input().withParameters(new RunParameters(null, null, null, null, null, null, Isolation.WORKTREE)));

        assertThat(rule(run, "ws-1").mode()).isEqualTo(Isolation.WORKTREE);
        assertThat(rule(run, "ws-1").gates()).hasSize(1);
    }

    private static DefinitionInput input() {
        return DefinitionInput.of(workstream())
                .withAgents(new SourceFile("agents.yaml", "agents: {a: {type: aider}}\n"));
    }

    private static SourceFile workstream() {
        return new SourceFile("ws-1.json", """
                {"id": "ws-1", "openspec_change": "OS-1", "ccpm_issue": 1, "gate": 1, "tool": "aider",
                 "files_scope": ["src/"], "tasks": ["do it"],
                 "acceptance_tests": ["pytest tests/cache -k 'not slow'", "make a && make b"]}
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
