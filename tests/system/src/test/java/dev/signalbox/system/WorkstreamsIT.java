package dev.signalbox.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import dev.signalbox.contracts.AgentId;
import dev.signalbox.contracts.RunId;
import dev.signalbox.contracts.api.RunRequest;
import dev.signalbox.contracts.api.RunView;
import dev.signalbox.contracts.api.SourceFile;
import dev.signalbox.contracts.api.StepView;
import dev.signalbox.contracts.event.RunStatus;
import dev.signalbox.contracts.event.StepDispatched;
import dev.signalbox.contracts.event.StepStarted;
import dev.signalbox.contracts.event.StepSucceeded;
import dev.signalbox.contracts.spec.AgentSpec;
import dev.signalbox.standalone.process.Home;
import dev.signalbox.system.proof.History;
import dev.signalbox.system.proof.Invariants;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The real set of workstream files, where it is present. */
class WorkstreamsIT extends SystemTest {
    private static final Path SAMPLES =
            Home.directory().resolveSibling("shared").resolve("samples/workstreams");
    private static final int WORKSTREAMS = 37;

    /** With the place of the command left open. */
    private static final String AGENTS = """
            agents:
              agent-1: {type: command, track: pipeline_plus, run: COMMAND}
              agent-2: {type: command, track: core_refactor, run: COMMAND}
              agent-3: {type: command, track: error_engine, run: COMMAND}
            tracks:
              pipeline_plus: [ws-22, ws-23, ws-24, ws-25, ws-26, ws-27, ws-28, ws-29, ws-30]
              core_refactor: [ws-03, ws-04, ws-05, ws-06, ws-07, ws-08, ws-09]
              error_engine: [ws-12, ws-13, ws-14, ws-15, ws-16, ws-17]
            """;

    @Test
    void the_real_workstreams_all_succeed_on_three_agents_with_tracks() throws IOException, SQLException {
        assumeThat(SAMPLES).isDirectory();
        RunRequest request = new RunRequest(
                site.workspace().toString(),
                files(),
                new SourceFile(
                        "agents.yaml",
                        AGENTS.replace("COMMAND", "[\"%s\"]".formatted(String.join("\", \"", site.working(0.1))))),
                null,
                false,
                null);

        RunId run = stack.submit(request);
        RunView ended = assertEnds(run, RunStatus.SUCCEEDED);

        assertThat(ended.steps().succeeded()).isEqualTo(WORKSTREAMS);
        History history = Invariants.hold(stack, site.ledger(), run);
        assertThat(site.ledger().executions(run)).hasSize(WORKSTREAMS);
        assertThat(site.ledger().peak()).isGreaterThan(1);
        everyTrackWasKept(history);
        theOldTablesTellTheSame(run, history);
    }

    private static void everyTrackWasKept(History history) {
        Map<AgentId, AgentSpec> agents =
                history.spec().agents().stream().collect(Collectors.toMap(AgentSpec::id, Function.identity()));
        Map<String, String> tracks = history.spec().steps().stream()
                .filter(step -> step.track() != null)
                .collect(Collectors.toMap(step -> step.id().value(), step -> Objects.requireNonNull(step.track())));
        assertThat(tracks).hasSizeGreaterThanOrEqualTo(20);
        for (StepDispatched dispatched : history.facts(StepDispatched.class)) {
            String track = tracks.get(dispatched.step().value());
            if (track != null) {
                assertThat(Objects.requireNonNull(agents.get(dispatched.agent()))
                                .track())
                        .as("the track of the agent that took %s", dispatched.step())
                        .isEqualTo(track);
            }
        }
    }

    private void theOldTablesTellTheSame(RunId run, History history) throws SQLException {
        Map<String, StepView> steps = stack.client().steps(run).stream()
                .collect(Collectors.toMap(step -> step.step().value(), Function.identity()));
        List<String> named = new ArrayList<>();
        try (Connection connection = stack.postgres();
                PreparedStatement statement = connection.prepareStatement("""
                        select workstream_id, status, agent_id, track, exit_code, attempt, error_message
                        from workstream_status where workstream_id = any(?)""")) {
            statement.setArray(
                    1, connection.createArrayOf("text", steps.keySet().toArray()));
            try (ResultSet rows = statement.executeQuery()) {
                while (rows.next()) {
                    String id = rows.getString("workstream_id");
                    StepView step = Objects.requireNonNull(steps.get(id));
                    named.add(id);
                    assertThat(rows.getString("status")).as(id).isEqualTo("completed");
                    assertThat(rows.getString("agent_id")).as(id).isEqualTo(String.valueOf(step.agent()));
                    assertThat(rows.getString("track")).as(id).isEqualTo(step.track());
                    assertThat(rows.getInt("exit_code")).as(id).isZero();
                    assertThat(rows.getInt("attempt")).as(id).isEqualTo(step.attempt());
                    assertThat(rows.getString("error_message")).as(id).isNull();
                }
            }
        }
        assertThat(named).containsExactlyInAnyOrderElementsOf(steps.keySet());
        assertThat(executionLog(steps.keySet().stream().toList()))
                .containsExactlyInAnyOrderElementsOf(Stream.concat(
                                history.facts(StepStarted.class).stream().map(fact -> fact.step() + " started"),
                                history.facts(StepSucceeded.class).stream().map(fact -> fact.step() + " completed"))
                        .toList());
    }

    private List<String> executionLog(List<String> ids) throws SQLException {
        try (Connection connection = stack.postgres();
                PreparedStatement statement = connection.prepareStatement(
                        "select workstream_id, event_type from execution_log where workstream_id = any(?) order by id")) {
            statement.setArray(1, connection.createArrayOf("text", ids.toArray()));
            List<String> entries = new ArrayList<>();
            try (ResultSet rows = statement.executeQuery()) {
                while (rows.next()) {
                    entries.add(rows.getString(1) + " " + rows.getString(2));
                }
            }
            return entries;
        }
    }

    private static List<SourceFile> files() throws IOException {
        try (Stream<Path> files = Files.list(SAMPLES)) {
            List<SourceFile> sources = new ArrayList<>();
            for (Path file : files.sorted().toList()) {
                String name = file.getFileName().toString();
                if (name.startsWith("ws-") && name.endsWith(".json")) {
                    sources.add(new SourceFile(name, Files.readString(file)));
                }
            }
            return sources;
        }
    }
}
