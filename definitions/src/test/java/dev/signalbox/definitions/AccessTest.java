package dev.signalbox.definitions;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.contracts.api.InputProblem;
import dev.signalbox.contracts.api.SourceFile;
import dev.signalbox.contracts.spec.AgentType;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a definition says of services, secrets and types that runners bring. */
class AccessTest {
    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '~', textBlock = """
            type: http                                                                 | an agent of type http needs 'http'
            type: http, http: {}                                                       | 'http' needs the 'url' of the service
            type: pi, http: {url: "http://h/"}                                         | only an agent of type http has 'http'
            type: http, http: {url: "ftp://h/"}                                        | 'url' must be an http or https address
            type: http, http: {url: "http://user:pass@h/"}                             | without a user in it
            type: http, http: {url: "http://{{agent}}.h/"}                             | 'url' must be an http or https address
            type: http, http: {url: "http://h/{{prompt}}"}                             | 'url' cannot have {{prompt}}
            type: http, http: {url: "http://h/{{secret.KEY}}"}                         | 'url' cannot have {{secret.KEY}}
            type: http, http: {url: "http://h/", body: {a: ["{{secret.KEY}}"]}}        | 'body' cannot have {{secret.KEY}}
            type: http, http: {url: "http://h/", headers: {Host: x}}                   | 'Host' cannot be a header
            type: http, http: {url: "http://h/", headers: {A: "{{prompt}}"}}           | the header 'A' cannot have {{prompt}}
            type: http, http: {url: "http://h/", answer: poll}                         | needs 'status_url'
            type: http, http: {url: "http://h/", answer: events}                       | needs 'state' and 'done'
            type: http, http: {url: "http://h/", answer: later}                        | 'answer' must be one of now, poll, events
            type: http, http: {url: "http://h/", fields: {result: x}}                  | must be a JSON pointer
            type: http, http: {url: "http://h/", cancel_url: "http://h/{{task}}"}      | {{task}} needs a pointer
            type: http, http: {url: "http://h/", cancel_method: PUT}                   | must be one of DELETE, POST
            secrets: {KEY: sk-0123456789}                                              | must say where its value is
            secrets: {KEY: "file:/etc/passwd"}                                         | must say where its value is
            secrets: {SIGNALBOX_TOKEN: "env:A"}                                        | is not a variable
            """)
    void what_cannot_be_meant_is_refused(String agent, String message) {
        assertThat(problems("agents: {a: {" + agent + "}}\nsteps: {s: {agent: a, prompt: x, run: [x]}}\n", null))
                .extracting(InputProblem::message)
                .anyMatch(told -> told.contains(message))
                .noneMatch(told -> told.contains("sk-0123456789"));
    }

    @Test
    void a_type_is_refused_where_it_is_known_that_no_runner_brings_it_and_else_only_doubted() {
        String text = "agents: {a: {type: my_type, model: m}}\nsteps: {s: {agent: a, prompt: x}}\n";

        assertThat(problems(text, Set.of(new AgentType("my_typ"))))
                .singleElement()
                .matches(problem -> problem.code().equals("AGENT_TYPE_UNKNOWN"))
                .extracting(InputProblem::message)
                .asString()
                .contains("only command and fake", "and http and my_typ;", "did you mean 'my_typ'?");
        assertThat(problems(text, Set.of(new AgentType("my_type")))).isEmpty();
        assertThat(problems(text, null)).extracting(InputProblem::code).containsExactly("AGENT_TYPE_WITHOUT_ADAPTER");
    }

    private static List<InputProblem> problems(String text, @Nullable Set<AgentType> brought) {
        return switch (DefinitionReader.read(
                DefinitionInput.of(new SourceFile("a.yaml", "apiVersion: signalbox/v1\n" + text))
                        .withBroughtTypes(brought))) {
            case ReadResult.Readable readable -> readable.warnings();
            case ReadResult.Unreadable unreadable -> unreadable.problems();
        };
    }
}
