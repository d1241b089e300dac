package dev.signalbox.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.argumentSet;

import dev.signalbox.contracts.ProblemCode;
import dev.signalbox.contracts.Topics;
import dev.signalbox.contracts.api.InputProblem;
import dev.signalbox.contracts.api.Problem;
import dev.signalbox.contracts.api.RunRequest;
import dev.signalbox.contracts.api.SourceFile;
import dev.signalbox.system.stack.Ids;
import dev.signalbox.system.stack.PlainDoor.Answer;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Definitions and requests that cannot be run are refused with every place named, and nothing of them is created. */
class HostileInputIT extends SystemTest {
    private static final String LEASES = "signalbox:{admission}:leases";
    private static final int MEBIBYTE = 1 << 20;

    private long commandsBefore;
    private long eventsBefore;

    @BeforeEach
    void measure() {
        commandsBefore = stack.topics().length(Topics.COMMANDS);
        eventsBefore = stack.topics().length(Topics.EVENTS);
    }

    @AfterEach
    void nothing_was_created() {
        assertThat(stack.topics().length(Topics.COMMANDS)).isEqualTo(commandsBefore);
        assertThat(stack.topics().length(Topics.EVENTS)).isEqualTo(eventsBefore);
        assertThat(stack.redis().sizeOfSortedSet(LEASES)).isZero();
    }

    static Stream<Arguments> definitions() {
        return Stream.of(
                argumentSet("a dependency that does not exist", """
                        apiVersion: signalbox/v1
                        agents: {a: {type: fake}}
                        steps:
                          - {id: one, depends_on: [two]}
                        """, "DEPENDENCY_UNKNOWN", 4),
                argumentSet("a circle", """
                        apiVersion: signalbox/v1
                        agents: {a: {type: fake}}
                        steps:
                          - {id: one, depends_on: [three]}
                          - {id: two, depends_on: [one]}
                          - {id: three, depends_on: [two]}
                        """, "DEPENDENCY_CYCLE", 4),
                argumentSet("one id twice", """
                        apiVersion: signalbox/v1
                        agents: {a: {type: fake}}
                        steps:
                          - {id: one}
                          - {id: one}
                        """, "ID_DUPLICATE", 5),
                argumentSet("no step", """
                        apiVersion: signalbox/v1
                        agents: {a: {type: fake}}
                        steps: []
                        """, "GRAPH_EMPTY", 1),
                argumentSet("an agent of no known type", """
                        apiVersion: signalbox/v1
                        agents: {a: {type: wizard}}
                        steps:
                          - {id: one}
                        """, "AGENT_TYPE_UNKNOWN", 2),
                argumentSet("text where a list is needed", """
                        apiVersion: signalbox/v1
                        agents: {a: {type: fake}}
                        steps: soon
                        """, "TYPE_WRONG", 3),
                argumentSet("an unknown key, strictly read", """
                        apiVersion: signalbox/v1
                        agents: {a: {type: fake}}
                        steps:
                          - {id: one, colour: red}
                        """, "KEY_UNKNOWN", 4),
                argumentSet("a scope that leaves the workspace", """
                        apiVersion: signalbox/v1
                        agents: {a: {type: fake}}
                        steps:
                          - {id: one, files: {write: ["src/../../etc/passwd"]}}
                        """, "SCOPE_INVALID", 4),
                argumentSet("an absolute scope", """
                        apiVersion: signalbox/v1
                        agents: {a: {type: fake}}
                        steps:
                          - {id: one, files: {write: [/etc/passwd]}}
                        """, "SCOPE_INVALID", 4),
                argumentSet("a shell line", """
                        apiVersion: signalbox/v1
                        agents: {a: {type: command}}
                        steps:
                          - {id: one, run: "rm -rf /"}
                        """, "COMMAND_IS_TEXT", 4),
                argumentSet("an id with blanks", """
                        apiVersion: signalbox/v1
                        agents: {a: {type: fake}}
                        steps:
                          - {id: "one; drop table runs"}
                        """, "ID_INVALID", 4),
                argumentSet("a length of time that is none", """
                        apiVersion: signalbox/v1
                        agents: {a: {type: fake}}
                        steps:
                          - {id: one, timeout: soon}
                        """, "DURATION_INVALID", 4),
                argumentSet("nothing to run", """
                        apiVersion: signalbox/v1
                        agents: {a: {type: command}}
                        steps:
                          - {id: one}
                        """, "STEP_WITHOUT_COMMAND", 4),
                argumentSet("a track that nobody serves", """
                        apiVersion: signalbox/v1
                        agents: {a: {type: fake, track: left}}
                        steps:
                          - {id: one, track: left}
                          - {id: two, track: right}
                        """, "STEP_WITHOUT_AGENT", 5),
                argumentSet("a key twice", """
                        apiVersion: signalbox/v1
                        agents: {a: {type: fake}}
                        steps:
                          - {id: one}
                        steps:
                          - {id: two}
                        """, "KEY_DUPLICATE", 5));
    }

