package dev.signalbox.cli.text;

import dev.signalbox.contracts.RunId;
import dev.signalbox.contracts.api.QueuePlace;
import dev.signalbox.contracts.attempt.AttemptResult;
import dev.signalbox.contracts.event.PauseScope;
import dev.signalbox.contracts.event.RunStatus;
import dev.signalbox.contracts.event.StepCounts;
import dev.signalbox.contracts.event.StepStatus;
import dev.signalbox.contracts.event.WaitsFor;
import dev.signalbox.contracts.spec.ParentRun;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.StringJoiner;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Contracts in the words of people. */
public final class Words {
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss", Locale.ROOT);
    private static final int SHORT_ID = 12;

    private Words() {}

    public static String of(Enum<?> status) {
        return status.name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }

    public static String count(long number, String thing) {
        return number + " " + thing + (number == 1 ? "" : "s");
    }

    /** 0.4 s, 12.3 s, 4 min 07 s, 2 h 05 min. */
    public static String of(Duration duration) {
        Duration time = duration.isNegative() ? Duration.ZERO : duration;
        if (time.toSeconds() < 60) {
            return "%.1f s".formatted(time.toMillis() / 1000.0);
        }
        return time.toHours() > 0
                ? "%d h %02d min".formatted(time.toHours(), time.toMinutesPart())
                : "%d min %02d s".formatted(time.toMinutes(), time.toSecondsPart());
    }

    public static String of(@Nullable Instant time, ZoneId zone) {
        return time == null ? "" : TIME.format(time.atZone(zone));
    }

    /** What a step waits for, as seen from a step of {@code run}. */
    public static String of(WaitsFor waitsFor, RunId run, Instant now) {
        return switch (waitsFor) {
            case WaitsFor.Dependencies(int unmet) -> count(unmet, "step") + " before it";
            case WaitsFor.Agent agent -> agent(agent);
            case WaitsFor.Claim claim ->
                "%s held by %s%s"
                        .formatted(
                                claim.conflictGroup() == null
                                        ? "claim"
                                        : "conflict group " + PlainText.line(claim.conflictGroup()),
                                holder(claim, run),
                                claim.conflictGroup() == null ? " on " + claim.path() : "");
            case WaitsFor.Parallelism(int limit) -> "one of the " + limit + " steps the run may have in flight";
            case WaitsFor.Slot(int limit) -> "one of the " + limit + " slots of its workspace";
            case WaitsFor.Backoff(Instant until) -> "rest, another " + of(Duration.between(now, until));
            case WaitsFor.Budget budget -> budget(budget, run);
            case WaitsFor.Approval(String checkpoint) ->
                "somebody to let it pass checkpoint " + PlainText.line(checkpoint);
            case WaitsFor.Paused(PauseScope scope) -> paused(scope);
        };
    }

    private static String holder(WaitsFor.Claim claim, RunId run) {
        if (claim.wholeRun() && !claim.run().equals(run)) {
            return "run " + brief(claim.run()) + " until it ends";
        }
        return "step " + claim.step() + (claim.run().equals(run) ? "" : " of run " + brief(claim.run()));
    }

    private static String budget(WaitsFor.Budget budget, RunId run) {
        String whose = switch (budget.scope()) {
            case WORKSPACE -> "the budget of the workspace";
            case WORKSPACE_DAY -> "the budget of the workspace for today";
            case RUN -> "the budget of the run";
            case STEP -> "its own budget";
        };
        String missing = amount(budget.missingUsd(), budget.missingTokens());
        String holder = budget.step() == null
                ? ""
                : ", held by step " + budget.step()
                        + (run.equals(budget.run()) || budget.run() == null ? "" : " of run " + brief(budget.run()));
        return whose + (missing.isEmpty() ? "" : ": " + missing + " missing") + holder;
    }

    /** Money and tokens; empty when there is neither. */
    public static String amount(@Nullable BigDecimal usd, @Nullable Long tokens) {
        String money = usd == null ? "" : usd.toPlainString() + " USD";
        String count = tokens == null ? "" : tokens + " tokens";
        return money.isEmpty() || count.isEmpty() ? money + count : money + " and " + count;
    }

