package dev.signalbox.cli.text;

import dev.signalbox.contracts.api.GovernorReport;
import dev.signalbox.contracts.api.GovernorView;
import dev.signalbox.contracts.governor.GovernorScore;
import dev.signalbox.contracts.governor.GovernorStatus;
import dev.signalbox.contracts.governor.Trip;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The governor in the words of people. */
public final class GovernorWords {
    private GovernorWords() {}

    /** What it thinks of a step; empty when there is nothing to say. */
    public static String of(@Nullable GovernorView governor) {
        if (governor == null) {
            return "";
        }
        GovernorScore score = governor.score();
        List<String> words = new ArrayList<>();
        if (governor.status() != GovernorStatus.OK) {
            words.add(governor.trips().stream()
                    .map(trip -> trip.tripwire().word())
                    .distinct()
                    .collect(Collectors.joining(
                            ", ", governor.status() == GovernorStatus.STOPPED ? "stopped: " : "warned: ", "")));
        }
        if (score != null && score.strikes() > 0) {
            words.add("score %s of %s, %d of %d strikes"
                    .formatted(
                            score.score().toPlainString(),
                            score.least().toPlainString(),
                            score.strikes(),
                            score.strikeBudget()));
        }
        return words.isEmpty() ? "" : "governor " + String.join("; ", words);
    }

    /** How it is getting on. */
    public static String of(GovernorScore score) {
        return "score %s, expected %s, %d of %d strikes"
                .formatted(
                        score.score().toPlainString(),
                        score.least().toPlainString(),
                        score.strikes(),
                        score.strikeBudget());
    }

    /** A tripwire that was touched. */
    public static String of(Trip trip) {
        return "%s here, at %s: %s: %s"
                .formatted(
                        trip.stopped() ? "is stopped" : "would have been stopped",
                        MoneyWords.usd(trip.usage().costUsd()),
                        trip.tripwire().word(),
                        trip.reason());
    }

    /** What it has done in a run; empty when that is nothing. */
    public static Optional<String> of(GovernorReport report) {
        GovernorReport.Tally attempts = report.attempts();
        List<String> words = new ArrayList<>();
        if (attempts.stopped() > 0) {
            words.add(Words.count(attempts.stopped(), "attempt") + " stopped");
        }
        if (attempts.wouldHaveStopped() > 0) {
            words.add(Words.count(attempts.wouldHaveStopped(), "attempt") + " would have been stopped and cost "
                    + MoneyWords.usd(attempts.usdAfter()) + " after that");
        }
        String tripwires =
                report.tripwires().stream().map(line -> line.tripwire().word()).collect(Collectors.joining(", "));
        return words.isEmpty() ? Optional.empty() : Optional.of(String.join(", ", words) + " (" + tripwires + ")");
    }
}
