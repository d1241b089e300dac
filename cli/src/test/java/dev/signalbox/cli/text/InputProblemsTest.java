package dev.signalbox.cli.text;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.contracts.api.InputProblem;
import dev.signalbox.contracts.api.Severity;
import dev.signalbox.contracts.api.SourceFile;
import java.util.List;
import org.junit.jupiter.api.Test;

class InputProblemsTest {
    private static final SourceFile FILE = new SourceFile("a.yaml", "steps:\n  - id: build\n    depends_on: [x]\n");

    private static InputProblem at(Severity severity, String file, int line, int column) {
        return new InputProblem(severity, "DEPENDENCY_UNKNOWN", "there is no step 'x'", file, line, column, null);
    }

    private static List<String> lines(SourceFile source, InputProblem problem) {
        return new InputProblems(List.of(source)).lines(List.of(problem), false);
    }

    @Test
    void a_problem_shows_its_place_its_code_and_its_line_with_a_caret() {
        assertThat(lines(FILE, at(Severity.ERROR, "a.yaml", 3, 18)))
                .containsExactly(
                        "a.yaml:3:18 DEPENDENCY_UNKNOWN there is no step 'x'",
                        " 3 |     depends_on: [x]",
                        "   |                  ^");
    }

    @Test
    void a_warning_says_that_it_is_one() {
        assertThat(lines(FILE, at(Severity.WARNING, "a.yaml", 1, 1)))
                .first()
                .isEqualTo("a.yaml:1:1 warning DEPENDENCY_UNKNOWN there is no step 'x'");
    }

    @Test
    void a_file_that_is_not_at_hand_and_a_line_that_does_not_exist_are_only_named() {
        assertThat(lines(FILE, at(Severity.ERROR, "b.yaml", 1, 1))).hasSize(1);
        assertThat(lines(FILE, at(Severity.ERROR, "a.yaml", 99, 1))).hasSize(1);
    }

    @Test
    void a_column_behind_the_line_points_at_its_end() {
        assertThat(lines(FILE, at(Severity.ERROR, "a.yaml", 1, 500))).last().isEqualTo("   |       ^");
    }

    @Test
    void a_tab_or_an_escape_in_the_line_does_not_move_the_caret() {
        SourceFile tabbed = new SourceFile("a.yaml", "\tx\u001b[1m: y");

        assertThat(lines(tabbed, at(Severity.ERROR, "a.yaml", 1, 7))).endsWith(" 1 |  x [1m: y", "   |       ^");
    }

    @Test
    void of_a_very_long_line_only_the_part_around_the_column_is_shown() {
        SourceFile oneLine = new SourceFile("a.json", "x".repeat(5_000) + "!" + "y".repeat(5_000));

        List<String> lines = lines(oneLine, at(Severity.ERROR, "a.json", 1, 5_001));

        assertThat(lines.get(1).charAt(lines.get(2).indexOf('^'))).isEqualTo('!');
        assertThat(lines.get(1)).hasSizeLessThan(200);
    }
}
