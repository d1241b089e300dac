package dev.signalbox.definitions.format.teams;

import dev.signalbox.definitions.InputProblemCode;
import dev.signalbox.definitions.draft.AgentDraft;
import dev.signalbox.definitions.draft.FleetDraft;
import dev.signalbox.definitions.draft.Mention;
import dev.signalbox.definitions.draft.Problems;
import dev.signalbox.definitions.format.Document;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The agents that are there for a team or a pipeline: those of documents, or those of an agents file in their place. */
final class Crew {
    private static final List<String> WRITERS = List.of("documenter", "planner", "reviewer");

    private final Map<String, AgentDocument> documents = new LinkedHashMap<>();
    private final @Nullable FleetDraft fleet;

    private Crew(@Nullable FleetDraft fleet) {
        this.fleet = fleet;
    }

    /**
     * Reads the documents of agents.
     *
     * @param overlays the files in which agents are described under another name
     * @param fleet the agents that replace those of the documents; null for none
     */
    static Crew of(
            List<Document> documents, Map<String, String> overlays, @Nullable FleetDraft fleet, Problems problems) {
        Crew crew = new Crew(fleet);
        documents.stream()
                .filter(Document::describesAgent)
                .flatMap(document -> AgentDocument.read(document, problems).stream())
                .forEach(agent -> crew.enter(agent, problems));
        overlays.forEach(crew::alias);
        return crew;
    }

    private void enter(AgentDocument agent, Problems problems) {
        AgentDocument first = documents.putIfAbsent(agent.name().text(), agent);
        if (first != null) {
            problems.error(
                    InputProblemCode.ID_DUPLICATE,
                    agent.name().place(),
                    "the agent '" + agent.name().text() + "' is described in " + first.file() + " already");
        }
    }

    private void alias(String name, String file) {
        String wanted = base(file);
        documents.values().stream()
                .filter(agent -> base(agent.file()).equals(wanted))
                .findFirst()
                .ifPresent(agent -> documents.putIfAbsent(name, agent));
    }

    private static String base(String file) {
        return file.substring(Math.max(file.lastIndexOf('/'), file.lastIndexOf('\\')) + 1);
    }

    /** Who writes the synthesis: somebody who is good at it, else a member. */
    Mention writer(List<Team.Member> members) {
        Set<String> there = names();
        return WRITERS.stream()
                .filter(writer -> there.isEmpty()
                        ? members.stream()
                                .anyMatch(member -> member.agent().text().equals(writer))
                        : there.contains(writer))
                .findFirst()
                .map(writer -> new Mention(writer, members.getFirst().agent().place()))
                .orElse(members.getFirst().agent());
    }

    /** How long an attempt of an agent may take; null when it may take for ever. */
    @Nullable
    Duration maxRuntime(Mention agent) {
        return Optional.ofNullable(documents.get(agent.text()))
                .map(AgentDocument::maxRuntime)
                .orElse(null);
    }

    /** Those who are needed; all, when one who is needed is not there, so that it can be said who is. */
    FleetDraft fleet(Collection<Mention> needed, int capacity) {
        Set<String> names =
                new LinkedHashSet<>(needed.stream().map(Mention::text).toList());
        Set<String> declared = documents.keySet().containsAll(names) ? names : documents.keySet();
        List<AgentDraft> agents = new ArrayList<>();
        documents.forEach((name, document) -> {
            if (declared.contains(name)) {
                agents.add(document.agent(name, capacity));
            }
        });
        return new FleetDraft(agents, List.of());
    }

    private Set<String> names() {
        return fleet == null
                ? documents.keySet()
                : new LinkedHashSet<>(
                        fleet.agents().stream().map(agent -> agent.id().text()).toList());
    }
}
