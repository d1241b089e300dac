package dev.signalbox.scheduler.workspace;

import dev.signalbox.contracts.AgentId;
import dev.signalbox.contracts.MessageCatalogue;
import dev.signalbox.contracts.StepId;
import dev.signalbox.contracts.command.AddSteps;
import dev.signalbox.contracts.event.CommandRejected;
import dev.signalbox.contracts.event.RunExtended;
import dev.signalbox.contracts.scope.InvalidPathPattern;
import dev.signalbox.contracts.scope.ParsedScope;
import dev.signalbox.contracts.spec.AgentSpec;
import dev.signalbox.contracts.spec.StepSpec;
import dev.signalbox.scheduler.line.AgentRegistry;
import dev.signalbox.scheduler.step.StepInput;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Runs that grow while they are live, and runs that arrive in parts. A part is taken whole or not at all. */
final class Growth {
    private final RunRegister runs;
    private final StepMoves steps;
    private final AgentRegistry registry;

    Growth(RunRegister runs, StepMoves steps, AgentRegistry registry) {
        this.registry = registry;
        this.runs = runs;
        this.steps = steps;
    }

    void add(Turn turn, AddSteps command) {
        LiveRun run = runs.find(command.run());
        if (run == null) {
            return;
        }
        List<StepSpec> fresh = command.steps().stream()
                .filter(step -> !run.hasWordForWord(step))
                .toList();
        List<AgentSpec> agents = command.agents().stream()
                .filter(agent -> !run.agents().contains(agent))
                .toList();
        Optional<String> objection = objection(run, fresh).or(() -> unknownAgent(run, fresh, agents));
        if (objection.isPresent()) {
            turn.fact(
                    run,
                    new CommandRejected(
                            MessageCatalogue.nameOf(command), null, objection.get(), command.requestedBy()));
            return;
        }
        boolean sealing = command.seal() && !run.sealed;
        if (fresh.isEmpty() && agents.isEmpty() && !sealing) {
            return;
        }
        RunPart part = new RunPart(run.id(), run.parts + 1, fresh, agents, command.seal());
        List<LiveStep> added = run.add(part);
        turn.extended(part);
        turn.fact(run, new RunExtended(fresh, agents, run.sealed, command.reason(), command.requestedBy()));
        added.forEach(turn::changed);
        start(turn, sealing ? List.copyOf(run.steps.values()) : added);
        steps.endIfOver(turn, run);
    }

    private void start(Turn turn, List<LiveStep> candidates) {
        for (LiveStep step : candidates) {
            Optional<LiveStep> inTheWay =
                    step.needed().filter(LiveStep::isInTheWay).findFirst();
            if (inTheWay.isPresent()) {
                StepId because = inTheWay.get().spec.id();
                steps.input(turn, step, new StepInput.Skip(because, "step " + because + " did not succeed"));
            } else {
                steps.begin(turn, step);
            }
        }
    }

    private static Optional<String> objection(LiveRun run, List<StepSpec> fresh) {
        if (run.stopping != null) {
            return Optional.of("the run is being stopped");
        }
        if (run.parent != null) {
            Optional<String> beyond = Children.beyondScope(fresh, run.parent);
            if (beyond.isPresent()) {
                return beyond;
            }
        }
        if (run.haltedBy != null) {
            return Optional.of("the run has stopped at the failure of step " + run.haltedBy);
        }
        Map<StepId, StepSpec> byId = new LinkedHashMap<>();
        for (StepSpec step : fresh) {
            if (run.steps.containsKey(step.id()) || byId.put(step.id(), step) != null) {
                return Optional.of("there is another step " + step.id());
            }
        }
        return fresh.stream()
                .flatMap(step -> step.dependsOn().stream()
                        .filter(needed -> !run.steps.containsKey(needed) && !byId.containsKey(needed))
                        .map(needed -> "step " + step.id() + " needs step " + needed + ", which does not exist"))
                .findFirst()
                .or(() -> unusablePattern(fresh))
                .or(() -> circle(byId));
    }

    /** A run that brings no agents is worked on by those that are registered when its steps are ready. */
    private Optional<String> unknownAgent(LiveRun run, List<StepSpec> fresh, List<AgentSpec> added) {
        Set<AgentId> known = run.agents().stream().map(AgentSpec::id).collect(Collectors.toSet());
        for (AgentSpec agent : added) {
            if (!known.add(agent.id())) {
                return Optional.of("there is another agent " + agent.id());
            }
        }
        return known.isEmpty()
                ? Optional.empty()
                : fresh.stream()
                        .flatMap(step -> wanted(step)
                                .filter(agent -> !known.contains(agent) && !registry.has(agent))
                                .map(agent -> "step " + step.id() + " names agent " + agent + ", which does not exist"))
                        .findFirst();
    }

    private static Stream<AgentId> wanted(StepSpec step) {
        return Stream.concat(Stream.ofNullable(step.agent()), step.retry().fallbackAgents().stream());
    }

    private static Optional<String> unusablePattern(List<StepSpec> fresh) {
        for (StepSpec step : fresh) {
            try {
                ParsedScope.of(step.files());
            } catch (InvalidPathPattern e) {
                return Optional.of("the files of step " + step.id() + " cannot be read: " + e.getMessage());
            }
        }
        return Optional.empty();
    }

    /** Old steps cannot need new ones, so a circle is among the new ones. */
    private static Optional<String> circle(Map<StepId, StepSpec> fresh) {
        Map<StepId, StepSpec> left = new LinkedHashMap<>(fresh);
        while (left.values().removeIf(step -> step.dependsOn().stream().noneMatch(left::containsKey))) {
            // each round takes out the steps whose needs are met by the rounds before
        }
        return left.isEmpty()
                ? Optional.empty()
                : Optional.of("steps need each other in a circle: "
                        + left.keySet().stream().map(StepId::value).sorted().collect(Collectors.joining(", ")));
    }
}
