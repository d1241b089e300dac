package dev.signalbox.definitions.check;

import dev.signalbox.contracts.AgentId;
import dev.signalbox.contracts.StepId;
import dev.signalbox.contracts.spec.AgentSpec;
import dev.signalbox.contracts.spec.AgentSpecBuilder;
import dev.signalbox.contracts.spec.AgentType;
import dev.signalbox.definitions.InputProblemCode;
import dev.signalbox.definitions.draft.AgentDraft;
import dev.signalbox.definitions.draft.DidYouMean;
import dev.signalbox.definitions.draft.FleetDraft;
import dev.signalbox.definitions.draft.Mention;
import dev.signalbox.definitions.draft.Problems;
import dev.signalbox.definitions.draft.StepDraft;
import dev.signalbox.definitions.format.AgentTypes;
import dev.signalbox.definitions.text.Place;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Whether there is somebody for every step, and something to run. */
final class FleetCheck {
    private static final int DEFAULT_CAPACITY = 1_000;
    private static final int MOST_AGENTS_SHOWN = 10;
    private static final AgentSpec DEFAULT_LOCAL = new AgentSpec(
            new AgentId("local"), AgentType.COMMAND, null, DEFAULT_CAPACITY, List.of(), AgentSpec.DEFAULT_POOL);
    private static final AgentSpec DEFAULT_FAKE = new AgentSpec(
            new AgentId("fake"), AgentType.FAKE, null, DEFAULT_CAPACITY, List.of(), AgentSpec.DEFAULT_POOL);

    private final Map<AgentId, AgentSpec> agents = new LinkedHashMap<>();
    private final Map<String, AgentSpec> agentsByName = new HashMap<>();
    private final List<AgentDraft> declared;
    private final Set<AgentId> there = new HashSet<>();
    private final boolean usesRegistry;
    private final Problems problems;
    private final List<StepDraft> noted = new ArrayList<>();
    private final Map<Need, List<StepDraft>> needs = new LinkedHashMap<>();

    /** What decides who may take a step; many steps have the same. */
    private record Need(
            @Nullable AgentId agent,
            @Nullable AgentType type,
            @Nullable String track,
            Map<String, String> labels,
            boolean bringsCommand) {

        boolean isMetBy(AgentSpec candidate) {
            return (agent == null || agent.equals(candidate.id()))
                    && (type == null || type.equals(candidate.type()))
                    && (track == null || candidate.track() == null || track.equals(candidate.track()))
                    && candidate.labels().entrySet().containsAll(labels.entrySet());
        }

        boolean leavesNothingToRun(AgentSpec candidate) {
            return !bringsCommand
                    && candidate.type().equals(AgentType.COMMAND)
                    && candidate.command().isEmpty();
        }

        String words() {
            List<String> words = new ArrayList<>();
            words.add(agent == null ? "an agent" : "agent '" + agent + "'");
            if (type != null) {
                words.add("of type " + type);
            }
            if (track != null) {
                words.add("for track '" + track + "'");
            }
            if (!labels.isEmpty()) {
                words.add("with the labels " + new TreeMap<>(labels));
            }
            return String.join(" ", words);
        }
    }

    private FleetCheck(FleetDraft fleet, Problems problems) {
        this.declared = fleet.agents();
        this.usesRegistry = fleet.usesRegistry() && declared.isEmpty();
        this.problems = problems;
    }

    /**
     * The declared agents, or, when there are none, those that steps with a command or a script of their own need. A definition that uses
     * the registry brings none, and nobody can tell here whom its steps will find.
     *
     * @param there the agents of the run that the steps are added to, none when it uses the registry; null for a run of its own
     */
    static FleetCheck of(
            FleetDraft fleet, Map<StepId, StepDraft> steps, @Nullable List<AgentSpec> there, Problems problems) {
        boolean registry = there == null ? fleet.usesRegistry() : there.isEmpty();
        FleetCheck check =
                new FleetCheck(new FleetDraft(fleet.agents(), fleet.tracks(), registry, fleet.gates()), problems);
        Stream.ofNullable(there).flatMap(List::stream).forEach(check::takeUp);
        fleet.agents().forEach(check::declare);
        if (fleet.agents().isEmpty() && there == null && !registry) {
            check.declareDefaults(steps.values());
        }
        return check;
    }

    /** The agents that come with the definition. */
    List<AgentSpec> agents() {
        return agents.values().stream()
                .filter(agent -> !there.contains(agent.id()))
                .toList();
    }

    private void takeUp(AgentSpec agent) {
        there.add(agent.id());
        agents.put(agent.id(), agent);
        agentsByName.put(agent.id().value(), agent);
    }

