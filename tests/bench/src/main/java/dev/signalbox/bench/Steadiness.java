package dev.signalbox.bench;

import java.util.ArrayList;
import java.util.List;

/**
 * Whether a program has become as quick as it will. A Java service goes on compiling its hot code for a hundred thousand steps, and
 * what it costs meanwhile says little of the weeks that follow.
 */
final class Steadiness {
    private static final double STILL_FALLING = 0.97;

    private final int window;
    private final int mostRounds;
    private final List<Double> costs = new ArrayList<>();

    /**
     * @param window how many rounds are compared with as many before them
     * @param mostRounds after so many it is as steady as it gets
     */
    Steadiness(int window, int mostRounds) {
        this.window = window;
        this.mostRounds = mostRounds;
    }

    /** A round of work on what is being warmed. */
    @FunctionalInterface
    interface Round {
        /** Does it; answers what it cost, in any unit. */
        double cost() throws Exception;
    }

    /** Repeats the round until what it costs has stopped falling. */
    void reach(Round round) throws Exception {
        while (!isReached()) {
            add(round.cost());
        }
    }

    void add(double cost) {
        costs.add(cost);
    }

    /** What the last rounds cost on average. */
    double cost() {
        return average(Math.max(0, costs.size() - window), costs.size());
    }

    boolean isReached() {
        int rounds = costs.size();
        return rounds >= mostRounds
                || (rounds >= 2 * window && cost() >= STILL_FALLING * average(rounds - 2 * window, rounds - window));
    }

    private double average(int from, int to) {
        return costs.subList(from, to).stream()
                .mapToDouble(Double::doubleValue)
                .average()
                .orElseThrow(() -> new IllegalStateException("no round yet"));
    }
}
