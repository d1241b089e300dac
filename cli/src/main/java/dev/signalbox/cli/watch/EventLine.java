package dev.signalbox.cli.watch;

import static java.util.stream.Collectors.joining;

import dev.signalbox.cli.text.GovernorWords;
import dev.signalbox.cli.text.PlainText;
import dev.signalbox.cli.text.Words;
import dev.signalbox.contracts.StepId;
import dev.signalbox.contracts.event.BudgetEscalated;
import dev.signalbox.contracts.event.BudgetRaised;
import dev.signalbox.contracts.event.BudgetScope;
import dev.signalbox.contracts.event.BudgetWarned;
import dev.signalbox.contracts.event.ClaimOverridden;
import dev.signalbox.contracts.event.CommandRejected;
import dev.signalbox.contracts.event.GovernorNoted;
import dev.signalbox.contracts.event.ReportRejected;
import dev.signalbox.contracts.event.RunAccepted;
import dev.signalbox.contracts.event.RunCancelling;
import dev.signalbox.contracts.event.RunEnded;
import dev.signalbox.contracts.event.RunEvent;
import dev.signalbox.contracts.event.RunExtended;
import dev.signalbox.contracts.event.RunPaused;
import dev.signalbox.contracts.event.RunPriorityChanged;
import dev.signalbox.contracts.event.RunResumed;
import dev.signalbox.contracts.event.RunStarted;
import dev.signalbox.contracts.event.StepBackingOff;
import dev.signalbox.contracts.event.StepCancelled;
import dev.signalbox.contracts.event.StepDispatched;
import dev.signalbox.contracts.event.StepFact;
import dev.signalbox.contracts.event.StepFailed;
import dev.signalbox.contracts.event.StepReopened;
import dev.signalbox.contracts.event.StepSkipped;
import dev.signalbox.contracts.event.StepStarted;
import dev.signalbox.contracts.event.StepSucceeded;
import dev.signalbox.contracts.event.StepWaiting;
import dev.signalbox.contracts.event.TripwireTripped;
import dev.signalbox.contracts.event.UsageRecorded;
import dev.signalbox.contracts.event.UsageRejected;
import java.time.Duration;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** An event on one line. */
public record EventLine(ZoneId zone) {
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("HH:mm:ss.SSS", Locale.ROOT);

    public String of(RunEvent event) {
        return "%s  %s".formatted(TIME.format(event.at().atZone(zone)), PlainText.line(words(event)));
    }

    private static String words(RunEvent event) {
        return switch (event.data()) {
            case RunAccepted accepted ->
                "run accepted: %s, %s"
                        .formatted(
                                accepted.spec().name(),
                                Words.count(accepted.spec().steps().size(), "step"));
            case RunStarted started -> "run started";
            case RunPaused paused -> paused(event, paused);
            case RunResumed resumed -> resumed(resumed);
            case BudgetWarned warned -> warned(warned);
            case BudgetEscalated escalated -> "somebody is asked for: " + escalated.reason();
            case BudgetRaised raised -> raised(raised);
            case RunCancelling cancelling ->
                "run is being stopped by %s: %s".formatted(cancelling.requestedBy(), cancelling.reason());
            case RunEnded ended ->
                "run %s: %s (%s)".formatted(Words.of(ended.status()), ended.reason(), Words.of(ended.steps()));
            case RunPriorityChanged changed ->
                "priority %d, by %s%s".formatted(changed.priority(), changed.requestedBy(), because(changed.reason()));
            case RunExtended more -> extended(more);
            case CommandRejected rejected -> rejected(rejected);
            case StepFact fact -> fact.step() + "  " + words(fact, event);
        };
    }

    private static String paused(RunEvent event, RunPaused paused) {
        return "run paused by %s%s; to let it go on: signalbox resume %s"
                .formatted(paused.requestedBy(), because(paused.reason()), event.run());
    }

    private static String resumed(RunResumed resumed) {
        String passed = resumed.passed().isEmpty()
                ? ""
                : "; past their checkpoint: "
                        + resumed.passed().stream().map(StepId::value).collect(joining(", "));
        return "run resumed by " + resumed.requestedBy() + because(resumed.reason()) + passed;
    }

