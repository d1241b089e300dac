package dev.signalbox.eventlog.world;

import dev.signalbox.contracts.AgentId;
import dev.signalbox.contracts.RunId;
import dev.signalbox.contracts.StepId;
import dev.signalbox.contracts.WorkspaceId;
import dev.signalbox.contracts.attempt.AttemptOutcome;
import dev.signalbox.contracts.attempt.AttemptResult;
import dev.signalbox.contracts.command.Idempotency;
import dev.signalbox.contracts.command.KeyOrigin;
import dev.signalbox.contracts.event.RunAccepted;
import dev.signalbox.contracts.event.RunEnded;
import dev.signalbox.contracts.event.RunEvent;
import dev.signalbox.contracts.event.RunFact;
import dev.signalbox.contracts.event.RunStarted;
import dev.signalbox.contracts.event.RunStatus;
import dev.signalbox.contracts.event.StepBackingOff;
import dev.signalbox.contracts.event.StepConflicted;
import dev.signalbox.contracts.event.StepCounts;
import dev.signalbox.contracts.event.StepDispatched;
import dev.signalbox.contracts.event.StepFailed;
import dev.signalbox.contracts.event.StepSkipped;
import dev.signalbox.contracts.event.StepStarted;
import dev.signalbox.contracts.event.StepSucceeded;
import dev.signalbox.contracts.event.UsageRecorded;
import dev.signalbox.contracts.spec.AgentSpec;
import dev.signalbox.contracts.spec.AgentType;
import dev.signalbox.contracts.spec.Budget;
import dev.signalbox.contracts.spec.BudgetRule;
import dev.signalbox.contracts.spec.DefinitionSource;
import dev.signalbox.contracts.spec.FileScope;
import dev.signalbox.contracts.spec.ParentRun;
import dev.signalbox.contracts.spec.RetryPolicy;
import dev.signalbox.contracts.spec.RunOptions;
import dev.signalbox.contracts.spec.RunSpec;
import dev.signalbox.contracts.spec.StepSpec;
import dev.signalbox.contracts.spec.StepSpecBuilder;
import dev.signalbox.contracts.spec.Usage;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** Tells what happens in one run, event by event, as the scheduler would. */
public final class Story {
    /** When every story begins. */
    public static final Instant BEGIN = Instant.parse("2026-03-14T09:26:53.589Z");

    public static final AgentId AGENT = new AgentId("agent-1");
    public static final String RUNNER = "runner-1";
    private static final AtomicLong RUNS = new AtomicLong(System.currentTimeMillis());

    private final RunId run;
    private final WorkspaceId workspace;
    private final List<RunEvent> events = new ArrayList<>();
    private long epoch;

    private Story(RunId run, WorkspaceId workspace) {
        this.run = run;
        this.workspace = workspace;
    }

    /** A story whose run has these steps, each as {@code id} or {@code id<needed,needed}. */
    public static Story of(String... steps) {
        return of(new WorkspaceId("shop"), steps);
    }

    public static Story of(WorkspaceId workspace, String... steps) {
        return of(workspace, null, steps);
    }

    /** A story of a run that an attempt asked for. */
    public static Story ofChild(ParentRun parent, String... steps) {
        return of(new WorkspaceId("shop"), parent, steps);
    }

    private static Story of(WorkspaceId workspace, @Nullable ParentRun parent, String... steps) {
        Story story = new Story(newRun(), workspace);
        story.tell(new RunAccepted(
                spec(workspace, steps),
                new Idempotency("key", KeyOrigin.CALLER, "0".repeat(64)),
                BEGIN.minusMillis(5),
                parent));
        return story;
    }

    /** A story whose run, with one step {@code a}, may spend so much; so may its step. */
    public static Story within(BudgetRule ofRun, BudgetRule ofStep) {
        Story story = new Story(newRun(), new WorkspaceId("shop"));
        RunSpec spec = spec(story.workspace, "a");
        story.tell(new RunAccepted(
                new RunSpec(
                        spec.name(),
                        spec.workspace(),
                        spec.agents(),
                        List.of(spec.steps().getFirst().withMoney(ofStep, null)),
                        RunOptions.DEFAULT.withBudget(ofRun),
                        spec.source()),
                new Idempotency("key", KeyOrigin.CALLER, "0".repeat(64)),
                BEGIN.minusMillis(5)));
        return story;
    }

    /** An attempt begins for which so much is reserved. */
    public Story begins(String step, int attempt, Budget reserved) {
        epoch++;
        return tell(new StepDispatched(new StepId(step), attempt, epoch, AGENT, reserved));
    }

