package dev.signalbox.runner.governor;

import dev.signalbox.contracts.governor.ScorePart;
import dev.signalbox.contracts.governor.ScoreReason;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** What an attempt has done of late, and how many points that is worth. Not thread-safe. */
final class Progress {
    private static final BigDecimal LOWEST = new BigDecimal("-4.00");
    private static final BigDecimal HIGHEST = new BigDecimal("6.00");
    private static final Duration REST = Duration.ofSeconds(90);
    private static final int MUCH_TEXT = 900;
    private static final int SOME_TEXT = 250;
    private static final int REPEATED = 3;

    /** What happened. */
    private enum Kind {
        CALL,
        NEW_CALL,
        VERIFICATION,
        SUCCESS,
        ERROR,
        TEXT
    }

    /** What happened in one second, by kind: memory depends on the length of the window alone. */
    private record Second(long number, Map<Kind, Long> amounts) {
        Second(long number) {
            this(number, new EnumMap<>(Kind.class));
        }
    }

    private final Duration window;
    private final Deque<Second> seconds = new ArrayDeque<>();
    private Duration lastAt = Duration.ZERO;

    /** Points, and what they are for. */
    record Points(BigDecimal sum, List<ScorePart> parts) {}

    Progress(Duration window) {
        this.window = window;
    }

    void begun(boolean isNew, boolean verifies, Duration at) {
        note(Kind.CALL, 1, at);
        if (isNew) {
            note(Kind.NEW_CALL, 1, at);
        }
        if (verifies) {
            note(Kind.VERIFICATION, 1, at);
        }
    }

    void ended(boolean failed, Duration at) {
        note(failed ? Kind.ERROR : Kind.SUCCESS, 1, at);
    }

    void spoke(int characters, Duration at) {
        note(Kind.TEXT, characters, at);
    }

    Duration lastAt() {
        return lastAt;
    }

    Points points(Calls calls, Duration at) {
        forget(at);
        long errors = sum(Kind.ERROR);
        long successes = sum(Kind.SUCCESS);
        long text = sum(Kind.TEXT);
        List<ScorePart> parts = new ArrayList<>();
        add(parts, ScoreReason.CALLS, capped("0.2", sum(Kind.CALL), "0.8"));
        add(parts, ScoreReason.SUCCESSES, capped("0.8", successes, "2.4"));
        add(parts, ScoreReason.NEW_CALLS, capped("0.4", sum(Kind.NEW_CALL), "1.2"));
        add(parts, ScoreReason.TEXT, text >= MUCH_TEXT ? points("0.9") : text >= SOME_TEXT ? points("0.4") : none());
        add(parts, ScoreReason.VERIFICATION, sum(Kind.VERIFICATION) > 0 ? points("0.8") : none());
        add(parts, ScoreReason.RECOVERY, errors > 0 && successes >= errors ? points("0.4") : none());
        add(parts, ScoreReason.ERRORS, capped("0.9", errors, "2.7").negate());
        boolean repeats = text < SOME_TEXT && calls.lastAreTheSame(REPEATED);
        add(parts, ScoreReason.REPETITION, repeats ? points("-1.2") : none());
        add(parts, ScoreReason.FAILURE_STREAK, calls.failuresInARow() >= 2 ? points("-0.6") : none());
        add(parts, ScoreReason.IDLE, calls.isInCall() ? none() : idle(at.minus(lastAt)));
        BigDecimal sum = parts.stream().map(ScorePart::points).reduce(none(), BigDecimal::add);
        return new Points(sum.max(LOWEST).min(HIGHEST), parts);
    }

    private static BigDecimal idle(Duration silent) {
        Duration beyond = silent.minus(REST);
        if (!beyond.isPositive()) {
            return none();
        }
        long minutes = (beyond.toMillis() + 59_999) / 60_000;
        return points("-0.35").multiply(BigDecimal.valueOf(minutes));
    }

    private static BigDecimal capped(String each, long count, String most) {
        return points(each).multiply(BigDecimal.valueOf(count)).min(points(most));
    }

    private static BigDecimal points(String number) {
        return new BigDecimal(number).setScale(2);
    }

    private static BigDecimal none() {
        return BigDecimal.ZERO.setScale(2);
    }

    private static void add(List<ScorePart> parts, ScoreReason reason, BigDecimal points) {
        if (points.signum() != 0) {
            parts.add(new ScorePart(reason, points));
        }
    }

    private void note(Kind kind, long amount, Duration at) {
        lastAt = at;
        Second last = seconds.peekLast();
        if (last == null || last.number() != at.toSeconds()) {
            last = new Second(at.toSeconds());
            seconds.addLast(last);
        }
        last.amounts().merge(kind, amount, Long::sum);
        forget(at);
    }

    private void forget(Duration at) {
        long horizon = at.minus(window).toSeconds();
        while (!seconds.isEmpty() && seconds.getFirst().number() < horizon) {
            seconds.removeFirst();
        }
    }

    private long sum(Kind kind) {
        return seconds.stream()
                .mapToLong(second -> second.amounts().getOrDefault(kind, 0L))
                .sum();
    }
}
