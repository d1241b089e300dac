package dev.signalbox.simulation;

import dev.signalbox.contracts.AttemptRef;
import dev.signalbox.contracts.RunId;
import dev.signalbox.contracts.StepId;
import dev.signalbox.contracts.WorkspaceId;
import dev.signalbox.contracts.attempt.AttemptOutcome;
import dev.signalbox.contracts.command.SubmitRun;
import dev.signalbox.contracts.event.RunAccepted;
import dev.signalbox.contracts.event.RunEnded;
import dev.signalbox.contracts.event.RunEvent;
import dev.signalbox.contracts.event.StepBackingOff;
import dev.signalbox.contracts.event.StepCancelled;
import dev.signalbox.contracts.event.StepDispatched;
import dev.signalbox.contracts.event.StepFact;
import dev.signalbox.contracts.event.StepFailed;
import dev.signalbox.contracts.event.StepSkipped;
import dev.signalbox.contracts.event.StepSucceeded;
import dev.signalbox.contracts.scope.ScopeOverlap;
import dev.signalbox.contracts.spec.Budget;
import dev.signalbox.contracts.spec.ParentRun;
import dev.signalbox.contracts.spec.RunSpec;
import dev.signalbox.contracts.spec.StepSpec;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/** Looks at what really happens and at what the events say of it, and complains as soon as a promise is broken. */
final class Audit {
    private record Node(RunId run, StepId step) {}

    private final Topics topics;
    private final Map<RunId, RunSpec> accepted = new LinkedHashMap<>();
    private final Set<RunId> ended = new HashSet<>();
    private final Map<RunId, Long> sequence = new HashMap<>();
    private final Map<Node, AttemptRef> inFlight = new LinkedHashMap<>();
    private final Map<RunId, Long> epochs = new HashMap<>();
    private final Set<AttemptRef> dispatched = new HashSet<>();
    private final Set<AttemptRef> begun = new HashSet<>();
    private final Map<AttemptRef, AttemptOutcome> truth = new HashMap<>();
    private final Set<AttemptRef> processes = new LinkedHashSet<>();
    private final MoneyAudit money = new MoneyAudit();
    private final Map<RunId, ParentRun> parents = new HashMap<>();
    private final Set<AttemptRef> asking = new HashSet<>();
    private int read;

    Audit(Topics topics) {
        this.topics = topics;
    }

    /** An agent begins to work. */
    void begun(AttemptRef attempt) {
        holds(begun.add(attempt), "an attempt is begun once", attempt);
        processes.add(attempt);
    }

    void gone(AttemptRef attempt) {
        processes.remove(attempt);
    }

    void endedFor(AttemptRef attempt, AttemptOutcome outcome) {
        truth.put(attempt, outcome);
    }

    int processes() {
        return processes.size();
    }

    /** The attempts whose agents are at work. */
    List<AttemptRef> working() {
        return List.copyOf(processes);
    }

    /** An agent asks for a run of its own, and leaves to that what is reserved for it. */
    void asksForChild(AttemptRef attempt) {
        asking.add(attempt);
    }

    /** How many tokens the agent of an attempt may use, as its step declares. */
    long mayUse(AttemptRef attempt) {
        readEvents();
        Budget estimate = spec(new Node(attempt.run(), attempt.step())).estimate();
        return asking.contains(attempt) || estimate == null || estimate.tokens() == null ? 0 : estimate.tokens();
    }

    int depth(RunId run) {
        ParentRun parent = parents.get(run);
        return parent == null ? 0 : parent.depth();
    }

    int processes(WorkspaceId workspace) {
        return (int) processes.stream()
                .filter(attempt -> attempt.workspace().equals(workspace))
                .count();
    }

    /** As the events tell it. */
    int inFlight(WorkspaceId workspace) {
        return (int) inFlight.values().stream()
                .filter(attempt -> attempt.workspace().equals(workspace))
                .count();
    }

    void readEvents() {
        for (; read < topics.events.size(); read++) {
            take(topics.events.get(read));
        }
    }

    boolean isAccepted(RunId run) {
        return accepted.containsKey(run);
    }

    boolean isLive(RunId run) {
        return accepted.containsKey(run) && !ended.contains(run);
    }