    private @Nullable AgentId idOf(Mention name) {
        try {
            return new AgentId(name.text());
        } catch (IllegalArgumentException e) {
            problems.error(
                    InputProblemCode.ID_INVALID,
                    name.place(),
                    "'" + name.text()
                            + "' cannot be an agent's id: letters, digits and . _ : - are possible, 200 at most");
            return null;
        }
    }

    private void declare(AgentDraft draft) {
        AgentId id = idOf(draft.id());
        if (id == null) {
            return;
        }
        AgentSpec agent = AgentSpecBuilder.builder()
                .id(id)
                .type(draft.type())
                .track(text(draft.track()))
                .capacity(draft.capacity())
                .command(draft.command())
                .pool(draft.pool())
                .labels(draft.labels())
                .profile(draft.profile())
                .access(draft.access())
                .carried(draft.carried())
                .build();
        agentsByName.putIfAbsent(id.value(), agent);
        AgentSpec other = agents.putIfAbsent(id, agent);
        if (other != null && there.contains(id)) {
            if (!other.equals(agent)) {
                problems.error(
                        InputProblemCode.ID_DUPLICATE,
                        draft.id().place(),
                        "the run has an agent '" + id + "' already, and it is another one");
            }
        } else if (other != null) {
            problems.error(
                    InputProblemCode.ID_DUPLICATE, draft.id().place(), "there are two agents with the id '" + id + "'");
        }
    }

    private void declareDefaults(Iterable<StepDraft> steps) {
        @Nullable StepDraft silent = null;
        for (StepDraft step : steps) {
            if (!step.command().isEmpty()) {
                agents.put(DEFAULT_LOCAL.id(), DEFAULT_LOCAL);
            } else if (step.fake() != null) {
                agents.put(DEFAULT_FAKE.id(), DEFAULT_FAKE);
            } else if (silent == null) {
                silent = step;
            }
        }
        if (silent != null) {
            agents.clear();
            problems.error(
                    InputProblemCode.AGENTS_MISSING,
                    silent.id().place(),
                    "step '" + silent.id().text()
                            + "' does not say what to run, and no agents are declared: give it a 'run',"
                            + " declare 'agents', or name an agents file; teams and pipelines can bring agent documents (*.md)");
        }
    }

    /** The agent that a step names, or that its tool is; null when there is none. Unknown names are reported. */
    @Nullable
    AgentId agentOf(StepDraft step) {
        Mention mention = step.agent();
        if (mention == null) {
            return toolAgent(step).map(AgentSpec::id).orElse(null);
        }
        return usesRegistry ? idOf(mention) : known(step, mention);
    }

    /** The agents that take a step over after a failure. Unknown names are reported. */
    List<AgentId> fallbackOf(StepDraft step) {
        List<AgentId> fallback = new ArrayList<>();
        for (Mention mention : step.flow().fallback()) {
            AgentId agent = usesRegistry ? idOf(mention) : known(step, mention);
            if (agent != null) {
                fallback.add(agent);
                need(new Need(agent, null, null, Map.of(), !step.command().isEmpty()), step);
            }
        }
        return fallback;
    }

    private @Nullable AgentId known(StepDraft step, Mention mention) {
        if (agents.isEmpty()) {
            return null;
        }
        AgentSpec agent = agentsByName.get(mention.text());
        if (agent != null) {
            return agent.id();
        }
        List<String> names = agents.keySet().stream().map(AgentId::value).toList();
        if (names.contains(mention.text())) {
            return new AgentId(mention.text());
        }
        problems.error(
                InputProblemCode.AGENT_UNKNOWN,
                mention.place(),
                "step '" + step.id().text() + "' wants agent '" + mention.text() + "', which is not declared"
                        + DidYouMean.among(names, mention.text()));
        return null;
    }

    /**
     * The type of agent a step needs: the one it names; else that of its tool; else the one that can do what it brings, a command or a
     * script, as long as such an agent is declared. Null when any may take it.
     */
    @Nullable
    AgentType typeOf(StepDraft step) {
        if (step.agentType() != null || step.agent() != null || toolAgent(step).isPresent()) {
            return step.agentType();
        }
        Optional<AgentType> tool = toolType(step);
        if (tool.isPresent()) {
            return tool.get();
        }
        if (!step.command().isEmpty() && isDeclared(AgentType.COMMAND)) {
            return AgentType.COMMAND;
        }
        return step.fake() != null && isDeclared(AgentType.FAKE) ? AgentType.FAKE : null;
    }

