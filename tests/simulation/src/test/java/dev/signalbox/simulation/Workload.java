package dev.signalbox.simulation;

import dev.signalbox.admission.runs.AdmissionRequest;
import dev.signalbox.contracts.AgentId;
import dev.signalbox.contracts.AttemptRef;
import dev.signalbox.contracts.RunId;
import dev.signalbox.contracts.StepId;
import dev.signalbox.contracts.WorkspaceId;
import dev.signalbox.contracts.command.CancelRun;
import dev.signalbox.contracts.command.Idempotency;
import dev.signalbox.contracts.command.KeyOrigin;
import dev.signalbox.contracts.command.PauseRun;
import dev.signalbox.contracts.command.RaiseBudget;
import dev.signalbox.contracts.command.ResumeRun;
import dev.signalbox.contracts.command.RetrySteps;
import dev.signalbox.contracts.command.RunCommand;
import dev.signalbox.contracts.command.SkipStep;
import dev.signalbox.contracts.spec.AgentSpec;
import dev.signalbox.contracts.spec.AgentType;
import dev.signalbox.contracts.spec.Budget;
import dev.signalbox.contracts.spec.BudgetRule;
import dev.signalbox.contracts.spec.DefinitionSource;
import dev.signalbox.contracts.spec.FileScope;
import dev.signalbox.contracts.spec.OnExceed;
import dev.signalbox.contracts.spec.OnFailure;
import dev.signalbox.contracts.spec.ParentRun;
import dev.signalbox.contracts.spec.RetryPolicy;
import dev.signalbox.contracts.spec.RunOptions;
import dev.signalbox.contracts.spec.RunOptionsBuilder;
import dev.signalbox.contracts.spec.RunSpec;
import dev.signalbox.contracts.spec.StepSpec;
import dev.signalbox.contracts.spec.StepSpecBuilder;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** What people want: runs under keys, asked for until they are acknowledged, and now and then something else. */
final class Workload {
    static final List<WorkspaceId> WORKSPACES = List.of(new WorkspaceId("shop"), new WorkspaceId("site"));
    private static final int MOST_TOKENS = 30;
    private static final int PLENTY = 1_000_000;
    private static final List<String> PATTERNS = List.of("src/**", "src/a/*", "docs/**", "**/b", "build");

    /** A run that somebody wants. */
    private static final class Intent {
        final RunSpec spec;
        final Idempotency key;
        final @Nullable ParentRun parent;

        @Nullable
        RunId run;

        Intent(RunSpec spec, Idempotency key, @Nullable ParentRun parent) {
            this.spec = spec;
            this.key = key;
            this.parent = parent;
        }
    }

    private final Faults faults;
    private final Time time;
    private final Audit audit;
    private final Map<String, Intent> intents = new LinkedHashMap<>();
    private final Map<String, Long> raised = new HashMap<>();
    final Map<RunId, AdmissionRequest> requests = new LinkedHashMap<>();

    Workload(Faults faults, Time time, Audit audit) {
        this.faults = faults;
        this.time = time;
        this.audit = audit;
        int count = 3 + faults.below(5);
        for (int i = 0; i < count; i++) {
            KeyOrigin origin = faults.oneIn(2) ? KeyOrigin.CALLER : KeyOrigin.COMPUTED;
            Idempotency key = new Idempotency("key-" + i, origin, "e".repeat(64));
            intents.put(key.key(), new Intent(spec(i, faults.any(WORKSPACES), null), key, null));
        }
    }

    /** Somebody asks, for the first time or again. */
    AdmissionRequest next() {
        return ask(faults.any(List.copyOf(intents.values())));
    }

    /** The agent of an attempt asks for a run, on the files of its step or on none. */
    AdmissionRequest child(AttemptRef attempt) {
        audit.asksForChild(attempt);
        StepSpec asking = request(attempt.run()).spec().steps().stream()
                .filter(step -> step.id().equals(attempt.step()))
                .findFirst()
                .orElseThrow();
        ParentRun parent =
                new ParentRun(attempt.run(), attempt.step(), attempt.attempt(), audit.depth(attempt.run()) + 1);
        Idempotency key = new Idempotency("child-" + intents.size(), KeyOrigin.CALLER, "e".repeat(64));
        Intent intent = new Intent(spec(intents.size(), attempt.workspace(), asking.files()), key, parent);
        intents.put(key.key(), intent);
        return ask(intent);
    }

    /** What nobody has acknowledged yet, of what was not asked for by an attempt that may be over. */
    List<AdmissionRequest> missing() {
        return intents.values().stream()
                .filter(intent -> intent.run == null && intent.parent == null)
                .map(this::ask)
                .toList();
    }

    private AdmissionRequest ask(Intent intent) {
        String id = "%012x".formatted(Time.START.toEpochMilli() + requests.size());
        RunId run = new RunId(id.substring(0, 8) + "-" + id.substring(8) + "-7000-8000-" + id);
        AdmissionRequest request =
                new AdmissionRequest(run, intent.spec, intent.key, time.now(), intent.parent, null, false);
        requests.put(run, request);
        return request;
    }

