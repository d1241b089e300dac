package dev.signalbox.scheduler.line;

import dev.signalbox.contracts.spec.AgentSpec;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The steps of a workspace that wait for an agent. Steps with the same need and the same agents to choose from stand in one
 * queue, so finding the next one costs the same however many wait.
 *
 * @param <S> a waiting step
 */
public final class WaitingLine<S> {
    /** Whoever asks the same of the same agents. */
    private record Counter(List<AgentSpec> fleet, Need need) {}

    /** The steps of one counter in their order, and the agents that may serve them, the closest fit first. */
    public static final class Queue<S> {
        private final List<AgentSpec> agents;
        private final NavigableMap<Place, S> waiting = new TreeMap<>();

        private Queue(Counter counter) {
            agents = counter.fleet().stream()
                    .filter(counter.need()::isMetBy)
                    .sorted(Comparator.comparingInt(counter.need()::distanceOf))
                    .toList();
        }

        private @Nullable AgentSpec free(AgentLoad load) {
            for (AgentSpec agent : agents) {
                if (load.hasRoom(agent)) {
                    return agent;
                }
            }
            return null;
        }
    }

    /** The step whose turn it is, and the agent that has room for it. */
    public record Turn<S>(S step, AgentSpec agent) {}

    private final Map<Counter, Queue<S>> queues = new HashMap<>();
    private final Set<Queue<S>> occupied = new LinkedHashSet<>();

    /** Where steps with this need wait for one of these agents. */
    public Queue<S> queue(List<AgentSpec> fleet, Need need) {
        return queues.computeIfAbsent(new Counter(fleet, need), Queue::new);
    }

    public void join(Queue<S> queue, Place place, S step) {
        queue.waiting.put(place, step);
        occupied.add(queue);
    }

    public void leave(Queue<S> queue, Place place) {
        queue.waiting.remove(place);
        if (queue.waiting.isEmpty()) {
            occupied.remove(queue);
        }
    }

    /** The first in line for whom an agent has room. It stays in the line until it leaves. */
    public Optional<Turn<S>> next(AgentLoad load) {
        Place first = null;
        Turn<S> turn = null;
        for (Queue<S> queue : occupied) {
            Map.Entry<Place, S> head = queue.waiting.firstEntry();
            if (first != null && first.compareTo(head.getKey()) < 0) {
                continue;
            }
            AgentSpec agent = queue.free(load);
            if (agent != null) {
                first = head.getKey();
                turn = new Turn<>(head.getValue(), agent);
            }
        }
        return Optional.ofNullable(turn);
    }

    /** Forgets the queues in which nobody waits. A queue that is still known to somebody goes on working. */
    public void tidy() {
        queues.values().retainAll(occupied);
    }
}
