package dev.signalbox.definitions.format.coordination;

import dev.signalbox.definitions.InputProblemCode;
import dev.signalbox.definitions.draft.DidYouMean;
import dev.signalbox.definitions.draft.Mention;
import dev.signalbox.definitions.draft.Problems;
import dev.signalbox.definitions.draft.StepDraft;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Makes one graph of the workflows of a run. The steps of a workflow run one after another, then its phases: each after the phases it
 * depends on, or else after the one before it. The tasks of a phase run one after another, or side by side in a parallel phase.
 */
final class WorkflowGraph {
    private static final int MOST_DEPENDENCIES = 2_000_000;

    private final List<Lane> lanes;
    private final Problems problems;
    private final Map<String, List<Mention>> exits = new HashMap<>();
    private int dependencies;
    private boolean overflown;

    /** A workflow and the beginning of the ids of its steps. */
    record Lane(Workflow workflow, String prefix) {
        Mention idOf(Task task) {
            return new Mention(prefix + task.id().text(), task.id().place());
        }

        List<Mention> exitsOf(Phase phase) {
            return phase.lastTasks().stream().map(this::idOf).toList();
        }
    }

    private record Link(Lane lane, Task task, List<Mention> dependsOn) {}

    WorkflowGraph(List<Lane> lanes, Problems problems) {
        this.lanes = lanes;
        this.problems = problems;
        lanes.forEach(lane -> lane.workflow().phases().forEach(phase -> {
            Mention id = phase.id();
            if (id != null) {
                exits.put(lane.prefix() + id.text(), lane.exitsOf(phase));
                exits.putIfAbsent(lane.workflow().name().text() + "_" + id.text(), lane.exitsOf(phase));
            }
        }));
    }

    /**
     * The steps of all workflows.
     *
     * @param mode whether each workflow waits for the one before it
     */
    List<StepDraft> steps(CoordinationMode mode) {
        Map<String, List<Link>> linked = new LinkedHashMap<>();
        lanes.forEach(lane -> linked.put(lane.workflow().name().text(), links(lane)));
        Map<String, List<Mention>> ends = new HashMap<>();
        linked.forEach((name, links) -> ends.put(name, ends(links)));
        List<StepDraft> steps = new ArrayList<>();
        List<Mention> before = List.of();
        for (Lane lane : lanes) {
            List<Link> links = linked.getOrDefault(lane.workflow().name().text(), List.of());
            List<Mention> first = new ArrayList<>(mode == CoordinationMode.SEQUENTIAL ? before : List.of());
            lane.workflow().dependsOn().forEach(other -> first.addAll(endsOf(other, lane, ends)));
            links.forEach(link -> steps.add(lane.workflow()
                    .verified(link.task()
                            .step(
                                    lane.idOf(link.task()),
                                    link.dependsOn().isEmpty() ? counted(first) : link.dependsOn()))));
            before = ends.getOrDefault(lane.workflow().name().text(), List.of());
        }
        return steps;
    }

    private List<Mention> endsOf(Mention other, Lane lane, Map<String, List<Mention>> ends) {
        List<Mention> known = ends.get(other.text());
        if (known == null) {
            problems.error(
                    InputProblemCode.DEPENDENCY_UNKNOWN,
                    other.place(),
                    "workflow '" + lane.workflow().name().text() + "' depends on workflow '" + other.text()
                            + "', which is not among the files" + DidYouMean.among(ends.keySet(), other.text()));
            return List.of();
        }
        return known.stream().map(end -> new Mention(end.text(), other.place())).toList();
    }

    private List<Link> links(Lane lane) {
        List<Link> links = new ArrayList<>();
        List<Mention> base = List.of();
        List<Mention> before = List.of();
        for (Phase phase : lane.workflow().phases()) {
            if (phase.id() == null) {
                link(lane, phase, List.of(), links);
                base = lane.exitsOf(phase);
                before = base;
            } else {
                link(lane, phase, needs(lane, phase, base, before), links);
                before = lane.exitsOf(phase);
            }
        }
        return lane.workflow().pattern().isSideBySide() ? byPriority(lane, links) : links;
    }

    private List<Mention> needs(Lane lane, Phase phase, List<Mention> base, List<Mention> before) {
        if (phase.dependsOn() == null) {
            return lane.workflow().pattern().isSideBySide() ? base : before;
        }
        List<Mention> needs = new ArrayList<>();
        for (Mention other : phase.dependsOn()) {
            exits(lane, phase, other).forEach(exit -> needs.add(new Mention(exit.text(), other.place())));
        }
        return needs.isEmpty() ? base : needs;
    }

    private List<Mention> exits(Lane lane, Phase phase, Mention other) {
        Optional<List<Mention>> own = Optional.ofNullable(exits.get(lane.prefix() + other.text()));
        return own.or(() -> Optional.ofNullable(exits.get(other.text()))).orElseGet(() -> {
            List<String> phases = lane.workflow().phases().stream()
                    .flatMap(known -> Optional.ofNullable(known.id()).stream())
                    .map(Mention::text)
                    .toList();
            problems.error(
                    InputProblemCode.DEPENDENCY_UNKNOWN,
                    other.place(),
                    "phase '" + (phase.id() == null ? "" : phase.id().text()) + "' depends on phase '" + other.text()
                            + "', which does not exist" + DidYouMean.among(phases, other.text()));
            return List.of();
        });
    }

    private void link(Lane lane, Phase phase, List<Mention> needs, List<Link> links) {
        List<Mention> before = needs;
        for (Task task : phase.tasks()) {
            links.add(new Link(lane, task, counted(before)));
            before = phase.parallel() ? needs : List.of(lane.idOf(task));
        }
    }

    /** Two wide phases behind each other have as many dependencies as pairs of tasks; there has to be an end to that. */
    private List<Mention> counted(List<Mention> needs) {
        dependencies += needs.size();
        if (dependencies <= MOST_DEPENDENCIES) {
            return needs;
        }
        if (!overflown) {
            overflown = true;
            problems.error(
                    InputProblemCode.STEPS_TOO_MANY,
                    needs.getFirst().place(),
                    "there are more than " + MOST_DEPENDENCIES
                            + " dependencies between tasks; put a phase with one task between wide parallel phases");
        }
        dependencies = MOST_DEPENDENCIES;
        return List.of();
    }

    private static List<Link> byPriority(Lane lane, List<Link> links) {
        Map<Task, Integer> priorities = new HashMap<>();
        lane.workflow()
                .phases()
                .forEach(phase -> phase.tasks()
                        .forEach(task ->
                                priorities.put(task, phase.id() == null ? Integer.MAX_VALUE : phase.priority())));
        return links.stream()
                .sorted(Comparator.comparing(
                        (Link link) -> priorities.getOrDefault(link.task(), 0), Comparator.reverseOrder()))
                .toList();
    }

    /** The steps of a workflow that no other step of it waits for. */
    private List<Mention> ends(List<Link> links) {
        Set<String> needed = new HashSet<>();
        links.forEach(link -> link.dependsOn().forEach(need -> needed.add(need.text())));
        return links.stream()
                .map(link -> link.lane().idOf(link.task()))
                .filter(id -> !needed.contains(id.text()))
                .toList();
    }
}