    @ParameterizedTest
    @MethodSource("definitions")
    void an_impossible_definition_is_refused_with_its_place(String text, String code, int line) {
        Answer answer = stack.door().submit(request(text), Ids.next());

        assertThat(answer.status()).isEqualTo(400);
        Problem problem = answer.problem();
        assertThat(problem.code()).isIn(ProblemCode.DEFINITION_INVALID, ProblemCode.DEFINITION_UNREADABLE);
        assertThat(stack.door().get(problem.type()).status())
                .as("the page of the problem")
                .isEqualTo(200);
        assertThat(problem.errors()).anySatisfy(error -> {
            assertThat(error.code()).isEqualTo(code);
            assertThat(error.line()).isEqualTo(line);
            assertThat(error.column()).isPositive();
            assertThat(error.file()).isEqualTo("definition.yaml");
        });
    }

    @Test
    void all_problems_are_told_at_once() {
        Problem problem = stack.door().submit(request("""
                                apiVersion: signalbox/v1
                                agents: {a: {type: wizard}}
                                steps:
                                  - {id: one, depends_on: [nowhere], timeout: soon}
                                  - {id: one}
                                  - {id: two, files: {write: ["../x"]}}
                                """), Ids.next()).problem();

        assertThat(problem.errors())
                .extracting(InputProblem::code)
                .contains(
                        "AGENT_TYPE_UNKNOWN",
                        "DEPENDENCY_UNKNOWN",
                        "DURATION_INVALID",
                        "ID_DUPLICATE",
                        "SCOPE_INVALID");
    }

    @Test
    void the_circle_is_shown() {
        Problem problem = stack.door().submit(request("""
                                apiVersion: signalbox/v1
                                agents: {a: {type: fake}}
                                steps:
                                  - {id: one, depends_on: [two]}
                                  - {id: two, depends_on: [one]}
                                """), Ids.next()).problem();

        assertThat(problem.errors())
                .anySatisfy(error -> assertThat(error.message()).contains("one", "two"));
    }

    static Stream<Arguments> unreadable() {
        return Stream.of(
                argumentSet("broken YAML", "apiVersion: signalbox/v1\nsteps: [unclosed\n"),
                argumentSet("broken JSON", "{\"apiVersion\": \"signalbox/v1\", \"steps\": ["),
                argumentSet("aliases that multiply", billionLaughs()),
                argumentSet("a tag that asks for code", "apiVersion: signalbox/v1\nsteps: !!java.net.URL [http://x]\n"),
                argumentSet("nesting without end", "apiVersion: signalbox/v1\nsteps: " + "[".repeat(100_000)),
                argumentSet("nothing", ""),
                argumentSet("prose", "Please build me a castle."),
                argumentSet("a number", "42"));
    }

