package dev.signalbox.scheduler.line;

import dev.signalbox.contracts.spec.AgentSpec;
import java.util.ArrayList;
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
        private final Counter counter;
        private final AgentRegistry registry;
        private final NavigableMap<Place, S> waiting = new TreeMap<>();
        private List<AgentSpec> agents = List.of();
        private long asOf;
        private boolean saysNobody;

        private Queue(Counter counter, AgentRegistry registry) {
            this.counter = counter;
            this.registry = registry;
        }

        private List<AgentSpec> agents() {
            if (asOf != registry.version()) {
                agents = registry.candidates(counter.fleet(), counter.need());
                asOf = registry.version();
            }
            return agents;
        }

        private @Nullable AgentSpec free(AgentLoad load) {
            for (AgentSpec agent : agents()) {
                if (load.hasRoom(agent)) {
                    return agent;
                }
            }
            return null;
        }
    }

    /** The step whose turn it is, and the agent that has room for it. */
    public record Turn<S>(S step, AgentSpec agent) {}

    private final AgentRegistry registry;
    private final Map<Counter, Queue<S>> queues = new HashMap<>();
    private final Set<Queue<S>> occupied = new LinkedHashSet<>();

    /** @param registry who may be given steps, besides the agents of their runs; it may change at any time */
    public WaitingLine(AgentRegistry registry) {
        this.registry = registry;
    }

    /** Where steps with this need wait for one of these agents. */
    public Queue<S> queue(List<AgentSpec> fleet, Need need) {
        return queues.computeIfAbsent(new Counter(fleet, need), counter -> new Queue<>(counter, registry));
    }

    public void join(Queue<S> queue, Place place, S step) {
        queue.saysNobody = hasNobody(queue);
        queue.waiting.put(place, step);
        occupied.add(queue);
    }

    public void leave(Queue<S> queue, Place place) {
        queue.waiting.remove(place);
        if (queue.waiting.isEmpty()) {
            occupied.remove(queue);
        }
    }

    /** Whether there is nobody, busy or not, whom the steps of a queue could be given to. */
    public boolean hasNobody(Queue<S> queue) {
        return queue.agents().isEmpty();
    }

    /** After a change of the registry: the waiting steps for whom there is somebody now or nobody any more. */
    public List<S> withOtherProspects() {
        List<S> steps = new ArrayList<>();
        for (Queue<S> queue : occupied) {
            if (queue.saysNobody != hasNobody(queue)) {
                queue.saysNobody = hasNobody(queue);
                steps.addAll(queue.waiting.values());
            }
        }
        return steps;
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
