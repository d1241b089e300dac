package dev.signalbox.scheduler.line;

import dev.signalbox.contracts.AgentId;
import dev.signalbox.contracts.admission.AgentDrain;
import dev.signalbox.contracts.admission.AgentStanding;
import dev.signalbox.contracts.spec.AgentSpec;
import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The agents of a workspace that are there apart from its runs, and those, registered or of a run's definition, that are given no
 * more steps. An id means one agent: what was registered counts, whatever a definition says of an agent of that id.
 */
public final class AgentRegistry {
    private final Map<AgentId, AgentStanding> standings = new TreeMap<>();
    private int draining;
    private long version = 1;

    /** Goes up with every change of who may be given steps. */
    long version() {
        return version;
    }

    /** All of it, in the order of the ids. */
    public List<AgentStanding> standings() {
        return List.copyOf(standings.values());
    }

    /** Whether an agent of this id is registered, drained or not. */
    public boolean has(AgentId id) {
        AgentStanding known = standings.get(id);
        return known != null && known.spec() != null;
    }

    /** Takes up what was kept. */
    public void restore(Collection<AgentStanding> kept) {
        kept.forEach(this::put);
    }

    /** Brings an agent in, or back. Answers whether that changed anything. */
    public boolean register(AgentSpec spec, String by, Instant now) {
        AgentStanding known = standings.get(spec.id());
        if (known != null && known.drain() == null && spec.equals(known.spec())) {
            return false;
        }
        put(new AgentStanding(spec.id(), spec, by, now, null));
        return true;
    }

    /** Gives an agent no more steps. Answers whether that changed anything. */
    public boolean drain(AgentId id, String reason, String by, Instant now) {
        AgentStanding known = standings.getOrDefault(id, new AgentStanding(id, null, null, null, null));
        if (known.drain() != null) {
            return false;
        }
        put(with(known, new AgentDrain(reason, by, now, null, false)));
        return true;
    }

    /** Drains an agent that is known here, to forget it afterwards. Answers whether that changed anything. */
    public boolean remove(AgentId id, String reason, String by, Instant now) {
        AgentStanding known = standings.get(id);
        if (known == null || (known.drain() != null && known.drain().removing())) {
            return false;
        }
        put(with(known, new AgentDrain(reason, by, now, null, true)));
        return true;
    }

    /** Notes which of the agents that drain have nothing left to do, and forgets those that were to be removed. */
    public boolean settle(AgentLoad load, Instant now) {
        if (draining == 0) {
            return false;
        }
        List<AgentStanding> idle = standings.values().stream()
                .filter(standing -> isDraining(standing) && load.isIdle(standing.id()))
                .toList();
        for (AgentStanding standing : idle) {
            AgentDrain drain = standing.drain();
            if (drain != null && drain.removing()) {
                put(standing.id(), null);
            } else if (drain != null) {
                put(with(standing, new AgentDrain(drain.reason(), drain.requestedBy(), drain.since(), now, false)));
            }
        }
        return !idle.isEmpty();
    }

    /** Who may be given a step, the closest fit first: of these agents of its run, and of those that are registered. */
    List<AgentSpec> candidates(List<AgentSpec> fleet, Need need) {
        Stream<AgentSpec> ofTheRun = fleet.stream().map(this::asRegistered);
        Stream<AgentSpec> others = standings.values().stream()
                .flatMap(standing -> Stream.ofNullable(standing.spec()))
                .filter(spec -> fleet.stream().noneMatch(agent -> agent.id().equals(spec.id())));
        return Stream.concat(ofTheRun, others)
                .filter(agent -> need.isMetBy(agent) && isGivenSteps(agent.id()))
                .sorted(Comparator.comparingInt(need::distanceOf))
                .toList();
    }

    private AgentSpec asRegistered(AgentSpec agent) {
        AgentStanding standing = standings.get(agent.id());
        return standing == null || standing.spec() == null ? agent : standing.spec();
    }

    private boolean isGivenSteps(AgentId id) {
        AgentStanding standing = standings.get(id);
        return standing == null || standing.drain() == null;
    }

    private void put(AgentStanding standing) {
        put(standing.id(), standing);
    }

    private void put(AgentId id, @Nullable AgentStanding standing) {
        AgentStanding before = standing == null ? standings.remove(id) : standings.put(id, standing);
        draining += count(standing) - count(before);
        version++;
    }

    private static int count(@Nullable AgentStanding standing) {
        return standing != null && isDraining(standing) ? 1 : 0;
    }

    private static boolean isDraining(AgentStanding standing) {
        AgentDrain drain = standing.drain();
        return drain != null && drain.drainedAt() == null;
    }

    private static AgentStanding with(AgentStanding standing, AgentDrain drain) {
        return new AgentStanding(
                standing.id(), standing.spec(), standing.registeredBy(), standing.registeredAt(), drain);
    }
}
