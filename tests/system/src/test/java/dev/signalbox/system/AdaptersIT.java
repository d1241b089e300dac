package dev.signalbox.system;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.sun.net.httpserver.HttpServer;
import dev.signalbox.contracts.RunId;
import dev.signalbox.contracts.Topics;
import dev.signalbox.contracts.api.InputProblem;
import dev.signalbox.contracts.api.RunRequest;
import dev.signalbox.contracts.api.SourceFile;
import dev.signalbox.contracts.event.RunStatus;
import dev.signalbox.contracts.spec.AgentType;
import dev.signalbox.standalone.process.Home;
import dev.signalbox.system.stack.Ids;
import dev.signalbox.system.stack.RunningStack;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Agents that are given secrets, that are services, and that are of types which the runner brings. */
class AdaptersIT extends SystemTest {
    private static final List<String> TOPICS = List.of(
            Topics.OUTPUT,
            Topics.OUTCOMES,
            Topics.EVENTS,
            Topics.COMMANDS,
            Topics.CONTROLS,
            Topics.dispatches("default"));

    @Test
    void an_agent_that_prints_its_secret_in_every_form_leaves_it_nowhere() throws Exception {
        RunId run = stack.submit(definition("""
                apiVersion: signalbox/v1
                agents: {teller: {type: command, secrets: {PASS: "env:SYSTEM_TEST_SECRET"}}}
                steps:
                  tell:
                    agent: teller
                    run: [sh, -c, 'env; env >&2; printf %s "$PASS" | cut -c1-9 | tr -d "\\n"; sleep 0.4;
                      printf %s "$PASS" | cut -c10-; printf %s "$PASS" | base64; echo "$PASS" > got; exit 3']
                  use:
                    agent: teller
                    run: [sh, -c, 'cat "$SIGNALBOX_PROMPT_FILE"; echo; echo "$PASS"']
                    prompt: "It said: $TOLD"
                    inputs: {$TOLD: hand}
                    depends_on: [hand]
                  hand: {agent: teller, run: [sh, -c, 'echo "the pass is $PASS"']}
                """));

        assertEnds(run, RunStatus.FAILED);

        assertThat(site.workspace().resolve("got")).hasContent(RunningStack.SECRET);
        await().untilAsserted(() -> assertThat(stack.door()
                        .get("/v1/runs/" + run + "/steps/use/output")
                        .body())
                .contains("It said: the pass is [redacted:PASS]"));
        String encoded = Base64.getEncoder().encodeToString(RunningStack.SECRET.getBytes(UTF_8));
        for (String form : List.of(RunningStack.SECRET, RunningStack.SECRET.substring(9), encoded)) {
            assertThat(recordsWith(form)).isEmpty();
            assertThat(rowsWith(form)).isEmpty();
            assertThat(logsWith(form)).isEmpty();
        }
        assertThat(rowsWith("PASS=[redacted:PASS]")).isNotEmpty();
    }

    @Test
    void a_service_is_asked_and_its_answer_is_handed_on() throws IOException {
        HttpServer service = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        List<String> asked = new ArrayList<>();
        service.createContext("/tasks", exchange -> {
            String body = new String(exchange.getRequestBody().readAllBytes(), UTF_8);
            synchronized (asked) {
                asked.add(exchange.getRequestHeaders().getFirst("Authorization") + " "
                        + exchange.getRequestHeaders().getFirst("Idempotency-Key") + " " + body);
            }
            byte[] answer = (exchange.getRequestMethod().equals("POST")
                            ? "{\"id\":\"t-1\",\"state\":\"queued\"}"
                            : "{\"state\":\"done\",\"result\":\"forty-two\",\"usage\":{\"in\":5,\"out\":2}}")
                    .getBytes(UTF_8);
            exchange.sendResponseHeaders(200, answer.length);
            try (OutputStream out = exchange.getResponseBody()) {
                out.write(answer);
            }
        });
        service.start();
        String url = "http://127.0.0.1:" + service.getAddress().getPort() + "/tasks";
        try {
            RunId run = stack.submit(definition("""
                    apiVersion: signalbox/v1
                    agents:
                      local: {type: command}
                      oracle:
                        type: http
                        secrets: {KEY: "env:SYSTEM_TEST_SECRET"}
                        http:
                          url: URL
                          headers: {Authorization: "Bearer {{secret.KEY}}"}
                          answer: poll
                          status_url: URL/{{task}}
                          every: 100ms
                          fields: {task: /id, state: /state, done: done, result: /result, input_tokens: /usage/in, output_tokens: /usage/out}
                    steps:
                      ask: {agent: oracle, prompt: "What is it?"}
                      tell: {agent: local, run: [sh, -c, 'cp "$SIGNALBOX_PROMPT_FILE" told'], prompt: "It is $IT.", inputs: {$IT: ask}, depends_on: [ask]}
                    """.replace("URL", url)));

            assertEnds(run, RunStatus.SUCCEEDED);
            assertThat(site.workspace().resolve("told")).content().startsWith("It is forty-two");
            assertThat(asked.getFirst())
                    .startsWith("Bearer " + RunningStack.SECRET + " " + run + "/ask/1/")
                    .contains("\"prompt\":\"What is it?\"");
        } finally {
            service.stop(0);
        }
    }

