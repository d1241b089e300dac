package dev.signalbox.scheduler.workspace;

import dev.signalbox.contracts.AgentId;
import dev.signalbox.contracts.RunId;
import dev.signalbox.contracts.StepId;
import dev.signalbox.contracts.WorkspaceId;
import dev.signalbox.contracts.command.Idempotency;
import dev.signalbox.contracts.command.KeyOrigin;
import dev.signalbox.contracts.command.SubmitRun;
import dev.signalbox.contracts.spec.AfterFailure;
import dev.signalbox.contracts.spec.AgentSpec;
import dev.signalbox.contracts.spec.AgentType;
import dev.signalbox.contracts.spec.DefinitionSource;
import dev.signalbox.contracts.spec.FileScope;
import dev.signalbox.contracts.spec.RetryPolicy;
import dev.signalbox.contracts.spec.RunOptions;
import dev.signalbox.contracts.spec.RunSpec;
import dev.signalbox.contracts.spec.StepSpec;
import dev.signalbox.contracts.spec.StepSpecBuilder;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Short ways to say what is run. */
public final class Specs {
    public static final WorkspaceId WORKSPACE = new WorkspaceId("shop");
    public static final Instant START = Instant.parse("2026-01-01T00:00:00Z");

    private Specs() {}

    public static RunId run(int number) {
        return new RunId("00000000-0000-7000-8000-%012x".formatted(number));
    }

    public static AgentSpec agent(String id, @Nullable String track, int capacity) {
        return new AgentSpec(new AgentId(id), AgentType.FAKE, track, capacity, List.of(), AgentSpec.DEFAULT_POOL);
    }

    public static StepSpec step(String id, String... needs) {
        return step(id, FileScope.NONE, RetryPolicy.ONCE, needs);
    }

    public static StepSpec writing(String id, String pattern, String... needs) {
        return step(id, new FileScope(List.of(), List.of(pattern)), RetryPolicy.ONCE, needs);
    }

    public static StepSpec retried(String id, int attempts, Duration rest, String... needs) {
        return step(id, FileScope.NONE, new RetryPolicy(attempts, List.of(rest)), needs);
    }

    public static StepSpec step(String id, FileScope files, RetryPolicy retry, String... needs) {
        return step(
                id, null, files, retry, null, Stream.of(needs).map(StepId::new).toList());
    }

    public static StepSpec step(
            String id,
            @Nullable String track,
            FileScope files,
            RetryPolicy retry,
            @Nullable Duration timeout,
            List<StepId> needs) {
        return StepSpecBuilder.builder()
                .id(new StepId(id))
                .dependsOn(needs)
                .track(track)
                .files(files)
                .retry(retry)
                .timeout(timeout)
                .build();
    }

    /** The same agent with labels. */
    public static AgentSpec labelled(AgentSpec agent, Map<String, String> labels) {
        return new AgentSpec(
                agent.id(),
                agent.type(),
                agent.track(),
                agent.capacity(),
                agent.command(),
                agent.pool(),
                labels,
                agent.carried());
    }

    /** The same step, for an agent of this id, or any if null, with these labels. */
    public static StepSpec needing(StepSpec step, @Nullable AgentId agent, Map<String, String> labels) {
        return StepSpecBuilder.builder()
                .id(step.id())
                .title(step.title())
                .dependsOn(step.dependsOn())
                .agent(agent)
                .agentType(step.agentType())
                .track(step.track())
                .agentLabels(labels)
                .command(step.command())
                .prompt(step.prompt())
                .files(step.files())
                .retry(step.retry())
                .timeout(step.timeout())
                .environment(step.environment())
                .fake(step.fake())
                .inputs(step.inputs())
                .checkpoint(step.checkpoint())
                .afterFailure(step.afterFailure())
                .budget(step.budget())
                .estimate(step.estimate())
                .carried(step.carried())
                .notEnforced(step.notEnforced())
                .build();
    }

    /** The same step with more that is said about its place in the flow. */
    public static StepSpec with(
            StepSpec step,
            @Nullable String prompt,
            Map<String, StepId> inputs,
            @Nullable String checkpoint,
            @Nullable AfterFailure afterFailure) {
        return StepSpecBuilder.builder()
                .id(step.id())
                .title(step.title())
                .dependsOn(step.dependsOn())
                .agent(step.agent())
                .agentType(step.agentType())
                .track(step.track())
                .agentLabels(step.agentLabels())
                .command(step.command())
                .prompt(prompt)
                .files(step.files())
                .retry(step.retry())
                .timeout(step.timeout())
                .environment(step.environment())
                .fake(step.fake())
                .inputs(inputs)
                .checkpoint(checkpoint)
                .afterFailure(afterFailure)
                .budget(step.budget())
                .estimate(step.estimate())
                .carried(step.carried())
                .notEnforced(step.notEnforced())
                .build();
    }

    public static StepSpec behind(String checkpoint, StepSpec step) {
        return with(step, null, Map.of(), checkpoint, null);
    }

    public static StepSpec onFailure(AfterFailure afterFailure, StepSpec step) {
        return with(step, null, Map.of(), null, afterFailure);
    }

    /** A step whose prompt takes outputs: {@code asking("b", "$INPUT", "$INPUT=a")}. */
    public static StepSpec asking(StepSpec step, String prompt, String... inputs) {
        Map<String, StepId> sources = Stream.of(inputs)
                .map(input -> input.split("=", 2))
                .collect(Collectors.toMap(parts -> parts[0], parts -> new StepId(parts[1])));
        return with(step, prompt, sources, null, step.afterFailure());
    }

    public static SubmitRun submit(int number, List<AgentSpec> agents, RunOptions options, List<StepSpec> steps) {
        RunSpec spec = new RunSpec(
                "run " + number, WORKSPACE, agents, steps, options, new DefinitionSource("signalbox/v1", List.of("x")));
        Idempotency key = new Idempotency("key-" + number, KeyOrigin.CALLER, "0".repeat(64));
        return new SubmitRun(run(number), spec, key, START);
    }

    public static SubmitRun submit(int number, StepSpec... steps) {
        return submit(number, List.of(agent("any", null, 100)), RunOptions.DEFAULT, List.of(steps));
    }
}