    private static String warned(BudgetWarned warned) {
        return "%s of the budget of %s are spent: %s of %s"
                .formatted(
                        warned.percent() + " %",
                        whose(warned.scope(), warned.step()),
                        Words.amount(
                                warned.limit().usd() == null ? null : warned.spentUsd(),
                                warned.limit().tokens() == null ? null : warned.spentTokens()),
                        Words.amount(warned.limit().usd(), warned.limit().tokens()));
    }

    private static String raised(BudgetRaised raised) {
        return "the budget of %s is %s now, set by %s%s"
                .formatted(
                        raised.step() == null ? "the run" : "step " + raised.step(),
                        Words.amount(raised.limit().usd(), raised.limit().tokens()),
                        raised.requestedBy(),
                        because(raised.reason()));
    }

    private static String whose(BudgetScope scope, @Nullable StepId step) {
        return switch (scope) {
            case WORKSPACE -> "the workspace";
            case WORKSPACE_DAY -> "the workspace for today";
            case RUN -> "the run";
            case STEP -> "step " + step;
        };
    }

    private static String extended(RunExtended more) {
        String steps = more.steps().isEmpty()
                ? "complete"
                : "has %s more: %s"
                        .formatted(
                                Words.count(more.steps().size(), "step"),
                                more.steps().stream()
                                        .map(step -> step.id().value())
                                        .collect(joining(", ")));
        return "run %s, by %s%s".formatted(steps, more.requestedBy(), because(more.reason()));
    }

    private static String rejected(CommandRejected fact) {
        String about = fact.step() == null ? "" : " of " + fact.step();
        return "%s%s by %s was rejected: %s"
                .formatted(Words.command(fact.command()), about, fact.requestedBy(), fact.reason());
    }

    private static String because(String reason) {
        return reason.isEmpty() ? "" : ": " + reason;
    }

    private static String words(StepFact fact, RunEvent event) {
        return switch (fact) {
            case StepWaiting waiting -> "waits for " + Words.of(waiting.waitsFor(), event.run(), event.at());
            case StepDispatched dispatched ->
                "goes to %s, attempt %d".formatted(dispatched.agent(), dispatched.attempt());
            case StepStarted started -> "running, attempt " + started.attempt();
            case StepSucceeded succeeded -> "succeeded, attempt " + succeeded.attempt();
            case StepBackingOff resting ->
                "attempt %d: %s; rests %s"
                        .formatted(
                                resting.attempt(),
                                Words.of(resting.result()),
                                Words.of(Duration.between(event.at(), resting.until())));
            case StepFailed failed ->
                "attempt %d: %s; %s"
                        .formatted(
                                failed.attempt(),
                                Words.of(failed.result()),
                                failed.gaveUp() == null ? "no more attempts" : "given up: " + failed.gaveUp());
            case StepCancelled cancelled -> "cancelled";
            case StepSkipped skipped
            when skipped.requestedBy() != null -> "skipped by " + skipped.requestedBy() + because(skipped.reason());
            case StepSkipped skipped -> "skipped: " + skipped.reason();
            case StepReopened reopened when reopened.because() != null -> "waits again, for step " + reopened.because();
            case StepReopened reopened -> "is tried again, by " + reopened.requestedBy() + because(reopened.reason());
            case ClaimOverridden overridden ->
                "starts beside step %s%s on %s"
                        .formatted(
                                overridden.holder(),
                                overridden.holderRun().equals(event.run())
                                        ? ""
                                        : " of run " + Words.brief(overridden.holderRun()),
                                overridden.conflictGroup() == null
                                        ? overridden.path()
                                        : "conflict group " + overridden.conflictGroup());
            case ReportRejected rejected ->
                "a late report was rejected: %s of attempt %d, epoch %d"
                        .formatted(rejected.reported(), rejected.attempt(), rejected.epoch());
            case GovernorNoted noted -> GovernorWords.of(noted.score());
            case TripwireTripped tripped -> GovernorWords.of(tripped.trip());
            case UsageRejected rejected ->
                "a usage of attempt %d was refused: %s".formatted(rejected.attempt(), rejected.reason());
            case UsageRecorded recorded ->
                "has used %d + %d tokens, %s USD"
                        .formatted(
                                recorded.usage().inputTokens(),
                                recorded.usage().outputTokens(),
                                recorded.usage().costUsd().toPlainString());
        };
    }
}