    @Test
    void a_type_that_the_runner_brings_is_known_at_the_door_and_another_is_refused_with_the_names_of_those_there_are()
            throws IOException {
        await().untilAsserted(() -> assertThat(stack.client().runners())
                .singleElement()
                .satisfies(runner -> assertThat(runner.last().missing())
                        .anyMatch(missing -> missing.type().equals(new AgentType("house_model")))));
        Path program = Files.writeString(site.workspace().resolve("house"), """
                #!/bin/sh
                echo '{"event":"hello","session":"s","model":"'$4'"}'
                echo '{"event":"turn","tokens":{"in":3,"out":4}}'
                echo '{"event":"end","status":"ok","answer":"built '$(cat)'"}'
                """);
        assertThat(program.toFile().setExecutable(true)).isTrue();

        RunId run = stack.submit(definition("""
                apiVersion: signalbox/v1
                agents: {house: {type: house_model, model: large, run: [./house]}, local: {type: command}}
                steps:
                  build: {agent: house, prompt: it}
                  tell: {agent: local, run: [sh, -c, 'cp "$SIGNALBOX_PROMPT_FILE" told'], prompt: $IT, inputs: {$IT: build}, depends_on: [build]}
                """));

        assertEnds(run, RunStatus.SUCCEEDED);
        assertThat(site.workspace().resolve("told")).content().startsWith("built it");
        assertThat(stack.client().run(run).usage().tokens()).isEqualTo(7);
        assertThat(stack.door()
                        .submit(
                                definition(
                                        "apiVersion: signalbox/v1\nagents: {a: {type: hous_model}}\nsteps: {s: {prompt: x}}\n"),
                                Ids.next())
                        .problem()
                        .errors())
                .filteredOn(problem -> problem.code().equals("AGENT_TYPE_UNKNOWN"))
                .singleElement()
                .extracting(InputProblem::message)
                .asString()
                .contains("there is no agent type 'hous_model', only command", "house_model");
    }

    private RunRequest definition(String text) {
        return new RunRequest(
                site.workspace().toString(), List.of(new SourceFile("a.yaml", text)), null, null, true, null);
    }

    private List<String> recordsWith(String text) {
        return TOPICS.stream()
                .flatMap(topic -> stack.topics().read(topic).stream())
                .filter(record -> record.value() != null)
                .map(record -> new String(record.value(), UTF_8))
                .filter(value -> value.contains(text))
                .toList();
    }

    private List<String> rowsWith(String text) throws SQLException {
        List<String> found = new ArrayList<>();
        try (Connection connection = stack.postgres();
                PreparedStatement tables = connection.prepareStatement(
                        "SELECT table_name FROM information_schema.tables WHERE table_schema = current_schema()");
                ResultSet names = tables.executeQuery()) {
            while (names.next()) {
                String table = names.getString(1);
                try (PreparedStatement search = connection.prepareStatement(
                        "SELECT r::text FROM \"" + table + "\" AS r WHERE position(? IN r::text) > 0 LIMIT 5")) {
                    search.setString(1, text);
                    try (ResultSet rows = search.executeQuery()) {
                        while (rows.next()) {
                            found.add(table + ": " + rows.getString(1));
                        }
                    }
                }
            }
        }
        return found;
    }

    private static List<Path> logsWith(String text) throws IOException {
        try (Stream<Path> files = Files.walk(Home.directory().resolve("tests/system/target/stack/logs"))) {
            List<Path> found = new ArrayList<>();
            for (Path log : files.filter(Files::isRegularFile).toList()) {
                if (Files.readString(log).contains(text)) {
                    found.add(log);
                }
            }
            return found;
        }
    }
}
