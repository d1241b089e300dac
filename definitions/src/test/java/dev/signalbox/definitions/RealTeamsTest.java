package dev.signalbox.definitions;

import static dev.signalbox.definitions.Fixtures.file;
import static dev.signalbox.definitions.Fixtures.place;
import static dev.signalbox.definitions.Fixtures.readable;
import static dev.signalbox.definitions.Fixtures.unreadable;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.signalbox.contracts.api.InputProblem;
import dev.signalbox.contracts.api.RunParameters;
import dev.signalbox.contracts.api.SourceFile;
import dev.signalbox.contracts.spec.StepSpec;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The files that people really wrote, read from where they lie beside the repository. */
class RealTeamsTest {
    private static final Path SAMPLES = Path.of("..", "..", "shared", "samples", "teams-pipelines");
    private static final SourceFile AGENTS = new SourceFile("agents.yaml", "agents:\n" + agents());

    private static String agents() {
        StringBuilder agents = new StringBuilder();
        Stream.of("scout planner worker reviewer plan-reviewer red-team documenter implementer nix-engineer"
                        + " system-engineer groom-strategist groom-researcher groom-critic groom-synthesizer"
                        + " meta-agent-expert meta-config-expert meta-extension-expert meta-skill-expert"
                        + " meta-prompt-expert meta-team-ui-expert meta-theme-expert meta-keybindings-expert"
                        + " sysadmin-sentinel")
                .flatMap(names -> Stream.of(names.split(" ")))
                .forEach(name -> agents.append("  ").append(name).append(": {type: fake}\n"));
        return agents.toString();
    }

    @BeforeEach
    void the_samples_are_there() {
        assumeTrue(Files.isDirectory(SAMPLES));
    }

    private static DefinitionInput input(String sample, String target) {
        return DefinitionInput.of(file(SAMPLES.resolve(sample)))
                .withAgents(AGENTS)
                .withParameters(new RunParameters(target, "the goal", null, null, null));
    }

    @ParameterizedTest
    @CsvSource({
        "a/teams.yaml, core, 4",
        "a/teams.yaml, hardening, 2",
        "a/teams.yaml, autopilot, 7",
        "a/teams.yaml, groom-ambition-council, 4",
        "a/teams.yaml, meta-council, 8",
        "b/teams.yaml, nixos-safe, 6",
        "b/teams.yaml, nixos-harden, 7",
        "b/teams.yaml, nixos-fast, 3",
        "b/teams.yaml, nixos-doc, 4",
        "c/teams.yaml, core-loop, 3",
        "c/teams.yaml, integration-loop, 3"
    })
    void a_team_has_its_members_and_a_synthesis(String sample, String team, int members) {
        List<StepSpec> steps = readable(input(sample, team)).spec().steps();

        assertThat(steps).hasSize(members + 1);
        assertThat(steps.getLast().inputs()).hasSize(members);
        assertThat(steps.getLast().dependsOn()).hasSize(members);
    }

    @ParameterizedTest
    @CsvSource({
        "a/pipelines.yaml, plan-build-review, 3, 0",
        "a/pipelines.yaml, software-delivery-v1, 5, 2",
        "a/pipelines.yaml, meta-council-v1, 6, 2",
        "a/pipelines.yaml, autopilot-v1, 8, 3",
        "a/pipelines.yaml, groom-ambition-v1, 4, 0",
        "b/agent-chain.yaml, host-change, 4, 0",
        "b/agent-chain.yaml, security-change, 5, 0"
    })
    void a_pipeline_has_its_steps_and_every_checkpoint_holds_one(
            String sample, String pipeline, int steps, int checkpoints) {
        ReadResult.Readable result = readable(input(sample, pipeline));

        assertThat(result.spec().steps()).hasSize(steps);
        assertThat(result.spec().steps())
                .filteredOn(step -> step.checkpoint() != null)
                .hasSize(checkpoints);
        assertThat(result.spec().steps().getFirst().prompt())
                .contains("the goal")
                .doesNotContain("$INPUT");
        assertThat(result.spec().steps().subList(1, steps))
                .allSatisfy(step -> assertThat(step.inputs()).hasSize(1));
    }

    @Test
    void what_other_programs_mean_by_when_and_verification_is_refused_where_it_stands() {
        assertThat(unreadable(input("c/pipelines.yaml", "volume-feature-delivery"))
                        .problems())
                .filteredOn(problem -> problem.code().equals("DIALECT_NOT_UNDERSTOOD"))
                .extracting(Fixtures::place)
                .containsExactly(
                        "9: DIALECT_NOT_UNDERSTOOD@5",
                        "19: DIALECT_NOT_UNDERSTOOD@17",
                        "23: DIALECT_NOT_UNDERSTOOD@17",
                        "27: DIALECT_NOT_UNDERSTOOD@17",
                        "31: DIALECT_NOT_UNDERSTOOD@17",
                        "33: DIALECT_NOT_UNDERSTOOD@5");
    }

    @Test
    void without_a_target_each_file_names_what_it_has() {
        for (String sample : List.of("a/teams.yaml", "b/teams.yaml", "c/teams.yaml", "a/pipelines.yaml")) {
            DefinitionInput input = DefinitionInput.of(file(SAMPLES.resolve(sample)));

            assertThat(unreadable(input).problems())
                    .extracting(InputProblem::code)
                    .contains("TARGET_MISSING");
        }
        assertThat(unreadable(DefinitionInput.of(file(SAMPLES.resolve("b/teams.yaml"))))
                        .problems())
                .extracting(problem -> place(problem))
                .containsExactly("1: TARGET_MISSING@1");
    }
}
