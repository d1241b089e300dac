package dev.signalbox.scheduler.workspace;

import dev.signalbox.contracts.command.DrainAgent;
import dev.signalbox.contracts.command.RegisterAgent;
import dev.signalbox.contracts.command.RemoveAgent;
import dev.signalbox.scheduler.line.AgentRegistry;

/** What people ask of the agents of a workspace. Each move answers whether it has changed what is known of them. */
final class AgentMoves {
    private final AgentRegistry registry;
    private final StepPlaces places;

    AgentMoves(AgentRegistry registry, StepPlaces places) {
        this.registry = registry;
        this.places = places;
    }

    boolean register(Turn turn, RegisterAgent register) {
        return passOn(registry.register(register.agent(), register.requestedBy(), turn.now));
    }

    boolean drain(Turn turn, DrainAgent drain) {
        return passOn(registry.drain(drain.agent(), drain.reason(), drain.requestedBy(), turn.now));
    }

    boolean remove(Turn turn, RemoveAgent remove) {
        return passOn(registry.remove(remove.agent(), remove.reason(), remove.requestedBy(), turn.now));
    }

    /** Takes note of agents whose last step has ended meanwhile. */
    boolean settle(Turn turn) {
        return passOn(registry.settle(places.load(), turn.now));
    }

    private boolean passOn(boolean changed) {
        if (changed) {
            places.agentsChanged();
        }
        return changed;
    }
}