    /** A tool may be the id of an agent that serves every track. */
    private Optional<AgentSpec> toolAgent(StepDraft step) {
        String tool = text(step.tool());
        return step.agentType() != null
                ? Optional.empty()
                : Optional.ofNullable(agentsByName.get(tool)).filter(agent -> agent.track() == null);
    }

    private Optional<AgentType> toolType(StepDraft step) {
        return step.tool() == null
                ? Optional.empty()
                : AgentTypes.named(step.tool().text().replace('-', '_')).filter(this::isDeclared);
    }

    private boolean isDeclared(AgentType type) {
        return usesRegistry
                || agents.values().stream().anyMatch(agent -> agent.type().equals(type));
    }

    /** Notes what a step needs; {@link #report} says later whether all needs are met. */
    void note(StepDraft step, @Nullable AgentId agent, @Nullable AgentType type, @Nullable Mention track) {
        noted.add(step);
        if (step.agent() == null || agent != null) {
            need(
                    new Need(
                            agent,
                            type,
                            text(track),
                            step.flow().agentLabels(),
                            !step.command().isEmpty()),
                    step);
        }
    }

    private void need(Need need, StepDraft step) {
        needs.computeIfAbsent(need, same -> new ArrayList<>()).add(step);
    }

    void report() {
        if (agents.isEmpty()) {
            return;
        }
        needs.forEach((need, steps) -> {
            List<AgentSpec> able =
                    agents.values().stream().filter(need::isMetBy).toList();
            if (able.isEmpty()) {
                reportNobody(need, steps);
            }
            able.stream().filter(need::leavesNothingToRun).findFirst().ifPresent(agent -> reportNothing(agent, steps));
        });
        reportTools();
        reportIdleTracks();
    }

    private void reportNobody(Need need, List<StepDraft> steps) {
        StepDraft first = steps.getFirst();
        Place place = first.track() == null ? first.id().place() : first.track().place();
        problems.error(
                InputProblemCode.STEP_WITHOUT_AGENT,
                place,
                "no agent can take " + shown(steps) + ": needed is " + need.words() + ", declared "
                        + (agents.size() == 1 ? "is " : "are ") + shownAgents());
    }

    private void reportNothing(AgentSpec agent, List<StepDraft> steps) {
        problems.error(
                InputProblemCode.STEP_WITHOUT_COMMAND,
                steps.getFirst().id().place(),
                "agent '" + agent.id() + "' may take " + shown(steps)
                        + ", but neither says what to run: give one of them a 'run', or name an agents file");
    }

    private void reportTools() {
        Map<String, List<StepDraft>> byTool = new LinkedHashMap<>();
        noted.stream()
                .filter(step -> step.tool() != null
                        && toolType(step).isEmpty()
                        && toolAgent(step).isEmpty())
                .forEach(step -> byTool.computeIfAbsent(String.valueOf(text(step.tool())), tool -> new ArrayList<>())
                        .add(step));
        byTool.forEach((tool, steps) -> {
            Mention mention = steps.getFirst().tool();
            if (mention != null) {
                problems.warning(
                        InputProblemCode.TOOL_UNKNOWN,
                        mention.place(),
                        "no declared agent is called or is of type '" + tool + "': any agent that fits takes "
                                + shown(steps));
            }
        });
    }

    private void reportIdleTracks() {
        List<String> served = needs.keySet().stream()
                .flatMap(need -> Optional.ofNullable(need.track).stream())
                .distinct()
                .toList();
        for (AgentDraft agent : declared) {
            Mention track = agent.track();
            if (track != null && !served.contains(track.text())) {
                problems.warning(
                        InputProblemCode.TRACK_UNUSED,
                        track.place(),
                        "no step is on track '" + track.text() + "' of agent '"
                                + agent.id().text() + "'" + DidYouMean.among(served, track.text()));
            }
        }
    }

    private String shownAgents() {
        String shown = agents.values().stream()
                .limit(MOST_AGENTS_SHOWN)
                .map(agent -> "'" + agent.id() + "' (" + agent.type()
                        + (agent.track() == null ? "" : ", track '" + agent.track() + "'") + ")")
                .collect(Collectors.joining(", "));
        int more = agents.size() - MOST_AGENTS_SHOWN;
        return more > 0 ? shown + " and " + more + " more" : shown;
    }

    private static String shown(List<StepDraft> steps) {
        String first = "step '" + steps.getFirst().id().text() + "'";
        return switch (steps.size()) {
            case 1 -> first;
            case 2 -> first + " and '" + steps.getLast().id().text() + "'";
            default -> first + " and " + (steps.size() - 1) + " more";
        };
    }

    private static @Nullable String text(@Nullable Mention mention) {
        return mention == null ? null : mention.text();
    }
}
