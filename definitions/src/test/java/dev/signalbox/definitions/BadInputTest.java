package dev.signalbox.definitions;

import static dev.signalbox.definitions.Fixtures.file;
import static dev.signalbox.definitions.Fixtures.unreadable;
import static dev.signalbox.definitions.Fixtures.yaml;
import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.contracts.ProblemCode;
import dev.signalbox.contracts.api.InputProblem;
import dev.signalbox.contracts.api.SourceFile;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** The fixtures say themselves, behind {@code #!}, which problems a line has and at which columns. */
class BadInputTest {
    private static final Pattern EXPECTED = Pattern.compile("([A-Z_]+)@(\\d+)");

    static Stream<SourceFile> faulty() {
        return Stream.of(
                        "coordination/invalid",
                        "native/invalid",
                        "native/unsound",
                        "openintent/invalid",
                        "workstreams-invalid")
                .flatMap(directory -> Fixtures.files(directory).stream());
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("faulty")
    void every_problem_is_found_where_it_is(SourceFile source) {
        ReadResult.Unreadable result =
                unreadable(DefinitionInput.of(source).withBroughtTypes(Set.of()).strictly());

        assertThat(result.problems().stream().map(Fixtures::place)).containsExactlyElementsOf(expected(source));
    }

    static List<SourceFile> garbled() {
        return Fixtures.files("native/unreadable");
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("garbled")
    void what_is_neither_yaml_nor_json_is_unreadable_at_a_place(SourceFile source) {
        ReadResult.Unreadable result = unreadable(DefinitionInput.of(source));

        assertThat(result.code()).isEqualTo(ProblemCode.DEFINITION_UNREADABLE);
        assertThat(result.problems()).hasSize(1);
        assertThat(result.problems().getFirst().line()).isBetween(1, 3);
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', quoteCharacter = '"', textBlock = """
            run: echo hello                     | a line of text is never given to a shell
            run: [echo], depends_on: [frist]    | step 'second' depends on 'frist', which does not exist; did you mean 'first'?
            run: [echo], depends_on: [fi]       | which does not exist; did you mean 'first'?
            run: [echo], timeout: 5             | 'timeout' must be a duration like 500ms, 1s, 5m, 2h or 1d; say the unit, as in 5s
            run: [echo], agent_type: comand     | did you mean 'command'?
            run: [echo], agent: locl            | which is not declared; did you mean 'local'?
            run: [echo], files: {write: [/etc]} | '/etc' is absolute; paths are relative to the workspace
            run: [echo], title: 5               | 'title' must be text, not a number; put it in quotes
            run: [echo], depends_on: first      | 'depends_on' must be a list, for example [build, test], not text
            """)
    void messages_say_what_to_do(String step, String message) {
        ReadResult.Unreadable result =
                unreadable(DefinitionInput.of(yaml("steps:", "  first: {run: [echo]}", "  second: {" + step + "}"))
                        .withBroughtTypes(Set.of()));

        assertThat(result.problems()).hasSize(1);
        assertThat(result.problems().getFirst().message()).contains(message);
    }

    @Test
    void the_path_of_a_cycle_is_shown() {
        assertThat(unreadable(DefinitionInput.of(file("native/unsound/cycles.yaml")))
                        .problems())
                .extracting(InputProblem::message)
                .containsExactly(
                        "steps wait for each other in a circle: a -> c -> b -> a",
                        "steps wait for each other in a circle: self -> self");
    }

    @Test
    void a_short_id_that_could_mean_several_steps_names_them() {
        assertThat(unreadable(DefinitionInput.of(file("native/unsound/tracks.yaml")))
                        .problems())
                .extracting(InputProblem::message)
                .first()
                .isEqualTo("'ws-2' could mean 'ws-2-a', 'ws-2.b'; write 'ws-2*' to mean all of them");
    }

    @Test
    void the_detail_counts_the_errors_and_shows_the_first() {
        assertThat(unreadable(DefinitionInput.of(file("native/unsound/dependencies.yaml")))
                        .detail())
                .isEqualTo(
                        "2 errors, the first at dependencies.yaml:4:42: step 'test' depends on 'biuld', which does not exist;"
                                + " did you mean 'build'?");
    }

    @Test
    void problems_of_all_files_come_together_in_the_order_of_the_files() {
        SourceFile good = file("workstreams/ws-41-schema.json");
        SourceFile bad = new SourceFile(
                "ws-98.json",
                "{\"id\": \"ws-98\", \"files_scope\": [\"a\"], \"tasks\": 5, \"depends_on\": [\"ws-97\"]}");
        SourceFile worse = new SourceFile(
                "ws-99.json", "[{\"id\": \"ws-99\", \"files_scope\": [\"b\"], \"tasks\": [[]]}, {\"tasks\": []}, 7]");

        assertThat(unreadable(DefinitionInput.of(good, bad, worse)
                                .withAgents(new SourceFile("agents.yaml", "agents: {x: {type: smith}}")))
                        .problems()
                        .stream()
                        .map(problem -> problem.file() + " " + problem.code() + " " + problem.pointer()))
                .containsExactly(
                        "ws-41-schema.json GATE_WITHOUT_COMMAND /acceptance_tests/0",
                        "ws-41-schema.json TOOL_UNKNOWN /tool",
                        "ws-98.json TYPE_WRONG /tasks",
                        "ws-98.json DEPENDENCY_UNKNOWN /depends_on/0",
                        "ws-99.json TYPE_WRONG /0/tasks/0",
                        "ws-99.json KEY_MISSING /1",
                        "ws-99.json TYPE_WRONG /2",
                        "agents.yaml AGENT_TYPE_WITHOUT_ADAPTER /agents/x/type");
    }

    @Test
    void an_unknown_format_an_empty_file_and_no_file_are_told_apart() {
        assertThat(codeOf(new SourceFile("a.yaml", ""))).isEqualTo(ProblemCode.FORMAT_UNKNOWN);
        assertThat(codeOf(new SourceFile("a.json", ""))).isEqualTo(ProblemCode.FORMAT_UNKNOWN);
        assertThat(codeOf(new SourceFile("a.yaml", "# nothing"))).isEqualTo(ProblemCode.FORMAT_UNKNOWN);
        assertThat(codeOf(new SourceFile("a.yaml", "just text"))).isEqualTo(ProblemCode.FORMAT_UNKNOWN);
        assertThat(codeOf(new SourceFile("a.json", "[]"))).isEqualTo(ProblemCode.DEFINITION_INVALID);
        assertThat(codeOf()).isEqualTo(ProblemCode.DEFINITION_INVALID);
        assertThat(unreadable(new DefinitionInput(
                                List.of(yaml("steps: {}")), null, "cobol", false, null, null, DefinitionLimits.DEFAULT))
                        .detail())
                .contains("there is no format 'cobol', only " + String.join(" and ", DefinitionReader.formats()));
    }

    private static ProblemCode codeOf(SourceFile... sources) {
        return unreadable(DefinitionInput.of(sources)).code();
    }

    private static List<String> expected(SourceFile source) {
        List<String> expected = new ArrayList<>();
        List<String> lines = source.content().lines().toList();
        for (int at = 0; at < lines.size(); at++) {
            Matcher problem = EXPECTED.matcher(lines.get(at));
            while (problem.find()) {
                expected.add((at + 1) + ": " + problem.group(1) + "@" + problem.group(2));
            }
        }
        return expected;
    }
}