    /**
     * A door answers 202. The same key is the same run; a computed key is free again when its run has ended, and the answer about that run
     * may come late.
     */
    void acknowledged(AdmissionRequest asked, RunId run) {
        Intent intent = intents.get(asked.idempotency().key());
        if (intent == null) {
            throw new AssertionError("nobody asked for " + asked);
        }
        RunId before = intent.run;
        audit.readEvents();
        boolean same = before == null || before.equals(run);
        boolean free = intent.key.origin() == KeyOrigin.COMPUTED && (hasEnded(before) || hasEnded(run));
        Audit.holds(same || free, "one key is one run", intent.key + " is " + before + " and " + run);
        intent.run = run;
    }

    private boolean hasEnded(@Nullable RunId run) {
        return run == null || (audit.isAccepted(run) && !audit.isLive(run));
    }

    void assertEverythingAcknowledgedIsThere() {
        for (Intent intent : intents.values()) {
            Audit.holds(
                    intent.run == null ? intent.parent != null : audit.isAccepted(intent.run),
                    "what was acknowledged became a run",
                    String.valueOf(intent.run));
        }
    }

    /** Somebody steers a run. */
    @Nullable
    RunCommand wish() {
        List<RunId> runs = audit.accepted().stream().toList();
        if (runs.isEmpty()) {
            return null;
        }
        RunId run = faults.any(runs);
        RunSpec spec = request(run).spec();
        StepId step = faults.any(spec.steps()).id();
        Instant now = time.now();
        return switch (faults.below(9)) {
            case 0 -> new CancelRun(spec.workspace(), run, "enough", "ann", now);
            case 1, 2 -> new PauseRun(spec.workspace(), run, "let me look", "ann", now);
            case 3, 4, 5 -> resume(run);
            case 8 -> raise(run, null, 1 + faults.below(30));
            case 6 -> new RetrySteps(spec.workspace(), run, List.of(), "fixed", "ann", now);
            default -> new SkipStep(spec.workspace(), run, step, "not needed", "ann", now);
        };
    }

    private AdmissionRequest request(RunId run) {
        return Objects.requireNonNull(requests.get(run));
    }

    RunCommand resume(RunId run) {
        return new ResumeRun(request(run).workspace(), run, "looks good", "ann", time.now());
    }

    /** Gives a run and its steps all the money they may want, so that it comes to its end. */
    List<RunCommand> raiseAll(RunId run) {
        List<RunCommand> raises = new ArrayList<>();
        RunSpec spec = request(run).spec();
        if (spec.options().budget() != null) {
            raises.add(raise(run, null, PLENTY));
        }
        for (StepSpec step : spec.steps()) {
            if (step.budget() != null) {
                raises.add(raise(run, step.id(), PLENTY));
            }
        }
        return raises;
    }

    /** Never less than before, so that what is spent stays within it. */
    private RunCommand raise(RunId run, @Nullable StepId step, long tokens) {
        long limit = raised.merge(run + "/" + step, MOST_TOKENS + tokens, Long::max);
        return new RaiseBudget(
                request(run).workspace(), run, step, new Budget(null, limit), "worth it", "ann", time.now());
    }

    private @Nullable BudgetRule budget(int oneIn) {
        return faults.oneIn(oneIn)
                ? new BudgetRule(
                        new Budget(null, 1L + faults.below(MOST_TOKENS)), faults.any(List.of(OnExceed.values())), 80)
                : null;
    }

    /** @param above the files that it may edit, as one pattern says them; null for any */
    private RunSpec spec(int number, WorkspaceId workspace, @Nullable FileScope above) {
        List<StepSpec> steps = new ArrayList<>();
        int count = 1 + faults.below(4);
        for (int i = 0; i < count; i++) {
            List<StepId> needs = new ArrayList<>();
            for (int j = 0; j < i; j++) {
                if (faults.oneIn(3)) {
                    needs.add(new StepId("s" + j));
                }
            }
            steps.add(StepSpecBuilder.builder()
                    .id(new StepId("s" + i))
                    .dependsOn(needs)
                    .files(above == null ? scope() : faults.oneIn(2) ? above : FileScope.NONE)
                    .timeout(faults.oneIn(5) ? Duration.ofSeconds(2 + faults.below(10)) : null)
                    .estimate(new Budget(null, (long) faults.below(10)))
                    .budget(budget(6))
                    .retry(new RetryPolicy(1 + faults.below(3), List.of(Duration.ofSeconds(faults.below(4)))))
                    .build());
        }
        AgentSpec agent = new AgentSpec(new AgentId("any"), AgentType.FAKE, null, 4, List.of(), AgentSpec.DEFAULT_POOL);
        RunOptions options = RunOptionsBuilder.builder()
                .onFailure(faults.oneIn(4) ? OnFailure.STOP : OnFailure.CONTINUE)
                .priority(1 + faults.below(10))
                .timeout(faults.oneIn(8) ? Duration.ofSeconds(40) : null)
                .budget(budget(2))
                .build();
        return new RunSpec(
                "run " + number,
                workspace,
                List.of(agent),
                steps,
                options,
                new DefinitionSource("signalbox/v1", List.of("simulation")));
    }

    private FileScope scope() {
        List<String> write = faults.oneIn(2) ? List.of(faults.any(PATTERNS)) : List.of();
        List<String> reading = faults.oneIn(3) ? List.of(faults.any(PATTERNS)) : List.of();
        return new FileScope(reading, write);
    }
}