    private static String paused(@Nullable PauseScope scope) {
        return switch (scope) {
            case null -> "its run, which is paused";
            case WORKSPACE -> "its workspace, which is paused";
            case EVERYTHING -> "everything, which is paused";
        };
    }

    /** What was asked, by the name that the command has on the wire. */
    public static String command(String wireName) {
        String[] parts = wireName.split("\\.");
        return parts.length < 2 ? wireName : parts[parts.length - 2].replace('-', ' ');
    }

    private static String agent(WaitsFor.Agent wanted) {
        StringBuilder words = new StringBuilder();
        if (wanted.agent() != null) {
            words.append("agent ").append(wanted.agent());
        } else {
            words.append(wanted.track() == null ? "an agent" : "agent of track " + PlainText.line(wanted.track()));
        }
        if (!wanted.labels().isEmpty()) {
            words.append(" with ");
            words.append(new TreeMap<>(wanted.labels())
                    .entrySet().stream()
                            .map(label -> PlainText.line(label.getKey() + "=" + label.getValue()))
                            .collect(Collectors.joining(", ")));
        }
        return words.append(wanted.nobody() ? "; there is none" : "").toString();
    }

    /** How an attempt ended, when there is more to say than its status. */
    public static String of(AttemptResult result) {
        StringJoiner words = new StringJoiner(", ");
        words.add(of(result.outcome()));
        if (result.fault() != null) {
            words.add(of(result.fault()));
        }
        if (result.signal() != null) {
            words.add("signal " + result.signal());
        } else if (result.exitCode() != null && result.exitCode() != 0) {
            words.add("exit code " + result.exitCode());
        }
        if (result.message() != null) {
            words.add(PlainText.line(result.message()));
        }
        return words.toString();
    }

    public static String of(StepCounts counts) {
        List<String> parts = new ArrayList<>();
        addCount(parts, counts.succeeded(), "succeeded");
        addCount(parts, counts.failed(), "failed");
        addCount(parts, counts.conflicted(), "conflicted");
        addCount(parts, counts.skipped(), "skipped");
        addCount(parts, counts.cancelled(), "cancelled");
        addCount(parts, counts.inFlight(), "in flight");
        addCount(parts, counts.ready(), "ready");
        addCount(parts, counts.pending(), "pending");
        return parts.isEmpty() ? "no steps" : String.join(", ", parts);
    }

    private static void addCount(List<String> parts, int number, String what) {
        if (number > 0) {
            parts.add(number + " " + what);
        }
    }

    /** The end of a run id, enough to tell runs apart: the beginning of a version 7 id is only its time. */
    public static String brief(RunId run) {
        return run.value().substring(run.value().length() - SHORT_ID);
    }

    public static Style style(StepStatus status) {
        return switch (status) {
            case SUCCEEDED -> Style.GREEN;
            case FAILED, CANCELLED -> Style.RED;
            case CONFLICTED -> Style.RED;
            case SKIPPED -> Style.YELLOW;
            case BACKING_OFF -> Style.YELLOW;
            case DISPATCHED, RUNNING -> Style.CYAN;
            case PENDING, READY -> Style.FAINT;
        };
    }

    public static Style style(RunStatus status) {
        return switch (status) {
            case SUCCEEDED -> Style.GREEN;
            case FAILED, CANCELLED, TIMED_OUT -> Style.RED;
            case PAUSED, CANCELLING -> Style.YELLOW;
            case QUEUED, RUNNING -> Style.CYAN;
        };
    }

    /** The attempt that asked for a child run; null for a root run. */
    public static @Nullable String parent(@Nullable ParentRun parent) {
        return parent == null
                ? null
                : "run %s, step %s, attempt %d (depth %d)"
                        .formatted(parent.run(), parent.step(), parent.attempt(), parent.depth());
    }

    /** Where a run stands that waits for a place, to be said behind something; empty when it does not wait. */
    public static String place(@Nullable QueuePlace place) {
        if (place == null) {
            return "";
        }
        String start = place.estimatedStart() == null
                ? ""
                : ", may start at about " + place.estimatedStart().truncatedTo(ChronoUnit.SECONDS);
        return ", waits for a place as number " + place.position() + " of " + place.waiting() + start;
    }
}
