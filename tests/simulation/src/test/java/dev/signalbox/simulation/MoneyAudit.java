package dev.signalbox.simulation;

import dev.signalbox.contracts.RunId;
import dev.signalbox.contracts.StepId;
import dev.signalbox.contracts.event.BudgetRaised;
import dev.signalbox.contracts.event.RunAccepted;
import dev.signalbox.contracts.event.RunEvent;
import dev.signalbox.contracts.event.StepBackingOff;
import dev.signalbox.contracts.event.StepCancelled;
import dev.signalbox.contracts.event.StepDispatched;
import dev.signalbox.contracts.event.StepFailed;
import dev.signalbox.contracts.event.StepSucceeded;
import dev.signalbox.contracts.event.UsageRecorded;
import dev.signalbox.contracts.spec.Budget;
import dev.signalbox.contracts.spec.BudgetRule;
import dev.signalbox.contracts.spec.ParentRun;
import dev.signalbox.contracts.spec.RunSpec;
import dev.signalbox.contracts.spec.StepSpec;
import dev.signalbox.contracts.spec.Usage;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What is reserved and spent, as the events tell it: never more together than a budget allows. What an attempt says when it is not in flight
 * any more is not held against anybody, because nothing is reserved for it then; the scheduler counts it all the same.
 */
final class MoneyAudit {
    private record Node(RunId run, StepId step) {}

    /** An attempt with its slice, what it used of it, and the runs that it asked for. */
    private static final class Attempt {
        final long slice;
        final List<RunId> children = new ArrayList<>();
        long used;
        boolean open = true;

        Attempt(long slice) {
            this.slice = slice;
        }
    }

    private final Map<RunId, RunSpec> runs = new HashMap<>();
    private final Map<RunId, ParentRun> parents = new HashMap<>();
    private final Map<RunId, Long> limits = new HashMap<>();
    private final Map<Node, Long> stepLimits = new HashMap<>();
    private final Map<Node, Map<Integer, Attempt>> attempts = new HashMap<>();

    void take(RunEvent event) {
        RunId run = event.run();
        switch (event.data()) {
            case RunAccepted accepted -> accepted(run, accepted);
            case BudgetRaised raised -> raised(run, raised);
            case StepDispatched d ->
                attempts(run, d.step()).put(d.attempt(), new Attempt(d.reserved() == null ? 0 : tokens(d.reserved())));
            case UsageRecorded u -> used(run, u.step(), u.attempt(), u.usage());
            case StepSucceeded s -> ended(run, s.step(), s.attempt(), s.result().usage());
            case StepFailed f -> ended(run, f.step(), f.attempt(), f.result().usage());
            case StepBackingOff b ->
                ended(run, b.step(), b.attempt(), b.result().usage());
            case StepCancelled c ->
                ended(
                        run,
                        c.step(),
                        c.attempt(),
                        c.result() == null ? Usage.NONE : c.result().usage());
            default -> {}
        }
        check(event);
    }

    private void accepted(RunId run, RunAccepted accepted) {
        runs.put(run, accepted.spec());
        limit(accepted.spec().options().budget(), limits, run);
        for (StepSpec step : accepted.spec().steps()) {
            limit(step.budget(), stepLimits, new Node(run, step.id()));
        }
        ParentRun parent = accepted.parent();
        if (parent != null) {
            parents.put(run, parent);
            Attempt asking = attempts(parent.run(), parent.step()).get(parent.attempt());
            if (asking != null) {
                asking.children.add(run);
            }
        }
    }

    private static <K> void limit(@Nullable BudgetRule rule, Map<K, Long> all, K owner) {
        if (rule != null && rule.limit().tokens() != null) {
            all.put(owner, rule.limit().tokens());
        }
    }

    /** A limit below what is reserved and spent already takes nothing back; nothing more may come to it. */
    private void raised(RunId run, BudgetRaised raised) {
        StepId step = raised.step();
        if (step == null) {
            limits.put(run, Math.max(total(run), tokens(raised.limit())));
        } else {
            Node node = new Node(run, step);
            stepLimits.put(node, Math.max(total(node), tokens(raised.limit())));
        }
    }

    private void used(RunId run, StepId step, int number, Usage usage) {
        Attempt attempt = attempts(run, step).get(number);
        if (attempt != null && attempt.open) {
            attempt.used = Math.max(attempt.used, usage.tokens());
        }
    }

    private void ended(RunId run, StepId step, int number, Usage usage) {
        used(run, step, number, usage);
        Attempt attempt = attempts(run, step).get(number);
        if (attempt != null) {
            attempt.open = false;
        }
    }

    private void check(RunEvent event) {
        RunId run = event.run();
        for (StepSpec step : spec(run).steps()) {
            Node node = new Node(run, step.id());
            Audit.holds(
                    total(node) <= stepLimits.getOrDefault(node, Long.MAX_VALUE),
                    "no more is reserved and spent than a step may",
                    event);
        }
        Audit.holds(
                total(run) <= limits.getOrDefault(run, Long.MAX_VALUE),
                "no more is reserved and spent than a run may",
                event);
        ParentRun parent = parents.get(run);
        if (parent != null) {
            Audit.holds(
                    total(parent.run()) <= limits.getOrDefault(parent.run(), Long.MAX_VALUE),
                    "no more is reserved and spent than the run above a child run may",
                    event);
        }
    }

    private long total(RunId run) {
        long total = 0;
        for (StepSpec step : spec(run).steps()) {
            total += total(new Node(run, step.id()));
        }
        return total;
    }

    private long total(Node node) {
        long total = 0;
        for (Attempt attempt : attempts(node.run(), node.step()).values()) {
            long spent = attempt.used;
            for (RunId child : attempt.children) {
                spent += total(child);
            }
            total += attempt.open ? Math.max(attempt.slice, spent) : spent;
        }
        return total;
    }

    private RunSpec spec(RunId run) {
        RunSpec spec = runs.get(run);
        if (spec == null) {
            throw new AssertionError("nothing is known of run " + run);
        }
        return spec;
    }

    private Map<Integer, Attempt> attempts(RunId run, StepId step) {
        return attempts.computeIfAbsent(new Node(run, step), node -> new LinkedHashMap<>());
    }

    private static long tokens(Budget budget) {
        return budget.tokens() == null ? 0 : budget.tokens();
    }
}
