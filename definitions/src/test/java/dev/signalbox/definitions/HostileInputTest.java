package dev.signalbox.definitions;

import static dev.signalbox.definitions.Fixtures.unreadable;
import static dev.signalbox.definitions.Fixtures.yaml;
import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.contracts.ProblemCode;
import dev.signalbox.contracts.api.InputProblem;
import dev.signalbox.contracts.api.SourceFile;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class HostileInputTest {

    @Test
    void a_file_that_aliases_would_blow_up_is_unreadable() {
        StringBuilder bomb = new StringBuilder("a0: &a0 [lol, lol, lol, lol, lol, lol, lol, lol, lol]\n");
        for (int level = 1; level < 10; level++) {
            String alias = "*a" + (level - 1);
            bomb.append("a%d: &a%d [%s]\n"
                    .formatted(
                            level, level, String.join(", ", List.of(alias, alias, alias, alias, alias, alias, alias))));
        }
        bomb.append("steps: *a9\n");

        assertUnreadable(yaml(bomb.toString()), "ALIASES_TOO_MANY");
    }

    @Test
    void an_alias_to_what_it_stands_in_is_unreadable() {
        assertUnreadable(yaml("steps: &me {a: *me}"), "SYNTAX_INVALID");
    }

    @Test
    void endless_nesting_is_unreadable() {
        assertUnreadable(yaml("steps: " + "[".repeat(5_000)), "NESTING_TOO_DEEP");
        assertUnreadable(new SourceFile("a.json", "[".repeat(5_000)), "NESTING_TOO_DEEP");
    }

    @Test
    void a_definition_over_the_limit_is_not_even_parsed() {
        SourceFile source = new SourceFile("a.json", "{" + " ".repeat(8 * 1024 * 1024));

        ReadResult.Unreadable result = unreadable(DefinitionInput.of(source));

        assertThat(result.code()).isEqualTo(ProblemCode.DEFINITION_TOO_LARGE);
        assertThat(result.problems()).extracting(InputProblem::code).containsExactly("SIZE_TOO_LARGE");
    }

    @Test
    void more_steps_than_the_limit_are_too_many() {
        SourceFile source = yaml("steps: {a: {run: [echo]}, b: {run: [echo]}, c: {run: [echo]}}");

        ReadResult.Unreadable result = unreadable(
                new DefinitionInput(List.of(source), null, null, false, null, null, new DefinitionLimits(1_000, 2)));

        assertThat(result.code()).isEqualTo(ProblemCode.DEFINITION_TOO_LARGE);
        assertThat(result.problems()).extracting(InputProblem::code).containsExactly("STEPS_TOO_MANY");
    }

    @Test
    void ten_thousand_problems_are_counted_but_not_all_listed() {
        String steps = IntStream.range(0, 10_000)
                .mapToObj(step -> "  s" + step + ": {run: [echo], depends_on: [nowhere]}")
                .collect(Collectors.joining("\n"));

        List<InputProblem> problems =
                unreadable(DefinitionInput.of(yaml("steps:", steps))).problems();

        assertThat(problems).hasSize(1_001);
        assertThat(problems.getLast().message()).isEqualTo("and 9000 more problems");
    }

    @Test
    void a_cycle_of_ten_thousand_steps_is_found_and_shown_in_short() {
        String steps = IntStream.range(0, 10_000)
                .mapToObj(step -> "  s" + step + ": {run: [echo], depends_on: [s" + (step + 1) % 10_000 + "]}")
                .collect(Collectors.joining("\n"));

        assertThat(unreadable(DefinitionInput.of(yaml("steps:", steps))).problems())
                .extracting(InputProblem::message)
                .first()
                .asString()
                .contains("s0 -> s1 -> s2")
                .contains("(9981 more)")
                .endsWith("s9999 -> s0");
    }

    @Test
    void enormous_numbers_are_refused_without_being_written_out() {
        assertThat(unreadable(DefinitionInput.of(
                                yaml("max_parallel: 1e999999999", "priority: 0x1F", "steps: {a: {run: [echo]}}")))
                        .problems())
                .extracting(InputProblem::code)
                .containsExactly("VALUE_INVALID", "VALUE_INVALID");
    }

    private static void assertUnreadable(SourceFile source, String code) {
        ReadResult.Unreadable result = unreadable(DefinitionInput.of(source));

        assertThat(result.code()).isEqualTo(ProblemCode.DEFINITION_UNREADABLE);
        assertThat(result.problems()).extracting(InputProblem::code).containsExactly(code);
    }
}