    Set<RunId> accepted() {
        return accepted.keySet();
    }

    private void take(RunEvent event) {
        RunId run = event.run();
        holds(event.seq() == sequence.merge(run, 1L, Long::sum), "the sequence of a run has no gap", event);
        holds(!ended.contains(run), "nothing follows the end of a run", event);
        money.take(event);
        switch (event.data()) {
            case RunAccepted fact -> {
                holds(accepted.put(run, fact.spec()) == null, "a run is accepted once", event);
                ParentRun parent = fact.parent();
                if (parent != null) {
                    parents.put(run, parent);
                }
            }
            case RunEnded _ -> {
                ended.add(run);
                holds(
                        inFlight.keySet().stream().noneMatch(node -> node.run().equals(run)),
                        "nothing of a run that ended is in flight",
                        event);
            }
            case StepFact fact -> take(event, new Node(run, fact.step()), fact);
            default -> {}
        }
    }

    private void take(RunEvent event, Node node, StepFact fact) {
        switch (fact) {
            case StepDispatched d -> dispatched(event, node, d);
            case StepSucceeded s -> {
                AttemptRef attempt = new AttemptRef(event.workspace(), node.run(), node.step(), s.attempt(), s.epoch());
                holds(
                        truth.get(attempt) == AttemptOutcome.SUCCEEDED,
                        "what succeeded is exactly the attempt whose agent said so",
                        event);
                inFlight.remove(node);
            }
            case StepFailed _, StepBackingOff _, StepCancelled _, StepSkipped _ -> inFlight.remove(node);
            default -> {}
        }
    }

    private void dispatched(RunEvent event, Node node, StepDispatched fact) {
        AttemptRef attempt = new AttemptRef(event.workspace(), node.run(), node.step(), fact.attempt(), fact.epoch());
        holds(dispatched.add(attempt), "an attempt is dispatched once", event);
        holds(fact.epoch() > epochs.getOrDefault(node.run(), 0L), "epochs grow", event);
        epochs.put(node.run(), fact.epoch());
        ParentRun parent = parents.get(node.run());
        holds(
                parent == null || isInFlight(parent),
                "a child run lives as long as the attempt that asked for it",
                event);
        inFlight.forEach((other, ref) -> holds(
                !ref.workspace().equals(event.workspace())
                        || isAbove(other, node)
                        || ScopeOverlap.between(spec(node).files(), spec(other).files())
                                .isEmpty(),
                "claims in flight do not overlap",
                List.of(attempt, ref)));
        holds(inFlight.put(node, attempt) == null, "one attempt of a step is in flight", event);
    }

    private boolean isInFlight(ParentRun parent) {
        AttemptRef attempt = inFlight.get(new Node(parent.run(), parent.step()));
        return attempt != null && attempt.attempt() == parent.attempt();
    }

    /** Whether a step belongs to a child run of another, or to one of that. */
    private boolean isAbove(Node above, Node below) {
        for (ParentRun parent = parents.get(below.run()); parent != null; parent = parents.get(parent.run())) {
            if (above.equals(new Node(parent.run(), parent.step()))) {
                return true;
            }
        }
        return false;
    }

    private StepSpec spec(Node node) {
        RunSpec run = accepted.get(node.run());
        holds(run != null, "what is dispatched was accepted", node);
        return Objects.requireNonNull(run).steps().stream()
                .filter(step -> step.id().equals(node.step()))
                .findFirst()
                .orElseThrow();
    }

    static void holds(boolean promise, String words, Object evidence) {
        if (!promise) {
            throw new AssertionError(words + ": " + evidence);
        }
    }

    /** What is asked once, at the very end. */
    void assertEverythingEnded() {
        holds(processes.isEmpty(), "no process is left", processes);
        holds(inFlight.isEmpty(), "nothing is in flight", inFlight);
        accepted.keySet().forEach(run -> holds(ended.contains(run), "a run without an end", run));
        for (SubmitRun submit : submissions()) {
            holds(accepted.containsKey(submit.run()), "a submission in the log became no run", submit.run());
        }
    }

    private Iterable<SubmitRun> submissions() {
        return topics.commands.stream()
                .filter(SubmitRun.class::isInstance)
                .map(SubmitRun.class::cast)
                .toList();
    }
}