    @ParameterizedTest
    @MethodSource("unreadable")
    void a_text_that_is_no_definition_is_refused(String text) {
        Answer answer = stack.door().submit(request(text), Ids.next());

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.problem().code())
                .isIn(ProblemCode.DEFINITION_UNREADABLE, ProblemCode.DEFINITION_INVALID, ProblemCode.FORMAT_UNKNOWN);
        assertThat(answer.problem().detail()).isNotBlank();
    }

    @Test
    void a_definition_over_the_limit_is_too_large() {
        String text = "apiVersion: signalbox/v1\nname: \"" + "x".repeat(9 * MEBIBYTE) + "\"\n";

        Answer answer = stack.door().submit(request(text), Ids.next());

        assertThat(answer.status()).isEqualTo(413);
        assertThat(answer.problem().code()).isEqualTo(ProblemCode.DEFINITION_TOO_LARGE);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "{", "[]", "null", "{\"sources\": 3}", "{}", "{\"sources\": [], \"maxParallel\": \"x\"}"})
    void a_body_that_is_no_request_is_refused(String body) {
        Answer answer = stack.door().post("/v1/runs", body, Map.of());

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.problem().code()).isIn(ProblemCode.REQUEST_INVALID, ProblemCode.DEFINITION_INVALID);
    }

    @Test
    void a_body_of_another_type_is_refused() {
        Answer answer = stack.door().post("/v1/runs", "hello", Map.of("Content-Type", "text/plain"));

        assertThat(answer.status()).isEqualTo(415);
        assertThat(answer.problem().code()).isEqualTo(ProblemCode.UNSUPPORTED_MEDIA_TYPE);
    }

    static Stream<Arguments> paths() {
        String nobody = "01980f6e-3c00-7a11-8e21-5f0c2b9d4e10";
        return Stream.of(
                Arguments.of("/v1/runs/" + nobody, 404, ProblemCode.RUN_NOT_FOUND),
                Arguments.of("/v1/runs/" + nobody + "/steps", 404, ProblemCode.RUN_NOT_FOUND),
                Arguments.of("/v1/runs/" + nobody + "/stream", 404, ProblemCode.RUN_NOT_FOUND),
                Arguments.of("/v1/runs/" + nobody + "/events", 404, ProblemCode.RUN_NOT_FOUND),
                Arguments.of("/v1/runs/" + nobody + "/steps/x/output", 404, ProblemCode.RUN_NOT_FOUND),
                Arguments.of("/v1/nowhere", 404, ProblemCode.NOT_FOUND),
                Arguments.of("/v1/runs?limit=many", 400, ProblemCode.REQUEST_INVALID),
                Arguments.of("/v1/runs?limit=0", 400, ProblemCode.REQUEST_INVALID),
                Arguments.of("/v1/runs?status=asleep", 400, ProblemCode.REQUEST_INVALID));
    }

    @ParameterizedTest
    @MethodSource("paths")
    void a_read_of_what_is_not_there_is_a_problem_with_a_code(String path, int status, ProblemCode code) {
        Answer answer = stack.door().get(path);

        assertThat(answer.status()).isEqualTo(status);
        assertThat(answer.problem().code()).isEqualTo(code);
    }

    private RunRequest request(String text) {
        return new RunRequest(
                site.workspace().toString(), List.of(new SourceFile("definition.yaml", text)), null, null, true, null);
    }

    private static String billionLaughs() {
        return "a0: &a0 [x, x, x, x, x, x, x, x, x]\n"
                + IntStream.rangeClosed(1, 12)
                        .mapToObj(level -> "a%1$d: &a%1$d [%2$s]%n"
                                .formatted(
                                        level,
                                        IntStream.range(0, 9)
                                                .mapToObj(_ -> "*a" + (level - 1))
                                                .collect(Collectors.joining(", "))))
                        .collect(Collectors.joining());
    }
}
