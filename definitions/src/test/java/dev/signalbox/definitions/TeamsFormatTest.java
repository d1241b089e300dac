package dev.signalbox.definitions;

import static dev.signalbox.definitions.Fixtures.file;
import static dev.signalbox.definitions.Fixtures.place;
import static dev.signalbox.definitions.Fixtures.readable;
import static dev.signalbox.definitions.Fixtures.specOf;
import static dev.signalbox.definitions.Fixtures.unreadable;
import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.contracts.AgentId;
import dev.signalbox.contracts.StepId;
import dev.signalbox.contracts.api.InputProblem;
import dev.signalbox.contracts.api.RunParameters;
import dev.signalbox.contracts.api.RunParameters.GovernorParameters;
import dev.signalbox.contracts.api.SourceFile;
import dev.signalbox.contracts.governor.GovernorLimits;
import dev.signalbox.contracts.governor.GovernorMode;
import dev.signalbox.contracts.governor.GovernorRule;
import dev.signalbox.contracts.spec.AfterFailure;
import dev.signalbox.contracts.spec.AgentProfile;
import dev.signalbox.contracts.spec.AgentSpec;
import dev.signalbox.contracts.spec.AgentType;
import dev.signalbox.contracts.spec.Budget;
import dev.signalbox.contracts.spec.BudgetRule;
import dev.signalbox.contracts.spec.RunSpec;
import dev.signalbox.contracts.spec.StepSpec;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TeamsFormatTest {
    private static final String GOAL = "Find the leak";

    private static DefinitionInput input(String file, @Nullable String team) {
        return input(file(("teams/" + file)), team);
    }

    private static DefinitionInput input(SourceFile teams, @Nullable String team) {
        return DefinitionInput.of(teams, file("teams/planner.md"), file("teams/worker.md"), file("teams/scout.md"))
                .withParameters(new RunParameters(team, GOAL, null, null, null));
    }

    private static DefinitionInput asked(RunParameters parameters) {
        return input("teams.yaml", "core").withParameters(parameters);
    }

    private static SourceFile teams(String... lines) {
        return new SourceFile("teams.yaml", String.join("\n", lines) + "\n");
    }

    private static StepSpec step(RunSpec spec, String id) {
        return spec.steps().stream()
                .filter(step -> step.id().equals(new StepId(id)))
                .findFirst()
                .orElseThrow();
    }

    private static List<String> problems(DefinitionInput input) {
        return unreadable(input).problems().stream()
                .map(problem -> problem.file() + ":" + place(problem))
                .toList();
    }

    @Test
    void each_member_is_a_step_of_its_own_and_one_that_comes_twice_gets_a_number() {
        RunSpec spec = specOf(input("teams.yaml", "core"));

        assertThat(spec.name()).isEqualTo("team core");
        assertThat(spec.source().format()).isEqualTo("teams");
        assertThat(spec.options().maxParallel()).isEqualTo(4);
        assertThat(spec.steps())
                .extracting(step -> step.id().value())
                .containsExactly("scout", "planner", "scout-2", "synthesis");
        assertThat(spec.steps().subList(0, 3)).allSatisfy(member -> {
            assertThat(member.prompt()).isEqualTo("Team: core\nGoal: Find the leak");
            assertThat(member.dependsOn()).isEmpty();
            assertThat(member.afterFailure()).isEqualTo(AfterFailure.CONTINUE);
        });
    }

    @Test
    void the_synthesis_comes_last_and_gets_what_each_member_answered() {
        StepSpec synthesis = step(specOf(input("teams.yaml", "core")), "synthesis");

        assertThat(synthesis.agent()).isEqualTo(new AgentId("planner"));
        assertThat(synthesis.afterFailure()).isNull();
        assertThat(synthesis.dependsOn())
                .containsExactly(new StepId("scout"), new StepId("planner"), new StepId("scout-2"));
        assertThat(synthesis.inputs())
                .containsOnly(
                        Map.entry("{{output of scout}}", new StepId("scout")),
                        Map.entry("{{output of planner}}", new StepId("planner")),
                        Map.entry("{{output of scout-2}}", new StepId("scout-2")));
        assertThat(synthesis.prompt())
                .startsWith("Team: core\nGoal: Find the leak\n\n")
                .contains("## scout\n\n{{output of scout}}\n");
    }

    @Test
    void a_goal_that_looks_like_a_place_for_an_output_is_left_alone() {
        String goal = "Say {{output of scout}} and {{output of scout}}~2";

        StepSpec synthesis = step(specOf(asked(new RunParameters("core", goal, null, null, null))), "synthesis");

        assertThat(synthesis.inputs())
                .containsOnlyKeys("{{output of scout}}~3", "{{output of planner}}~3", "{{output of scout-2}}~3");
        assertThat(synthesis.prompt()).contains("Goal: " + goal);
    }

    @ParameterizedTest
    @CsvSource({"solo, planner", "core, documenter"})
    void the_synthesis_is_written_by_who_is_good_at_it_then_by_a_member(String team, String writer) {
        DefinitionInput input = writer.equals("planner")
                ? input("teams.yaml", team)
                : DefinitionInput.of(
                                file("teams/teams.yaml"),
                                file("teams/planner.md"),
                                file("teams/scout.md"),
                                file("teams/documenter.md"))
                        .withParameters(new RunParameters(team, GOAL, null, null, null));

        assertThat(step(specOf(input), "synthesis").agent()).isEqualTo(new AgentId(writer));
    }

    @Test
    void without_any_who_is_good_at_it_the_first_member_writes_the_synthesis() {
        DefinitionInput input = DefinitionInput.of(file("teams/teams.yaml"), file("teams/scout.md"))
                .withParameters(new RunParameters("solo", GOAL, null, null, null));

        assertThat(step(specOf(input), "synthesis").agent()).isEqualTo(new AgentId("scout"));
    }

    @Test
    void a_document_makes_an_agent_of_type_pi_with_everything_its_front_matter_says() {
        RunSpec spec = specOf(input("teams.yaml", "core"));

        assertThat(spec.agents()).extracting(agent -> agent.id().value()).containsExactly("planner", "scout");
        AgentSpec planner = spec.agents().getFirst();
        assertThat(planner.type()).isEqualTo(AgentType.PI);
        assertThat(planner.capacity()).isEqualTo(4);
        assertThat(planner.profile())
                .isEqualTo(new AgentProfile(
                        "some/model",
                        "You plan.\n\n--- this line is no fence",
                        List.of("read", "grep", "ls"),
                        12,
                        null));
        assertThat(planner.carried()).isEqualTo(Map.of("description", "Plans: first things first", "colour", "blue"));
        assertThat(step(spec, "planner").timeout()).isEqualTo(Duration.ofMinutes(15));
        assertThat(step(spec, "scout").timeout()).isNull();
    }

    @Test
    void its_agents_are_driven() {
        assertThat(readable(input("teams.yaml", "core")).warnings()).isEmpty();
    }

    @Test
    void an_agents_file_replaces_the_documents() {
        RunSpec spec = specOf(input("teams.yaml", "core").withAgents(file("teams/agents.yaml")));

        assertThat(spec.agents()).extracting(AgentSpec::type).doesNotContain(AgentType.PI);
        assertThat(readable(input("teams.yaml", "core").withAgents(file("teams/agents.yaml")))
                        .warnings())
                .isEmpty();
        assertThat(step(spec, "synthesis").agent()).isEqualTo(new AgentId("planner"));
    }

    @Test
    void without_agents_it_says_what_is_missing() {
        DefinitionInput input = DefinitionInput.of(file("teams/teams.yaml"))
                .withParameters(new RunParameters("solo", GOAL, null, null, null));

        List<InputProblem> problems = unreadable(input).problems();

        assertThat(problems).extracting(InputProblem::code).containsExactly("AGENTS_MISSING");
        assertThat(problems.getFirst().message()).contains("agents file", "*.md");
    }

    @Test
    void a_member_that_nobody_describes_is_an_error_that_says_who_is_there() {
        List<InputProblem> problems =
                unreadable(input(teams("t: [scuot]"), "t")).problems();

        assertThat(problems).extracting(Fixtures::place).contains("1: AGENT_UNKNOWN@5");
        assertThat(problems.getFirst().message()).contains("did you mean 'scout'");
    }

    @Test
    void quoted_names_and_lists_in_brackets_do_not_leak_into_another_team() {
        DefinitionInput input = DefinitionInput.of(file("teams/teams.yaml"))
                .withAgents(new SourceFile("agents.yaml", "agents: {writer: {type: fake}, checker: {type: fake}}"))
                .withParameters(new RunParameters("release crew", GOAL, null, null, null));

        assertThat(specOf(input).steps())
                .extracting(step -> step.id().value())
                .containsExactly("writer", "checker", "synthesis");
    }

    @Test
    void a_team_that_says_more_than_its_members_is_read_and_nothing_is_dropped() {
        ReadResult.Readable result = readable(
                DefinitionInput.of(file("teams/wrapped-teams.yaml"), file("teams/planner.md"), file("teams/worker.md"))
                        .withParameters(new RunParameters(null, GOAL, null, null, null)));

        RunSpec spec = result.spec();
        assertThat(spec.steps())
                .extracting(step -> step.id().value() + " " + step.agent())
                .containsExactly("lead boss", "hands worker", "synthesis planner");
        assertThat(spec.carried()).containsEntry("objective", "Ship it");
        assertThat(spec.notEnforced())
                .containsEntry("focusPaths", List.of("src/**"))
                .containsEntry("handoffArtifacts", List.of("plan"));
        assertThat(result.warnings())
                .filteredOn(warning -> warning.code().equals("KEY_WITHOUT_EFFECT"))
                .extracting(Fixtures::place)
                .containsExactly("11: KEY_WITHOUT_EFFECT@5", "12: KEY_WITHOUT_EFFECT@5");
    }

    @Test
    void one_team_of_several_must_be_named() {
        List<InputProblem> problems = unreadable(input("teams.yaml", null)).problems();

        assertThat(problems).extracting(InputProblem::code).contains("TARGET_MISSING");
        assertThat(problems.getFirst().message()).contains("'release crew', 'core', 'solo', 'docs'");
    }

    @Test
    void a_team_that_does_not_exist_is_an_error_with_a_guess() {
        List<InputProblem> problems = unreadable(input("teams.yaml", "cor")).problems();

        assertThat(problems).extracting(Fixtures::place).contains("2: TARGET_UNKNOWN@1");
        assertThat(problems.getFirst().message()).contains("did you mean 'core'", "'solo'");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "  "})
    void a_goal_must_be_said(String goal) {
        assertThat(problems(asked(new RunParameters("core", goal, null, null, null))))
                .containsExactly("request:1: GOAL_MISSING@1");
    }

    @ParameterizedTest
    @CsvSource({"0", "9", "-1"})
    void the_concurrency_is_1_to_8_and_nothing_else_is_made_to_fit(int concurrency) {
        assertThat(problems(asked(new RunParameters("core", GOAL, null, concurrency, null))))
                .contains("request:1: VALUE_INVALID@1");
    }

    @Test
    void the_concurrency_and_the_mode_bound_how_many_work_at_a_time() {
        assertThat(specOf(asked(new RunParameters("core", GOAL, null, 8, null)))
                        .options()
                        .maxParallel())
                .isEqualTo(8);
        assertThat(specOf(asked(new RunParameters("core", GOAL, "sequential", null, null)))
                        .options()
                        .maxParallel())
                .isEqualTo(1);
        assertThat(problems(asked(new RunParameters("core", GOAL, "sequental", null, null))))
                .contains("request:1: VALUE_INVALID@1");
        assertThat(problems(asked(new RunParameters("core", GOAL, "sequential", 2, null))))
                .contains("request:1: VALUE_INVALID@1");
    }

    @Test
    void what_the_governor_is_asked_to_watch_holds_for_the_run() {
        RunParameters parameters = new RunParameters(
                "core",
                GOAL,
                null,
                null,
                new BigDecimal("3.5"),
                new GovernorParameters("enforce", new BigDecimal("0.25"), 9_000L, 600L));

        assertThat(specOf(asked(parameters)).options().budget())
                .isEqualTo(BudgetRule.of(Budget.ofUsd(new BigDecimal("3.5"))));
        assertThat(specOf(asked(parameters)).options().governor())
                .isEqualTo(new GovernorRule(
                        GovernorMode.ENFORCE,
                        new GovernorLimits(new BigDecimal("0.25"), 9_000L, null, Duration.ofMinutes(10)),
                        null,
                        null,
                        null,
                        null));
    }

    @ParameterizedTest
    @CsvSource(
            nullValues = "-",
            value = {"warm,-,-,-", "-,0,-,-", "-,-,0,-", "-,-,-,59"})
    void a_limit_that_makes_no_sense_is_an_error(
            @Nullable String mode, @Nullable BigDecimal cost, @Nullable Long tokens, @Nullable Long fuse) {
        GovernorParameters governor = new GovernorParameters(mode, cost, tokens, fuse);

        assertThat(problems(asked(new RunParameters("core", GOAL, null, null, null, governor))))
                .contains("request:1: VALUE_INVALID@1");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "t: scout | 1: TYPE_WRONG@4",
                "t: | 1: GRAPH_EMPTY@1",
                "t: [[scout]] | 1: TYPE_WRONG@5",
                "t: [3] | 1: TYPE_WRONG@5",
                "t: [' '] | 1: TYPE_WRONG@5",
                "t: {members: scout} | 1: VALUE_INVALID@14",
                "t: {members: {a: [scout]}} | 1: TYPE_WRONG@18",
                "t: {members: [scout], mode: debate} | 1: DIALECT_NOT_UNDERSTOOD@23",
                "t: [bad agent] | 1: ID_INVALID@5",
                "{version: 2, teams: {t: [scout]}} | 1: DIALECT_NOT_UNDERSTOOD@11",
                "{router: fast, teams: {t: [scout]}} | 1: DIALECT_NOT_UNDERSTOOD@2",
                "{agents: {a: {model: x}}, teams: {t: [scout]}} | 1: DIALECT_NOT_UNDERSTOOD@11",
                "{agents: [a], teams: {t: [scout]}} | 1: DIALECT_NOT_UNDERSTOOD@2",
                "{t: [scout], t: [scout]} | 1: KEY_DUPLICATE@14",
                "[scout] | 1: TYPE_WRONG@1",
            })
    void what_is_not_understood_is_refused_where_it_stands(String text, String problem) {
        DefinitionInput plain = input(teams(text), "t");
        DefinitionInput named = new DefinitionInput(
                plain.sources(), null, "teams", false, null, null, plain.parameters(), DefinitionLimits.DEFAULT);

        assertThat(unreadable(named).problems()).extracting(Fixtures::place).contains(problem);
    }

    @Test
    void an_agent_described_twice_is_an_error() {
        SourceFile again = new SourceFile("other/planner.md", "---\nname: planner\n---\n");
        DefinitionInput input = DefinitionInput.of(file("teams/teams.yaml"), file("teams/planner.md"), again)
                .withParameters(new RunParameters("core", GOAL, null, null, null));

        assertThat(problems(input)).contains("other/planner.md:2: ID_DUPLICATE@7");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "Just notes | KEY_MISSING | 1",
                "---\\ndescription: x\\n--- | KEY_MISSING | 2",
                "---\\nname: x\\n | SYNTAX_INVALID | 1",
                "---\\nname: a: b\\n--- | SYNTAX_INVALID | 2",
                "---\\nname: x\\nname: y\\n--- | KEY_DUPLICATE | 3",
                "---\\nname: x\\nmaxTurns: 0\\n--- | VALUE_INVALID | 3",
                "---\\nname: x\\nmaxRuntimeSeconds: soon\\n--- | TYPE_WRONG | 3"
            })
    void a_document_that_describes_no_agent_is_said_to(String text, String code, int line) {
        SourceFile document = new SourceFile("x.md", text.replace("\\n", "\n"));
        DefinitionInput input = DefinitionInput.of(file("teams/teams.yaml"), document)
                .withAgents(file("teams/agents.yaml"))
                .withParameters(new RunParameters("core", GOAL, null, null, null));

        List<InputProblem> problems = switch (DefinitionReader.read(input)) {
            case ReadResult.Readable(RunSpec spec, List<InputProblem> warnings) -> warnings;
            case ReadResult.Unreadable unreadable -> unreadable.problems();
        };

        assertThat(problems)
                .filteredOn(problem -> problem.file().equals("x.md"))
                .extracting(problem -> problem.code() + " " + problem.line())
                .containsExactly(code + " " + line);
    }

    @Test
    void line_ends_of_another_system_and_a_byte_order_mark_change_nothing() {
        SourceFile teams = new SourceFile("teams.yaml", "\uFEFFcore:\r\n  - scout\r\n");
        SourceFile scout = new SourceFile("scout.md", "\uFEFF---\r\nname: scout\r\n---\r\nLook.\r\n");

        RunSpec spec = specOf(
                DefinitionInput.of(teams, scout).withParameters(new RunParameters("core", GOAL, null, null, null)));

        assertThat(spec.agents().getFirst().profile())
                .isEqualTo(new AgentProfile(null, "Look.", List.of(), null, null));
    }

    @Test
    void documents_of_agents_alone_are_no_definition() {
        ReadResult.Unreadable result = unreadable(DefinitionInput.of(file("teams/scout.md")));

        assertThat(result.problems()).extracting(Fixtures::place).containsExactly("1: FORMAT_UNKNOWN@1");
        assertThat(result.problems().getFirst().message()).contains("only a document of an agent");
    }

    @Test
    void a_file_of_another_name_is_recognised_by_what_is_in_it() {
        SourceFile renamed = new SourceFile("crew.yaml", "core: [scout]\n");

        assertThat(specOf(input(renamed, "core")).steps()).hasSize(2);
    }
}
