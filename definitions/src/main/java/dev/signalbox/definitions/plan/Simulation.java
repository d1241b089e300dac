package dev.signalbox.definitions.plan;

import dev.signalbox.contracts.spec.AgentSpec;
import java.time.Duration;
import java.util.BitSet;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.PriorityQueue;
import org.jspecify.annotations.Nullable;

/** Plays a run: whenever something is free, the first step in the order that can start does. */
final class Simulation {
    private final StepGraph graph;
    private final Claims claims;
    private final Fleet fleet;
    private final List<Duration> times;
    private final int mostInFlight;

    private final int[] unmet;
    private final BitSet ready = new BitSet();
    private final BitSet blocked = new BitSet();
    private final BitSet waited = new BitSet();
    private final PriorityQueue<Flight> inFlight =
            new PriorityQueue<>(Comparator.comparing(Flight::end).thenComparing(Flight::step));
    private final @Nullable Flight[] flights;
    private Duration now = Duration.ZERO;
    private int peak;

    record Flight(int step, AgentSpec agent, Duration start, Duration end) {}

    Simulation(StepGraph graph, Claims claims, Fleet fleet, List<Duration> times, int mostInFlight) {
        this.graph = graph;
        this.claims = claims;
        this.fleet = fleet;
        this.times = times;
        this.mostInFlight = mostInFlight;
        this.unmet = new int[graph.size()];
        this.flights = new Flight[graph.size()];
    }

    void play() {
        for (int step = 0; step < graph.size(); step++) {
            unmet[step] = graph.needs(step).length;
            ready.set(step, unmet[step] == 0);
        }
        startWhatCan();
        while (!inFlight.isEmpty()) {
            now = inFlight.element().end();
            while (!inFlight.isEmpty() && inFlight.element().end().equals(now)) {
                end(inFlight.remove());
            }
            blockAgain();
            startWhatCan();
        }
    }

    /** When and with whom a step ran; empty when nobody could take it. */
    Optional<Flight> flight(int step) {
        return Optional.ofNullable(flights[step]);
    }

    Duration elapsed() {
        return now;
    }

    int peak() {
        return peak;
    }

    /** How many steps waited for the claim of another although an agent was free for them. */
    int claimWaits() {
        return waited.cardinality();
    }

    private void startWhatCan() {
        for (int step = ready.nextSetBit(0); step >= 0; step = ready.nextSetBit(step + 1)) {
            if (fleet.isBusy() || inFlight.size() >= mostInFlight) {
                return;
            }
            if (!blocked.get(step)) {
                int chosen = step;
                fleet.take(graph.step(step)).ifPresent(agent -> start(chosen, agent));
            } else if (!waited.get(step) && fleet.couldTake(graph.step(step))) {
                waited.set(step);
            }
        }
    }

    private void start(int step, AgentSpec agent) {
        Flight flight = new Flight(step, agent, now, now.plus(times.get(step)));
        flights[step] = flight;
        ready.clear(step);
        inFlight.add(flight);
        peak = Math.max(peak, inFlight.size());
        blocked.or(claims.overlapping(step));
    }

    private void blockAgain() {
        blocked.clear();
        for (Flight flight : inFlight) {
            if (claims.isContended(flight.step())) {
                blocked.or(claims.overlapping(flight.step()));
            }
        }
    }

    private void end(Flight flight) {
        fleet.giveBack(flight.agent());
        for (int next : graph.neededBy(flight.step())) {
            if (--unmet[next] == 0) {
                ready.set(next);
            }
        }
    }
}
