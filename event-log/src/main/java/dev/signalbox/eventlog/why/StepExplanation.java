package dev.signalbox.eventlog.why;

import dev.signalbox.contracts.api.BudgetView;
import dev.signalbox.contracts.api.GovernorView;
import dev.signalbox.contracts.api.RunView;
import dev.signalbox.contracts.api.StepView;
import dev.signalbox.contracts.api.Why;
import dev.signalbox.contracts.attempt.AttemptResult;
import dev.signalbox.contracts.attempt.Integration;
import dev.signalbox.contracts.event.BudgetScope;
import dev.signalbox.contracts.event.PauseScope;
import dev.signalbox.contracts.event.WaitsFor;
import dev.signalbox.contracts.governor.Trip;
import dev.signalbox.contracts.spec.Budget;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Explains a step by what is known of it, of its run, and of the steps in its way.
 *
 * @param others the steps it waits for
 * @param since when it came where it is; null when that is not known
 */
public record StepExplanation(
        StepView step,
        RunView run,
        List<StepView> others,
        @Nullable Instant since) {
    /** One reason, and what goes with it. */
    private record Reason(
            String answer,
            @Nullable String waitsFor,
            @Nullable String freedBy) {}

    public Why why() {
        Reason reason = reason();
        return new Why(
                step.run(),
                step.step(),
                step.status().name().toLowerCase(Locale.ROOT),
                reason.answer(),
                reason.waitsFor(),
                since,
                Holders.of(others),
                reason.freedBy(),
                inputs());
    }

    private Reason reason() {
        return switch (step.status()) {
            case PENDING, READY, BACKING_OFF -> waiting(step.waitsFor());
            case DISPATCHED ->
                new Reason(
                        "attempt " + step.attempt() + " was given to agent " + step.agent()
                                + " and waits for a runner with a free slot",
                        "runner",
                        "a runner of the agent's pool getting a free slot");
            case RUNNING ->
                new Reason(
                        "attempt " + step.attempt() + " is at work on runner " + step.runner() + governed()
                                + because(step.reason()),
                        null,
                        null);
            case CONFLICTED -> conflicted();
            case SUCCEEDED -> ended("attempt " + step.attempt() + " succeeded" + governed());
            case FAILED -> ended(failed());
            case CANCELLED -> ended("its run was stopped" + because(run.reason()));
            case SKIPPED -> ended(step.reason() == null || step.reason().isEmpty() ? "it was skipped" : step.reason());
        };
    }

    /** Somebody has to decide: the ways to do so are commands. */
    private Reason conflicted() {
        AttemptResult result = step.result();
        Integration work = result == null ? null : result.integration();
        String where = work == null || work.branch() == null
                ? ""
                : "; its work is on branch " + work.branch()
                        + (work.directory() == null ? "" : ", in " + work.directory());
        String about = " " + step.run() + " " + step.step();
        return new Reason(
                "attempt " + step.attempt() + " is done and cannot be merged" + because(step.reason()) + where,
                "decision",
                "signalbox retry" + about + " (its agent begins anew from what is merged), signalbox resolve" + about
                        + " (once you have put it right there, after git merge signalbox/" + step.run()
                        + "), or signalbox discard" + about
                        + " (its work is given up)");
    }

    private static Reason ended(String answer) {
        return new Reason(answer, null, null);
    }

    private String failed() {
        AttemptResult result = step.result();
        String last = "attempt " + step.attempt() + " of " + step.maxAttempts();
        return result == null ? last + " failed" : last + ": " + words(result) + governed();
    }

    /** The tripwires of the governor that the last attempt has touched, with the evidence. */
    private String governed() {
        GovernorView governor = step.governor();
        return governor == null
                ? ""
                : governor.trips().stream().map(StepExplanation::words).collect(Collectors.joining());
    }

    private static String words(Trip trip) {
        String calls = trip.calls().isEmpty() ? "" : "; calls " + String.join(", ", trip.calls());
        String parts = trip.parts().isEmpty()
                ? ""
                : "; points "
                        + trip.parts().stream()
                                .map(part -> part.reason().name().toLowerCase(Locale.ROOT) + " "
                                        + part.points().toPlainString())
                                .collect(Collectors.joining(", "));
        return "; the governor " + (trip.stopped() ? "stopped it" : "would have stopped it") + " after "
                + trip.elapsed().toSeconds() + " s at " + trip.usage().costUsd().toPlainString() + " USD ("
                + trip.tripwire().word() + "): " + trip.reason() + " ["
                + trip.measured().toPlainString() + " "
                + trip.unit() + ", allowed " + trip.allowed().toPlainString() + calls + parts + "]";
    }

    private static String words(AttemptResult result) {
        String how = inWords(result.outcome()) + (result.fault() == null ? "" : ", " + inWords(result.fault()));
        String by = result.signal() != null
                ? ", killed by signal " + result.signal()
                : result.exitCode() == null ? "" : ", exit code " + result.exitCode();
        return how + by + because(result.message());
    }

    private static String inWords(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }

    private static String because(@Nullable String reason) {
        return reason == null || reason.isEmpty() ? "" : ": " + reason;
    }

    private Reason waiting(@Nullable WaitsFor thing) {
        return switch (thing) {
            case null -> new Reason("its turn is being decided", null, "the next decision of the scheduler");
            case WaitsFor.Dependencies _ ->
                new Reason(
                        "it needs " + named() + ", not done yet",
                        "dependencies",
                        "each of them succeeding, or being skipped on request");
            case WaitsFor.Agent wanted -> agent(wanted);
            case WaitsFor.Claim claim -> claim(claim);
            case WaitsFor.Budget budget -> budget(budget);
            case WaitsFor.Parallelism(int limit) ->
                new Reason(
                        "as many steps as the run allows are in flight: " + limit, "parallelism", "one of them ending");
            case WaitsFor.Slot(int limit) ->
                new Reason(
                        "as many attempts are in flight in workspace " + run.workspace() + " as may have a slot there: "
                                + limit + " (signalbox.admission.max-slots-per-workspace)",
                        "slot",
                        "one of them ending");
            case WaitsFor.Backoff(Instant until) ->
                new Reason(
                        "it rests until " + until + (step.result() == null ? "" : " after " + words(step.result())),
                        "backoff",
                        "the rest being over");
            case WaitsFor.Approval(String checkpoint) ->
                new Reason(
                        "somebody has to let it pass checkpoint " + checkpoint,
                        "approval",
                        "signalbox resume " + step.run());
            case WaitsFor.Paused(PauseScope scope) -> paused(scope);
        };
    }

    private Reason claim(WaitsFor.Claim claim) {
        boolean own = claim.run().equals(step.run());
        String holder = "step " + claim.step() + (own ? "" : " of run " + claim.run());
        String meeting = claim.conflictGroup() == null
                ? "its files meet those of " + holder + " on " + claim.path()
                : "it is in conflict group " + claim.conflictGroup() + " with " + holder;
        boolean wholeRun = claim.wholeRun() && !own;
        return new Reason(
                meeting + (wholeRun ? ", whose run has its files until it ends" : ", which came first"),
                "claim",
                wholeRun ? "that run ending" : "that step ending");
    }

    private Reason budget(WaitsFor.Budget budget) {
        String whose = switch (budget.scope()) {
            case WORKSPACE -> "the budget of workspace " + run.workspace();
            case WORKSPACE_DAY -> "the budget of workspace " + run.workspace() + " for today";
            case RUN -> "the budget of its run";
            case STEP -> "its own budget";
        };
        String missing = amount(new Budget(budget.missingUsd(), budget.missingTokens()));
        String more =
                budget.scope() == BudgetScope.WORKSPACE_DAY ? "the next day, or a higher budget" : "a higher budget";
        String freed = budget.step() == null
                ? more
                : "step " + budget.step() + " ending and leaving some of it, " + (more.startsWith("the") ? "" : "or ")
                        + more;
        String answer = missing.isEmpty()
                ? "step " + budget.step() + " has waited longer for room in " + whose
                : whose + " lacks " + missing + " for its next attempt";
        return new Reason(answer + spentOf(budget), "budget", freed);
    }

    private String spentOf(WaitsFor.Budget waits) {
        BudgetView budget = switch (waits.scope()) {
            case WORKSPACE, WORKSPACE_DAY -> null;
            case RUN -> run.budget();
            case STEP -> step.budget();
        };
        return budget == null || budget.limit() == null
                ? waits.limit() == null ? "" : ", of " + amount(waits.limit()) + " in all"
                : ": of " + amount(budget.limit()) + ", " + amount(budget.spent()) + " are spent and "
                        + amount(budget.reserved()) + " reserved";
    }

    private static String amount(Budget amount) {
        List<String> units = new ArrayList<>();
        if (amount.usd() != null) {
            units.add(amount.usd().toPlainString() + " USD");
        }
        if (amount.tokens() != null) {
            units.add(amount.tokens() + " tokens");
        }
        return String.join(" and ", units);
    }

    private Reason agent(WaitsFor.Agent wanted) {
        String which = wanted.agent() != null
                ? "agent " + wanted.agent()
                : wanted.track() == null ? "an agent" : "an agent of track " + wanted.track();
        String labels = wanted.labels().isEmpty() ? "" : " with the labels " + new TreeMap<>(wanted.labels());
        return wanted.nobody()
                ? new Reason(
                        "it needs " + which + labels + ", and there is none that is given steps",
                        "agent",
                        "such an agent being registered: signalbox agents add --workspace " + run.workspace())
                : new Reason(
                        "it needs " + which + labels + ", and none that may take it has room",
                        "agent",
                        "one of the steps that they work on ending");
    }

    private Reason paused(@Nullable PauseScope scope) {
        return switch (scope) {
            case null ->
                new Reason("its run is paused" + because(run.reason()), "paused", "signalbox resume " + step.run());
            case WORKSPACE ->
                new Reason(
                        "workspace " + run.workspace() + " is paused",
                        "paused",
                        "signalbox resume --workspace " + run.workspace());
            case EVERYTHING -> new Reason("everything is paused", "paused", "signalbox resume --all");
        };
    }

    private String named() {
        return others.isEmpty()
                ? "other steps"
                : others.stream()
                        .map(other -> other.step() + " ("
                                + other.status().name().toLowerCase(Locale.ROOT).replace('_', ' ') + ")")
                        .collect(Collectors.joining(", "));
    }

    private Map<String, Object> inputs() {
        Map<String, Object> inputs = new LinkedHashMap<>();
        inputs.put("dependsOn", step.dependsOn());
        inputs.put("files", step.files());
        inputs.put("attempt", step.attempt());
        inputs.put("maxAttempts", step.maxAttempts());
        inputs.put("runStatus", run.status());
        if (step.track() != null) {
            inputs.put("track", step.track());
        }
        if (step.waitsFor() != null) {
            inputs.put("waitsFor", step.waitsFor());
        }
        if (step.governor() != null) {
            inputs.put("governor", step.governor());
        }
        if (step.waitsFor() instanceof WaitsFor.Budget) {
            putIfKnown(inputs, "budgetOfStep", step.budget());
            putIfKnown(inputs, "budgetOfRun", run.budget());
        }
        return inputs;
    }

    private static void putIfKnown(Map<String, Object> inputs, String name, @Nullable BudgetView budget) {
        if (budget != null) {
            inputs.put(name, budget);
        }
    }
}
