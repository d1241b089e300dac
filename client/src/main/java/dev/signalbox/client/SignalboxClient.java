package dev.signalbox.client;

import com.fasterxml.jackson.core.type.TypeReference;
import dev.signalbox.contracts.AgentId;
import dev.signalbox.contracts.ContractJson;
import dev.signalbox.contracts.ProblemCode;
import dev.signalbox.contracts.RunId;
import dev.signalbox.contracts.StepId;
import dev.signalbox.contracts.api.AdmissionPolicy;
import dev.signalbox.contracts.api.AgentRequest;
import dev.signalbox.contracts.api.AgentView;
import dev.signalbox.contracts.api.BudgetRequest;
import dev.signalbox.contracts.api.CircuitView;
import dev.signalbox.contracts.api.Page;
import dev.signalbox.contracts.api.PauseView;
import dev.signalbox.contracts.api.PlanAnswer;
import dev.signalbox.contracts.api.PriorityRequest;
import dev.signalbox.contracts.api.Problem;
import dev.signalbox.contracts.api.RunAdmitted;
import dev.signalbox.contracts.api.RunRequest;
import dev.signalbox.contracts.api.RunView;
import dev.signalbox.contracts.api.RunnerView;
import dev.signalbox.contracts.api.StatedReason;
import dev.signalbox.contracts.api.StepSelection;
import dev.signalbox.contracts.api.StepView;
import dev.signalbox.contracts.api.StepsRequest;
import dev.signalbox.contracts.api.StepsRequested;
import dev.signalbox.contracts.api.Why;
import dev.signalbox.contracts.api.WorkspaceBudgetRequest;
import dev.signalbox.contracts.api.WorkspaceBudgetView;
import dev.signalbox.contracts.attempt.OutputChunk;
import dev.signalbox.contracts.event.RunEvent;
import dev.signalbox.contracts.event.RunStatus;
import dev.signalbox.contracts.event.StepStatus;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The REST API as Java calls. Every call blocks, and fails with a {@link ClientException} whose message is a sentence for people.
 * Thread-safe; connections are kept and shared.
 *
 * <p>A run becomes readable some milliseconds after it was admitted. Reads of a run that is younger than
 * {@link Patience#visibility} wait for that instead of answering that there is no such run. Reads also wait for
 * {@link Patience#pause} when the service answers that it will be back soon.
 */
public final class SignalboxClient implements AutoCloseable {
    private static final String IDEMPOTENCY_KEY = "Idempotency-Key";
    private static final Duration BETWEEN_LOOKS = Duration.ofMillis(50);
    private static final int PAGE = 1_000;

    private final Door door;
    private final Patience patience;

    /**
     * Opens no connection yet.
     *
     * @param door the one base URL, for example {@code http://127.0.0.1:8080}
     * @throws IllegalArgumentException when it is not an http or https address
     */
    public SignalboxClient(URI door) {
        this(door, Patience.DEFAULT);
    }

    private static final RunPath AGENTS = new RunPath("/v1/agents");
    private static final RunPath WORKSPACE_BUDGET = new RunPath("/v1/workspaces/budget");

    public SignalboxClient(URI door, Patience patience) {
        this(door, patience, Optional.empty());
    }

    /** @param token the token of the attempt for which this client acts, whose child runs its runs are; empty for none */
    public SignalboxClient(URI door, Patience patience, Optional<String> token) {
        this.door = new Door(door, patience, token);
        this.patience = patience;
    }

    /** Submits a run once. When it fails with {@link UnreachableException}, the run may exist or not. */
    public RunAdmitted submit(RunRequest request) {
        return submit(request, Optional.empty());
    }

    /**
     * Submits a run. With an idempotency key, a conversation that breaks off and an answer that asks to come back later are tried
     * again for as long as {@link Patience#outage}; the run is admitted at most once.
     */
    public RunAdmitted submit(RunRequest request, Optional<String> idempotencyKey) {
        if (idempotencyKey.isEmpty()) {
            return door.post(RunPath.RUNS.text(), request, Map.of(), new TypeReference<>() {});
        }
        Map<String, String> headers = Map.of(IDEMPOTENCY_KEY, idempotencyKey.get());
        Backoff outage = new Backoff(patience.outage());
        boolean connected = false;
        while (true) {
            try {
                return door.post(RunPath.RUNS.text(), request, headers, new TypeReference<>() {});
            } catch (UnreachableException e) {
                connected |= e.mayHaveTakenEffect();
                if (!connected) {
                    throw e;
                }
                outage.restOrThrow(e);
            } catch (ProblemException e) {
                if (!isOutage(e.problem())) {
                    throw e;
                }
                connected = true;
                outage.restOrThrow(e);
            }
        }
    }

    /**
     * Asks what would happen with a run, and whether it would be admitted now. Starts, stores and reserves nothing.
     *
     * @param idempotencyKey the key that the run would be submitted with
     */
    public PlanAnswer plan(RunRequest request, Optional<String> idempotencyKey) {
        Map<String, String> headers =
                idempotencyKey.map(key -> Map.of(IDEMPOTENCY_KEY, key)).orElse(Map.of());
        return door.post("/v1/plans", request, headers, new TypeReference<>() {});
    }

    /** Asks to stop a run. It is cancelled when its status says so. */
    public void cancel(RunId run, @Nullable String reason) {
        ask("cancel", run, reason);
    }

    /** Asks to hold a run: what runs may finish, nothing else starts. It is paused when its status says so. */
    public void pause(RunId run, @Nullable String reason) {
        ask("pause", run, reason);
    }

    /** Lets a paused run go on, past the checkpoints at which it waits. A run that is not paused is left as it is. */
    public void resume(RunId run, @Nullable String reason) {
        ask("resume", run, reason);
    }

    /** Tries failed steps again, all of them when none is named. What cannot be tried again is in the run's events. */
    public void retry(RunId run, List<StepId> steps, @Nullable String reason) {
        ask(run, RunPath.of(run).slash("retry"), new StepSelection(steps, reason));
    }

    /**
     * Adds steps to a live run, or seals one that was submitted unsealed. Asking twice changes nothing. The run has the steps when its
     * events say so.
     */
    public StepsRequested addSteps(RunId run, StepsRequest request) {
        RunPath path = RunPath.of(run).slash("steps");
        return onceVisible(run, () -> door.post(path.text(), request, Map.of(), new TypeReference<>() {}));
    }

    /** Does without a step. When that is not possible any more, the run's events say so. */
    public void skip(RunId run, StepId step, @Nullable String reason) {
        ask(run, RunPath.of(run, step).slash("skip"), new StatedReason(reason));
    }

    /** Sets the budget of a run, or of one of its steps, anew. A run that is paused because it was used up goes on. */
    public void raiseBudget(RunId run, BudgetRequest budget) {
        ask(run, RunPath.of(run).slash("budget"), budget);
    }

    /** What all runs of a workspace together may spend, and have spent. */
    public WorkspaceBudgetView workspaceBudget(String workspace) {
        RunPath path = WORKSPACE_BUDGET.with("workspace", workspace);
        return patiently(patience.pause(), () -> door.get(path.text(), new TypeReference<>() {}));
    }

    /** Sets what all runs of a workspace together may spend. Runs that are paused for want of it go on. Harmless when it is set so. */
    public void setWorkspaceBudget(String workspace, WorkspaceBudgetRequest budget) {
        RunPath path = WORKSPACE_BUDGET.with("workspace", workspace);
        patiently(patience.pause(), () -> {
            door.put(path.text(), budget);
            return path;
        });
    }

    /** Lets the runs of a workspace spend without a common limit. Harmless when there is none. */
    public void removeWorkspaceBudget(String workspace, @Nullable String reason) {
        RunPath path = WORKSPACE_BUDGET.with("workspace", workspace).with("reason", reason);
        patiently(patience.pause(), () -> {
            door.delete(path.text());
            return path;
        });
    }

    /** @param priority 1 to 10; the higher goes first */
    public void changePriority(RunId run, int priority, @Nullable String reason) {
        ask(run, RunPath.of(run).slash("priority"), new PriorityRequest(priority, reason));
    }

    /** Holds every run of a workspace, those that come later included; everything when no workspace is given. */
    public void pauseAll(Optional<String> workspace, @Nullable String reason) {
        hold("/v1/pause", workspace, reason);
    }

    /** Ends what {@link #pauseAll} began. */
    public void resumeAll(Optional<String> workspace, @Nullable String reason) {
        hold("/v1/resume", workspace, reason);
    }

    private void hold(String path, Optional<String> workspace, @Nullable String reason) {
        String query = workspace
                .map(name -> "?workspace=" + URLEncoder.encode(name, StandardCharsets.UTF_8))
                .orElse("");
        patiently(patience.pause(), () -> {
            door.post(path + query, new StatedReason(reason));
            return query;
        });
    }

    private void ask(String what, RunId run, @Nullable String reason) {
        ask(run, RunPath.of(run).slash(what), new StatedReason(reason));
    }

    private void ask(RunId run, RunPath path, Object body) {
        onceVisible(run, () -> {
            door.post(path.text(), body);
            return run;
        });
    }

    /** Lists runs, the newest first. */
    public Page<RunView> runs(RunFilter filter) {
        RunPath path = RunPath.RUNS
                .with("status", filter.status() == null ? null : wireName(filter.status()))
                .with("workspace", filter.workspace())
                .with("parent", filter.parent())
                .with("limit", filter.limit())
                .with("after", filter.after());
        return patiently(patience.pause(), () -> door.get(path.text(), new TypeReference<>() {}));
    }

    public RunView run(RunId run) {
        return onceVisible(run, () -> door.get(RunPath.of(run).text(), new TypeReference<>() {}));
    }

    /** All steps of a run, in the order of its definition, without what they answered to the steps that need them. */
    public List<StepView> steps(RunId run) {
        return steps(run, null);
    }

    /** The same with what they answered; each may have 64 KiB. */
    public List<StepView> stepsWithOutput(RunId run) {
        return steps(run, "output");
    }

    private List<StepView> steps(RunId run, @Nullable String include) {
        return onceVisible(
                run,
                () -> allPages(after -> door.get(
                        RunPath.of(run)
                                .slash("steps")
                                .with("limit", PAGE)
                                .with("after", after)
                                .with("include", include)
                                .text(),
                        new TypeReference<>() {})));
    }

    public StepView step(RunId run, StepId step) {
        return onceVisible(run, () -> door.get(RunPath.of(run, step).text(), new TypeReference<>() {}));
    }

    /** Why a run is where it is. */
    public Why why(RunId run) {
        return onceVisible(run, () -> door.get(RunPath.of(run).slash("why").text(), new TypeReference<>() {}));
    }

    /** Why a step is where it is. */
    public Why why(RunId run, StepId step) {
        return onceVisible(
                run, () -> door.get(RunPath.of(run, step).slash("why").text(), new TypeReference<>() {}));
    }

    /**
     * The agents that are registered, drained or at work.
     *
     * @param workspace only those of this workspace; null for all
     */
    public List<AgentView> agents(@Nullable String workspace) {
        RunPath path = AGENTS.with("workspace", workspace);
        Page<AgentView> page = patiently(patience.pause(), () -> door.get(path.text(), new TypeReference<>() {}));
        return page.items();
    }

    /** Asks to bring an agent into a workspace. It is there when it is among {@link #agents}. */
    public void registerAgent(String workspace, AgentRequest agent) {
        door.post(AGENTS.with("workspace", workspace).text(), agent);
    }

    /** Asks to give an agent no more steps. It is drained when its state says so. */
    public void drainAgent(String workspace, AgentId agent, @Nullable String reason) {
        door.post(
                AGENTS.slash(agent.value())
                        .slash("drain")
                        .with("workspace", workspace)
                        .text(),
                new StatedReason(reason));
    }

    /** Asks to drain an agent and to forget it then. It is gone when it is no longer among {@link #agents}. */
    public void removeAgent(String workspace, AgentId agent, @Nullable String reason) {
        door.delete(AGENTS.slash(agent.value())
                .with("workspace", workspace)
                .with("reason", reason)
                .text());
    }

    /** What is held: workspaces, and everything together. Runs that are paused by themselves are not among it. */
    public List<PauseView> pauses() {
        Page<PauseView> page = patiently(patience.pause(), () -> door.get("/v1/pause", new TypeReference<>() {}));
        return page.items();
    }

    /** The runners, with what they said last. */
    public List<RunnerView> runners() {
        Page<RunnerView> page = patiently(patience.pause(), () -> door.get("/v1/runners", new TypeReference<>() {}));
        return page.items();
    }

    /** The limits of the door, and how much of them is used. */
    public AdmissionPolicy admissionPolicy() {
        return patiently(patience.pause(), () -> door.get("/v1/admission/policy", new TypeReference<>() {}));
    }

    /** The circuit breaker of the door, and what it looks at. */
    public CircuitView circuit() {
        return patiently(patience.pause(), () -> door.get("/v1/admission/circuit", new TypeReference<>() {}));
    }

    /** Opens the circuit breaker until somebody resets it. */
    public CircuitView tripCircuit(@Nullable String reason) {
        return door.post("/v1/admission/circuit/trip", new StatedReason(reason), Map.of(), new TypeReference<>() {});
    }

    /** Closes the circuit breaker. It opens again when a cause to do so is left. */
    public CircuitView resetCircuit(@Nullable String reason) {
        return door.post("/v1/admission/circuit/reset", new StatedReason(reason), Map.of(), new TypeReference<>() {});
    }

    /**
     * A page of a run's events, the oldest first.
     *
     * @param after the sequence number behind which it begins; 0 for the first page
     */
    public Page<RunEvent> events(RunId run, long after) {
        return onceVisible(
                run,
                () -> door.get(
                        RunPath.of(run)
                                .slash("events")
                                .with("limit", PAGE)
                                .with("after", after)
                                .text(),
                        new TypeReference<>() {}));
    }

    /**
     * Hands over every event behind {@code after}, each once, in order and without a gap, as it happens; returns after the run's
     * last event. A stream that breaks is resumed for as long as {@link Patience#outage}. The consumer is called by this thread.
     *
     * @throws CallInterruptedException when the thread is interrupted, which is the way to stop early
     */
    public void stream(RunId run, long after, Consumer<RunEvent> consumer) {
        patiently(patience.outage(), () -> run(run));
        RunPath stream = RunPath.of(run).slash("stream");
        new StreamFollower(door, patience, stream, new EventReader(after, consumer), () -> false).follow();
    }

    /**
     * A page of what an attempt printed, the oldest first.
     *
     * @param attempt which attempt; empty for the last one
     * @param after the chunk number behind which it begins; 0 for the first page
     */
    public Page<OutputChunk> output(RunId run, StepId step, OptionalInt attempt, long after) {
        return onceVisible(
                run,
                () -> door.get(
                        RunPath.of(run, step)
                                .slash("output")
                                .with("attempt", attempt.isPresent() ? attempt.getAsInt() : null)
                                .with("limit", PAGE)
                                .with("after", after)
                                .text(),
                        new TypeReference<>() {}));
    }

    /**
     * Hands over what a step prints as it is printed, in order, and returns when nothing more can come.
     *
     * @param attempt which attempt; empty for the last one and all that may follow it
     * @throws CallInterruptedException when the thread is interrupted, which is the way to stop early
     */
    public void followOutput(RunId run, StepId step, OptionalInt attempt, Consumer<OutputChunk> consumer) {
        patiently(patience.outage(), () -> step(run, step));
        RunPath stream = RunPath.of(run, step)
                .slash("output")
                .slash("stream")
                .with("attempt", attempt.isPresent() ? attempt.getAsInt() : null);
        new StreamFollower(door, patience, stream, new OutputReader(consumer), () -> isDone(run, step, attempt))
                .follow();
    }

    private boolean isDone(RunId run, StepId step, OptionalInt attempt) {
        StepView seen = step(run, step);
        boolean inFlight = seen.status() == StepStatus.DISPATCHED || seen.status() == StepStatus.RUNNING;
        return seen.status().isTerminal()
                || (attempt.isPresent()
                        && (seen.attempt() > attempt.getAsInt()
                                || (seen.attempt() == attempt.getAsInt() && !inFlight)));
    }

    private <T> T onceVisible(RunId run, Supplier<T> read) {
        Instant visibleBy = visibleBy(run, Instant.now());
        return patiently(patience.pause(), () -> {
            while (true) {
                try {
                    return read.get();
                } catch (ProblemException e) {
                    if (e.code() != ProblemCode.RUN_NOT_FOUND || Instant.now().isAfter(visibleBy)) {
                        throw e;
                    }
                    Backoff.rest(BETWEEN_LOOKS);
                }
            }
        });
    }

    /** Asks again while the service says that it will be back soon. */
    private static <T> T patiently(Duration patience, Supplier<T> read) {
        Backoff outage = new Backoff(patience);
        while (true) {
            try {
                return read.get();
            } catch (ProblemException e) {
                if (!isOutage(e.problem())) {
                    throw e;
                }
                outage.restOrThrow(e);
            }
        }
    }

    /** A run id is a UUID of version 7: its first 48 bits say when the run was admitted. */
    private Instant visibleBy(RunId run, Instant now) {
        Instant admittedAt = Instant.ofEpochMilli(UUID.fromString(run.value()).getMostSignificantBits() >>> 16);
        return admittedAt.isAfter(now) ? now : admittedAt.plus(patience.visibility());
    }

    private static String wireName(RunStatus status) {
        return ContractJson.mapper().convertValue(status, String.class);
    }

    private static <T> List<T> allPages(Function<@Nullable String, Page<T>> read) {
        List<T> all = new ArrayList<>();
        Page<T> page = read.apply(null);
        all.addAll(page.items());
        while (page.next() != null) {
            page = read.apply(page.next());
            all.addAll(page.items());
        }
        return all;
    }

    static boolean isOutage(Problem problem) {
        return problem.status() == 503 && problem.retryAfterMs() != null;
    }

    @Override
    public void close() {
        door.close();
    }
}
