package dev.signalbox.definitions;

import static dev.signalbox.definitions.Fixtures.file;
import static dev.signalbox.definitions.Fixtures.readable;
import static dev.signalbox.definitions.Fixtures.specOf;
import static dev.signalbox.definitions.Fixtures.unreadable;
import static dev.signalbox.definitions.Fixtures.yaml;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.signalbox.contracts.AgentId;
import dev.signalbox.contracts.ContractJson;
import dev.signalbox.contracts.ProblemCode;
import dev.signalbox.contracts.StepId;
import dev.signalbox.contracts.WorkspaceId;
import dev.signalbox.contracts.api.InputProblem;
import dev.signalbox.contracts.api.Plan;
import dev.signalbox.contracts.api.RunParameters;
import dev.signalbox.contracts.api.RunParameters.GovernorParameters;
import dev.signalbox.contracts.api.RunRequest;
import dev.signalbox.contracts.api.Severity;
import dev.signalbox.contracts.api.SourceFile;
import dev.signalbox.contracts.governor.GovernorLimits;
import dev.signalbox.contracts.governor.GovernorMode;
import dev.signalbox.contracts.governor.GovernorRule;
import dev.signalbox.contracts.scope.ScopeOverlap;
import dev.signalbox.contracts.spec.AfterFailure;
import dev.signalbox.contracts.spec.AgentAccess;
import dev.signalbox.contracts.spec.AgentProfile;
import dev.signalbox.contracts.spec.AgentSpec;
import dev.signalbox.contracts.spec.AgentSpecBuilder;
import dev.signalbox.contracts.spec.AgentType;
import dev.signalbox.contracts.spec.Budget;
import dev.signalbox.contracts.spec.BudgetRule;
import dev.signalbox.contracts.spec.ClaimPolicy;
import dev.signalbox.contracts.spec.ClaimScope;
import dev.signalbox.contracts.spec.DefinitionSource;
import dev.signalbox.contracts.spec.ExponentialRest;
import dev.signalbox.contracts.spec.FailureCause;
import dev.signalbox.contracts.spec.FakeScript;
import dev.signalbox.contracts.spec.FileScope;
import dev.signalbox.contracts.spec.HttpAnswer;
import dev.signalbox.contracts.spec.HttpCalls;
import dev.signalbox.contracts.spec.HttpFields;
import dev.signalbox.contracts.spec.HttpService;
import dev.signalbox.contracts.spec.HttpServiceBuilder;
import dev.signalbox.contracts.spec.OnExceed;
import dev.signalbox.contracts.spec.OnFailure;
import dev.signalbox.contracts.spec.Oscillation;
import dev.signalbox.contracts.spec.ResourceLimits;
import dev.signalbox.contracts.spec.RetryPolicy;
import dev.signalbox.contracts.spec.RunOptionsBuilder;
import dev.signalbox.contracts.spec.RunSpec;
import dev.signalbox.contracts.spec.StepSpec;
import dev.signalbox.contracts.spec.StepSpecBuilder;
import dev.signalbox.contracts.spec.Usage;
import dev.signalbox.definitions.plan.Planner;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class SignalboxFormatTest {
    private static final String TASKS = "https://agents.example.org/v1/tasks";

    private static HttpService caller() {
        return HttpServiceBuilder.builder()
                .url(TASKS)
                .headers(Map.of("Authorization", "Bearer {{secret.CALLER_KEY}}"))
                .body(Map.of("task", "{{prompt}}", "key", "{{key}}", "depth", 2))
                .answer(HttpAnswer.POLL)
                .statusUrl(TASKS + "/{{task}}")
                .every(Duration.ofSeconds(5))
                .eventsUrl(TASKS + "/{{task}}/events")
                .fields(new HttpFields(
                        "/id",
                        "/links/self",
                        "/state",
                        List.of("succeeded"),
                        List.of("failed", "refused"),
                        "/log/last",
                        "/answer",
                        "/error/message",
                        "/usage/in",
                        "/usage/out",
                        "/usage/usd",
                        "/model",
                        new HttpCalls("/calls", "/id", "/name", "/input", "/output", "/failure"),
                        "/turns"))
                .cancelUrl(TASKS + "/{{task}}/cancel")
                .cancelMethod("POST")
                .timeout(Duration.ofSeconds(30))
                .build();
    }

    @Test
    void every_key_finds_its_place_in_the_run_specification() {
        ReadResult.Readable result = readable(DefinitionInput.of(file("native/valid/everything.yaml")));
        RunSpec spec = result.spec();

        assertThat(result.warnings()).extracting(InputProblem::code).doesNotContain("KEY_UNKNOWN");
        assertThat(spec.name()).isEqualTo("Everything at once");
        assertThat(spec.workspace()).isEqualTo(new WorkspaceId("shop"));
        assertThat(spec.options())
                .isEqualTo(RunOptionsBuilder.builder()
                        .maxParallel(4)
                        .onFailure(OnFailure.STOP)
                        .priority(8)
                        .timeout(Duration.ofHours(2))
                        .build());
        assertThat(spec.source()).isEqualTo(new DefinitionSource("signalbox/v1", List.of("everything.yaml")));
        assertThat(spec.agents())
                .containsExactly(
                        new AgentSpec(
                                new AgentId("builder"),
                                AgentType.COMMAND,
                                "backend",
                                2,
                                List.of("make", "all"),
                                "default"),
                        new AgentSpec(new AgentId("player"), AgentType.FAKE, null, 1, List.of(), "demo"),
                        AgentSpecBuilder.builder()
                                .id(new AgentId("coder"))
                                .type(AgentType.CLAUDE_CODE)
                                .capacity(1)
                                .pool("default")
                                .labels(Map.of("gpu", "true"))
                                .profile(new AgentProfile(
                                        "sonnet", "Small commits.", List.of("Read", "Edit"), 30, "s-1"))
                                .carried(Map.of("x-model", "large"))
                                .build(),
                        AgentSpecBuilder.builder()
                                .id(new AgentId("caller"))
                                .type(AgentType.HTTP)
                                .capacity(1)
                                .pool("default")
                                .access(new AgentAccess(
                                        caller(),
                                        Map.of("CALLER_KEY", "env:CALLER_KEY", "CERTIFICATE", "file:caller/cert.pem")))
                                .build());
        assertThat(spec.carried()).isEqualTo(Map.of("x-note", "keys that begin with x- are everybody's own"));
        assertThat(spec.steps().subList(0, 3))
                .containsExactly(
                        StepSpecBuilder.builder()
                                .id(new StepId("compile"))
                                .title("Compile the shop")
                                .agentType(AgentType.COMMAND)
                                .track("backend")
                                .command(List.of("make", "-j", "4", "compile"))
                                .files(new FileScope(List.of("build.mk"), List.of("target/", "src/{api,web}/*.gen")))
                                .retry(RetryPolicy.ONCE)
                                .timeout(Duration.ofMinutes(5))
                                .environment(Map.of("LEVEL", "2", "DEBUG", "true", "GREETING", "hello"))
                                .secrets(Map.of("SIGNING_KEY", "file:signing.key"))
                                .build(),
                        StepSpecBuilder.builder()
                                .id(new StepId("test-unit"))
                                .dependsOn(List.of(new StepId("compile")))
                                .agentType(AgentType.COMMAND)
                                .track("backend")
                                .files(FileScope.NONE)
                                .retry(new RetryPolicy(
                                        3,
                                        List.of(Duration.ofSeconds(1), Duration.ofMillis(500), Duration.ofMinutes(5))))
                                .build(),
                        StepSpecBuilder.builder()
                                .id(new StepId("review"))
                                .dependsOn(List.of(new StepId("compile"), new StepId("test-unit")))
                                .agent(new AgentId("player"))
                                .prompt("Look at what changed.\nSay what is wrong.\n")
                                .files(FileScope.NONE)
                                .retry(RetryPolicy.ONCE)
                                .fake(new FakeScript(
                                        Duration.ofMillis(1500),
                                        List.of("reading", "done: nothing wrong"),
                                        1,
                                        3,
                                        new Usage(1200, 80, new BigDecimal("0.0125"))))
                                .build());
    }

    @Test
    void a_step_says_what_it_takes_where_the_run_pauses_and_what_its_failure_means() {
        List<StepSpec> steps =
                specOf(DefinitionInput.of(file("native/valid/everything.yaml"))).steps();

        StepSpec improve = steps.get(3);
        assertThat(improve.agentType()).isEqualTo(AgentType.CLAUDE_CODE);
        assertThat(improve.inputs()).isEqualTo(Map.of("$REVIEW", new StepId("review")));
        assertThat(improve.checkpoint()).isEqualTo("before the correction");
        assertThat(improve.afterFailure()).isEqualTo(AfterFailure.PAUSE);
        assertThat(improve.carried()).isEqualTo(Map.of("x-ticket", Map.of("id", 12)));
        assertThat(steps.get(4).afterFailure()).isEqualTo(AfterFailure.CONTINUE);
        assertThat(steps.getFirst().afterFailure()).isNull();
    }

    @Test
    void a_step_says_how_it_is_tried_again_by_whom_and_when_it_is_given_up() {
        RunSpec spec = specOf(DefinitionInput.of(file("native/valid/retries.yaml")));

        assertThat(spec.options().queueTimeout()).isEqualTo(Duration.ofMinutes(15));
        assertThat(spec.steps().getFirst().retry())
                .isEqualTo(new RetryPolicy(
                        6,
                        List.of(),
                        new ExponentialRest(Duration.ofMillis(500), 1.5, Duration.ofSeconds(10)),
                        0.25,
                        List.of(FailureCause.TIMED_OUT, FailureCause.LOST),
                        List.of(2, 64),
                        List.of(new AgentId("second"), new AgentId("third")),
                        3,
                        new Oscillation(6, 3)));
        assertThat(spec.steps().get(1).retry())
                .isEqualTo(new RetryPolicy(
                        2,
                        List.of(),
                        new ExponentialRest(Duration.ofSeconds(1), 2, Duration.ofMinutes(1)),
                        null,
                        List.of(),
                        List.of(),
                        List.of(),
                        null,
                        new Oscillation(4, 2)));
    }

    @Test
    void a_run_and_a_step_say_what_the_governor_is_to_watch() {
        RunSpec spec =
                specOf(DefinitionInput.of(file("native/valid/governed.yaml")).strictly());

        assertThat(spec.options().governor())
                .isEqualTo(new GovernorRule(
                        GovernorMode.ENFORCE,
                        new GovernorLimits(new BigDecimal("5"), 900_000L, null, Duration.ofHours(8)),
                        null,
                        null,
                        null,
                        null));
        assertThat(spec.steps().getFirst().governor())
                .isEqualTo(new GovernorRule(
                        GovernorMode.OBSERVE,
                        new GovernorLimits(new BigDecimal("0.50"), null, 40, null),
                        Duration.ZERO,
                        5,
                        0,
                        false));
        assertThat(spec.steps().getFirst().retry().notOn()).containsExactly(FailureCause.ABORTED);
        assertThat(spec.steps().get(1).governor()).isNull();
    }

    @Test
    void what_is_asked_of_the_governor_goes_before_what_is_written() {
        DefinitionInput input = DefinitionInput.of(file("native/valid/governed.yaml"))
                .withParameters(new RunParameters(
                        null, null, null, null, null, new GovernorParameters("warn", new BigDecimal("2"), null, 120L)));

        assertThat(specOf(input).options().governor())
                .isEqualTo(new GovernorRule(
                        GovernorMode.WARN,
                        new GovernorLimits(new BigDecimal("2"), 900_000L, null, Duration.ofMinutes(2)),
                        null,
                        null,
                        null,
                        null));
    }

    @Test
    void a_step_says_what_its_processes_may_use() {
        List<StepSpec> steps = specOf(DefinitionInput.of(yaml(
                        "steps:",
                        "  a:",
                        "    run: [make]",
                        "    timeout: 2h",
                        "    resource_limits: {memory: 2G, processes: 200, cpu: 1.5, wall_clock: 45m, retry_oom: true}",
                        "  b: {run: [make], timeout: 10m, resource_limits: {memory: 1048576, wall_clock: 1h}}",
                        "  c: {run: [make]}")))
                .steps();

        assertThat(steps)
                .extracting(StepSpec::resources)
                .containsExactly(new ResourceLimits(2L << 30, 200, 1.5, true), ResourceLimits.ofMemory(1 << 20), null);
        assertThat(steps)
                .extracting(StepSpec::timeout)
                .containsExactly(Duration.ofMinutes(45), Duration.ofMinutes(10), null);
    }

    @Test
    void limits_that_nobody_could_be_held_to_are_errors() {
        assertThat(limitProblems("{memory: 2GB}")).contains("'memory' must be an amount of memory");
        assertThat(limitProblems("{memory: 9999999999999T}")).contains("'memory' must be");
        assertThat(limitProblems("{processes: 0}")).contains("'processes' must be a whole number");
        assertThat(limitProblems("{cpu: 0}")).contains("'cpu' must be a number of processors");
        assertThat(limitProblems("{wall_clock: 0s}")).contains("'wall_clock' must be longer");
        assertThat(limitProblems("{memroy: 1G}")).contains("'memroy' means nothing");
    }

    @Test
    void members_of_a_conflict_group_write_a_path_of_their_own_that_workstreams_of_the_group_write_too() {
        List<StepSpec> steps = specOf(DefinitionInput.of(yaml(
                        "steps:",
                        "  a: {run: [cat], conflict_group: the data base, files: {write: [src/a]}}",
                        "  b: {run: [cat], conflict_group: the data base}",
                        "  c: {run: [cat], conflict_group: other}")))
                .steps();

        assertThat(steps.getFirst().files().write())
                .containsExactly("src/a", ".signalbox/conflict-groups/the=20data=20base");
        assertThat(steps)
                .extracting(StepSpec::conflictGroup)
                .containsExactly("the data base", "the data base", "other");
        assertThat(ScopeOverlap.between(steps.getFirst().files(), steps.get(1).files()))
                .isPresent();
        assertThat(ScopeOverlap.between(steps.getFirst().files(), steps.get(2).files()))
                .isEmpty();
    }

    @Test
    void a_plan_names_the_conflict_group_in_which_two_steps_meet() {
        Plan plan = Planner.plan(specOf(DefinitionInput.of(
                yaml("steps:", "  a: {run: [cat], conflict_group: db}", "  b: {run: [cat], conflict_group: db}"))));

        assertThat(plan.conflicts()).singleElement().satisfies(conflict -> {
            assertThat(conflict.conflictGroup()).isEqualTo("db");
            assertThat(conflict.path()).isEqualTo(".signalbox/conflict-groups/db");
        });
    }

    @Test
    void a_step_says_what_it_does_when_others_have_its_files_and_a_run_how_long_it_keeps_them() {
        RunSpec spec = specOf(DefinitionInput.of(yaml(
                "scope: run",
                "steps:",
                "  a: {run: [cat], on_conflict: reject}",
                "  b: {run: [cat], on_conflict: override}",
                "  c: {run: [cat]}")));

        assertThat(spec.options().scope()).isEqualTo(ClaimScope.RUN);
        assertThat(spec.steps())
                .extracting(StepSpec::onConflict)
                .containsExactly(ClaimPolicy.REJECT, ClaimPolicy.OVERRIDE, null);
        assertThat(specOf(DefinitionInput.of(yaml("steps: {a: {run: [cat]}}")))
                        .options()
                        .scope())
                .isNull();
    }

    @Test
    void a_run_says_what_its_steps_do_when_others_have_their_files_and_a_step_knows_better() {
        RunSpec spec = specOf(DefinitionInput.of(
                yaml("on_conflict: reject", "steps:", "  a: {run: [cat]}", "  b: {run: [cat], on_conflict: queue}")));

        assertThat(spec.options().onConflict()).isEqualTo(ClaimPolicy.REJECT);
        assertThat(spec.steps())
                .extracting(step -> spec.options().claimPolicyOf(step))
                .containsExactly(ClaimPolicy.REJECT, ClaimPolicy.QUEUE);
        assertThat(unreadable(DefinitionInput.of(yaml("on_conflict: fight", "steps: {a: {run: [cat]}}")))
                        .problems())
                .extracting(InputProblem::code)
                .containsExactly("VALUE_INVALID");
    }

    @Test
    void an_estimate_beyond_a_budget_is_worth_a_warning_where_it_stands() {
        DefinitionInput input = DefinitionInput.of(yaml(
                "budget: {usd: 3}",
                "steps:",
                "  a: {run: [cat], estimate: {usd: 4}}",
                "  b: {run: [cat], estimate: {tokens: 20}, budget: {tokens: 10}}",
                "  c: {run: [cat], estimate: {usd: 3}}"));

        assertThat(readable(input).warnings())
                .extracting(InputProblem::code, InputProblem::line, InputProblem::message)
                .containsExactly(
                        tuple(
                                "ESTIMATE_BEYOND_BUDGET",
                                4,
                                "an attempt at 'a' is expected to spend 4 USD, which the budget of the run of 3 USD never"
                                        + " has room for"),
                        tuple(
                                "ESTIMATE_BEYOND_BUDGET",
                                5,
                                "an attempt at 'b' is expected to spend 20 tokens, which its own budget of 10 tokens never"
                                        + " has room for"));
        assertThat(readable(input).warnings().getFirst().column()).isGreaterThan(20);
    }

    @Test
    void an_agent_that_takes_over_must_have_something_to_run() {
        DefinitionInput input = DefinitionInput.of(yaml(
                "agents: {first: {type: fake}, second: {type: command}}",
                "steps: {a: {agent: first, retry: {attempts: 2, fallback: [second]}}}"));

        assertThat(unreadable(input).problems()).extracting(InputProblem::code).containsExactly("STEP_WITHOUT_COMMAND");
    }

    @Test
    void an_input_that_the_prompt_does_not_use_is_worth_a_warning() {
        DefinitionInput input = DefinitionInput.of(
                yaml("steps: {a: {run: [cat]}, b: {run: [cat], depends_on: [a], prompt: go on, inputs: {$A: a}}}"));

        assertThat(readable(input).warnings())
                .extracting(InputProblem::message)
                .containsExactly("the prompt has no '$A' that the output of 'a' could replace");
    }

    @Test
    void the_specification_survives_a_journey_as_json() throws Exception {
        RunSpec spec = specOf(DefinitionInput.of(file("native/valid/everything.yaml")));

        String json = ContractJson.mapper().writeValueAsString(spec);

        assertThat(ContractJson.mapper().readValue(json, RunSpec.class)).isEqualTo(spec);
    }

    @Test
    void json_with_tabs_and_escapes_is_read_and_lists_keep_their_order() {
        RunSpec spec = specOf(DefinitionInput.of(file("native/valid/everything.json")));

        assertThat(spec.name()).isEqualTo("everything");
        assertThat(spec.workspace()).isEqualTo(new WorkspaceId("default"));
        assertThat(spec.steps()).extracting(step -> step.id().value()).containsExactly("a", "a-2");
        assertThat(spec.steps()).extracting(StepSpec::track).containsExactly("left", "left");
        assertThat(spec.steps().getFirst().fake())
                .isEqualTo(new FakeScript(Duration.ZERO, List.of("\ud83d\ude00 a/b"), 0, 1, null));
        assertThat(spec.agents()).extracting(agent -> agent.id().value()).containsExactly("one", "2");
    }

    @Test
    void anchors_and_merge_keys_share_what_steps_have_in_common() {
        RunSpec spec =
                specOf(DefinitionInput.of(file("native/valid/anchors.yaml")).strictly());

        assertThat(spec.steps()).extracting(step -> step.retry().attempts()).containsExactly(5, 5);
        assertThat(spec.steps())
                .extracting(StepSpec::timeout)
                .containsExactly(Duration.ofSeconds(10), Duration.ofSeconds(20));
    }

    @Test
    void a_byte_order_mark_and_carriage_returns_change_nothing() {
        RunSpec spec = specOf(DefinitionInput.of(file("native/valid/windows.yaml")));

        assertThat(spec.steps().getFirst().command()).containsExactly("echo", "carriage return");
    }

    @Test
    void without_a_file_name_the_text_itself_says_whether_it_is_json_or_yaml() {
        String yaml = file("native/valid/shortest.yaml").content();
        String json = file("native/valid/everything.json").content();

        assertThat(specOf(DefinitionInput.of(new SourceFile("-", yaml))).name()).isEqualTo("run");
        assertThat(specOf(DefinitionInput.of(new SourceFile("", json))).steps()).hasSize(2);
    }

    @Test
    void steps_that_say_what_to_run_need_no_agents() {
        RunSpec spec = specOf(DefinitionInput.of(yaml("steps: {a: {run: [echo]}, b: {fake: {duration: 1s}}}")));

        assertThat(spec.agents()).extracting(agent -> agent.id().value()).containsExactly("local", "fake");
        assertThat(spec.agents()).allMatch(agent -> agent.capacity() == 1_000 && agent.track() == null);
        assertThat(spec.steps()).extracting(StepSpec::agentType).containsExactly(AgentType.COMMAND, AgentType.FAKE);
    }

    @Test
    void a_command_is_only_played_by_a_fake_agent_when_there_is_no_other() {
        String steps = "steps: {a: {run: [echo]}}";

        assertThat(specOf(DefinitionInput.of(yaml("agents: {f: {type: fake}, c: {type: command}}", steps)))
                        .steps())
                .extracting(StepSpec::agentType)
                .containsExactly(AgentType.COMMAND);
        assertThat(specOf(DefinitionInput.of(yaml("agents: {f: {type: fake}}", steps)))
                        .steps()
                        .getFirst()
                        .agentType())
                .isNull();
    }

    @Test
    void what_the_caller_says_goes_before_what_the_definition_says() {
        SourceFile definition = yaml("workspace: mine", "max_parallel: 2", "steps: {a: {run: [echo]}}");
        RunRequest request = new RunRequest("yours", List.of(definition), null, "signalbox/v1", false, 7);

        RunSpec spec = specOf(DefinitionInput.of(request, DefinitionLimits.DEFAULT));

        assertThat(spec.workspace()).isEqualTo(new WorkspaceId("yours"));
        assertThat(spec.options().maxParallel()).isEqualTo(7);
    }

    @Test
    void an_impossible_request_is_refused_like_an_impossible_definition() {
        SourceFile definition = yaml("steps: {a: {run: [echo]}}");
        RunRequest request = new RunRequest(" ", List.of(definition), null, null, false, 0);

        assertThat(unreadable(DefinitionInput.of(request, DefinitionLimits.DEFAULT))
                        .problems())
                .extracting(InputProblem::file, InputProblem::code)
                .containsExactly(tuple("request", "VALUE_INVALID"), tuple("request", "VALUE_INVALID"));
    }

    @Test
    void an_unknown_key_is_a_warning_with_a_suggestion_and_an_error_when_strict() {
        DefinitionInput input = DefinitionInput.of(yaml("steps:", "  a:", "    run: [echo]", "    depend_on: []"));

        InputProblem expected = new InputProblem(
                Severity.WARNING,
                "KEY_UNKNOWN",
                "'depend_on' means nothing in a step; did you mean 'depends_on'?",
                "definition.yaml",
                5,
                5,
                "/steps/a/depend_on");
        assertThat(readable(input).warnings()).containsExactly(expected);
        ReadResult.Unreadable strict = unreadable(input.strictly());
        assertThat(strict.code()).isEqualTo(ProblemCode.DEFINITION_INVALID);
        assertThat(strict.problems()).extracting(InputProblem::severity).containsExactly(Severity.ERROR);
    }

    @Test
    void two_definitions_are_not_one() {
        SourceFile one = yaml("steps: {a: {run: [echo]}}");

        assertThat(unreadable(DefinitionInput.of(one, one)).problems())
                .extracting(InputProblem::code)
                .containsExactly("SOURCES_MIXED");
        assertThat(unreadable(DefinitionInput.of(one, file("workstreams/ws-41-schema.json")))
                        .problems())
                .extracting(InputProblem::code)
                .containsExactly("SOURCES_MIXED");
    }

    @Test
    void a_run_and_a_step_have_budgets_and_a_step_an_estimate() {
        RunSpec spec = spec("""
                budget: {usd: 5, tokens: 100000, on_exceed: escalate, warn_at: 75}
                steps:
                  a: {fake: {}, budget: {usd: 1.5, on_exceed: fail}, estimate: {usd: 0.25, tokens: 8000}}
                  b: {fake: {}}
                """);

        assertThat(spec.options().budget())
                .isEqualTo(new BudgetRule(new Budget(new BigDecimal("5"), 100_000L), OnExceed.ESCALATE, 75));
        assertThat(spec.steps().get(0).budget())
                .isEqualTo(new BudgetRule(Budget.ofUsd(new BigDecimal("1.5")), OnExceed.FAIL, 80));
        assertThat(spec.steps().get(0).estimate()).isEqualTo(new Budget(new BigDecimal("0.25"), 8_000L));
        assertThat(spec.steps().get(1).budget()).isNull();
    }

    @Test
    void a_budget_that_says_nothing_or_nonsense_is_an_error_with_its_place() {
        assertThat(problems("budget: {on_exceed: pause}\nsteps: {a: {fake: {}}}"))
                .containsExactly("KEY_MISSING");
        assertThat(problems("budget: {usd: -1}\nsteps: {a: {fake: {}}}")).containsExactly("VALUE_INVALID");
        assertThat(problems("budget: {usd: 1, on_exceed: panic}\nsteps: {a: {fake: {}}}"))
                .containsExactly("VALUE_INVALID");
        assertThat(problems("budget: {usd: 1, warn_at: 0}\nsteps: {a: {fake: {}}}"))
                .containsExactly("VALUE_INVALID");
    }

    private static RunSpec spec(String text) {
        return ((ReadResult.Readable) DefinitionReader.read(
                        DefinitionInput.of(new SourceFile("a.yaml", "apiVersion: signalbox/v1\n" + text))))
                .spec();
    }

    private static String limitProblems(String limits) {
        return unreadable(DefinitionInput.of(yaml("steps: {a: {run: [make], resource_limits: " + limits + "}}"))
                        .strictly())
                .problems()
                .toString();
    }

    private static List<String> problems(String text) {
        return unreadable(DefinitionInput.of(new SourceFile("a.yaml", "apiVersion: signalbox/v1\n" + text)))
                .problems()
                .stream()
                .map(InputProblem::code)
                .toList();
    }

    @Test
    void what_is_said_beside_the_files_is_kept_or_said_to_mean_nothing() {
        SourceFile definition = new SourceFile("a.yaml", "apiVersion: signalbox/v1\nsteps: {one: {fake: {}}}\n");
        RunParameters parameters = new RunParameters(null, "win", null, 3, new BigDecimal("2.50"));

        ReadResult result = DefinitionReader.read(DefinitionInput.of(definition).withParameters(parameters));

        ReadResult.Readable readable = (ReadResult.Readable) result;
        assertThat(readable.spec().options().budget()).isEqualTo(BudgetRule.of(Budget.ofUsd(new BigDecimal("2.50"))));
        assertThat(readable.warnings())
                .extracting(InputProblem::code, InputProblem::message)
                .containsExactly(
                        tuple("KEY_UNKNOWN", "'goal' means nothing for a definition in the format signalbox/v1"),
                        tuple(
                                "KEY_UNKNOWN",
                                "'concurrency' means nothing for a definition in the format signalbox/v1"));
    }
}