    /** The attempt that was begun last has used so much. */
    public Story uses(String step, int attempt, Usage usage) {
        return tell(new UsageRecorded(new StepId(step), attempt, epoch, usage));
    }

    /** A chain of steps {@code s0}, {@code s1}, ... that succeed one after the other. */
    public static Story chain(int steps) {
        String[] ids = IntStream.range(0, steps)
                .mapToObj(i -> i == 0 ? "s0" : "s%d<s%d".formatted(i, i - 1))
                .toArray(String[]::new);
        Story story = of(ids).starts();
        IntStream.range(0, steps).forEach(i -> story.succeeds("s" + i));
        return story.ends(RunStatus.SUCCEEDED, new StepCounts(0, 0, 0, steps, 0, 0, 0));
    }

    /** A fresh id; later ones are larger. */
    public static RunId newRun() {
        long millis = RUNS.incrementAndGet();
        return new RunId("%08x-%04x-7000-8000-%012x".formatted(millis >>> 16, millis & 0xffff, millis));
    }

    public static RunSpec spec(WorkspaceId workspace, String... steps) {
        List<StepSpec> specs = new ArrayList<>();
        for (String step : steps) {
            String[] parts = step.split("<", 2);
            List<StepId> needed = parts.length == 1
                    ? List.of()
                    : List.of(parts[1].split(",", -1)).stream().map(StepId::new).toList();
            specs.add(StepSpecBuilder.builder()
                    .id(new StepId(parts[0]))
                    .title("Step " + parts[0])
                    .dependsOn(needed)
                    .track("core")
                    .files(new FileScope(List.of("docs/**"), List.of(parts[0] + "/**")))
                    .retry(new RetryPolicy(3, List.of(Duration.ofSeconds(1))))
                    .build());
        }
        return new RunSpec(
                "A story",
                workspace,
                List.of(new AgentSpec(AGENT, AgentType.FAKE, "core", 1, List.of(), AgentSpec.DEFAULT_POOL)),
                specs,
                RunOptions.DEFAULT,
                new DefinitionSource("signalbox/v1", List.of("story.yaml")));
    }

    public static AttemptResult result(AttemptOutcome outcome, int exitCode, String message) {
        return new AttemptResult(outcome, exitCode, null, message, new Usage(100, 10, new BigDecimal("0.25")), 12);
    }

    public RunId run() {
        return run;
    }

    public WorkspaceId workspace() {
        return workspace;
    }

    public List<RunEvent> events() {
        return List.copyOf(events);
    }

    /** The events from this sequence number on. */
    public List<RunEvent> from(long seq) {
        return events.stream().filter(event -> event.seq() >= seq).toList();
    }

    public Story tell(RunFact fact) {
        long seq = events.size() + 1L;
        events.add(new RunEvent(run, workspace, seq, BEGIN.plusMillis(10 * seq), fact));
        return this;
    }

    public Story starts() {
        return tell(new RunStarted());
    }

    public Story begins(String step, int attempt) {
        epoch++;
        return tell(new StepDispatched(new StepId(step), attempt, epoch, AGENT))
                .tell(new StepStarted(new StepId(step), attempt, epoch, RUNNER));
    }

    public Story succeeds(String step) {
        return succeeds(step, 1);
    }

    public Story succeeds(String step, int attempt) {
        return begins(step, attempt).finishes(step, attempt);
    }

    /** The attempt that was begun last succeeds. */
    public Story finishes(String step, int attempt) {
        return tell(new StepSucceeded(new StepId(step), attempt, epoch, result(AttemptOutcome.SUCCEEDED, 0, "done")));
    }

    public Story failsOnce(String step) {
        return begins(step, 1)
                .tell(new StepBackingOff(
                        new StepId(step), 1, epoch, result(AttemptOutcome.FAILED, 3, "not yet"), BEGIN.plusSeconds(1)));
    }

    /** Its work is done and cannot be merged. */
    public Story conflicts(String step, int attempt) {
        return begins(step, attempt)
                .tell(new StepConflicted(
                        new StepId(step), attempt, epoch, result(AttemptOutcome.FAILED, 0, "conflicts in a.txt")));
    }

    public Story fails(String step, int attempt) {
        return begins(step, attempt)
                .tell(new StepFailed(new StepId(step), attempt, epoch, result(AttemptOutcome.FAILED, 3, "it broke")));
    }

    public Story skips(String step, String because) {
        return tell(new StepSkipped(new StepId(step), new StepId(because), "step " + because + " did not succeed"));
    }

    public Story ends(RunStatus status, StepCounts counts) {
        return tell(new RunEnded(status, "every step succeeded", Usage.NONE, counts));
    }
}
