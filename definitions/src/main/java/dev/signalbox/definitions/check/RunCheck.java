package dev.signalbox.definitions.check;

import dev.signalbox.contracts.AgentId;
import dev.signalbox.contracts.StepId;
import dev.signalbox.contracts.WorkspaceId;
import dev.signalbox.contracts.scope.InvalidPathPattern;
import dev.signalbox.contracts.scope.PathPattern;
import dev.signalbox.contracts.spec.AgentSpec;
import dev.signalbox.contracts.spec.AgentType;
import dev.signalbox.contracts.spec.DefinitionSource;
import dev.signalbox.contracts.spec.FileScope;
import dev.signalbox.contracts.spec.RetryPolicy;
import dev.signalbox.contracts.spec.RunSpec;
import dev.signalbox.contracts.spec.StepSpec;
import dev.signalbox.contracts.spec.StepSpecBuilder;
import dev.signalbox.definitions.InputProblemCode;
import dev.signalbox.definitions.RunSoFar;
import dev.signalbox.definitions.draft.FleetDraft;
import dev.signalbox.definitions.draft.Mention;
import dev.signalbox.definitions.draft.Problems;
import dev.signalbox.definitions.draft.RunDraft;
import dev.signalbox.definitions.draft.StepDraft;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Makes a run specification of a draft, and finds what does not hold for it as a whole. Time is linear in the size of the draft. */
public final class RunCheck {
    private final RunDraft draft;
    private final @Nullable RunSoFar soFar;
    private final Problems problems;
    private final Set<Mention> reportedPatterns = new HashSet<>();

    private RunCheck(RunDraft draft, @Nullable RunSoFar soFar, Problems problems) {
        this.draft = draft;
        this.soFar = soFar;
        this.problems = problems;
    }

    /**
     * The run specification; only to be used when afterwards {@code problems} has no errors.
     *
     * @param soFar the run that the steps are to be added to; null for a run of its own
     */
    public static RunSpec specify(
            RunDraft draft,
            WorkspaceId workspace,
            DefinitionSource source,
            @Nullable RunSoFar soFar,
            Problems problems) {
        return new RunCheck(draft, soFar, problems).specify(workspace, source);
    }

    /** The agents of a fleet by themselves; only to be used when afterwards {@code problems} has no errors. */
    public static List<AgentSpec> agents(FleetDraft fleet, Problems problems) {
        return FleetCheck.of(fleet, Map.of(), null, problems).agents();
    }

    private RunSpec specify(WorkspaceId workspace, DefinitionSource source) {
        Map<StepId, StepDraft> steps = stepsById();
        Map<StepId, List<StepId>> dependencies =
                Dependencies.of(steps, soFar == null ? Set.of() : soFar.steps().keySet(), problems);
        Map<StepId, Mention> tracks = TrackAssignment.of(steps, draft.fleet().tracks(), problems);
        FleetCheck fleet = FleetCheck.of(draft.fleet(), steps, soFar == null ? null : soFar.agents(), problems);
        EstimateCheck estimates = new EstimateCheck(draft.options().budget(), problems);
        List<StepSpec> specified = new ArrayList<>();
        steps.forEach((id, step) -> {
            AgentId agent = fleet.agentOf(step);
            AgentType type = fleet.typeOf(step);
            Mention track = tracks.get(id);
            fleet.note(step, agent, type, track);
            StepSpec spec = specify(
                    id,
                    step,
                    dependencies.getOrDefault(id, List.of()),
                    agent,
                    type,
                    track,
                    step.retry().handingTo(fleet.fallbackOf(step)));
            reportOther(step, spec);
            estimates.check(step);
            specified.add(spec);
        });
        fleet.report();
        return new RunSpec(
                draft.name(),
                workspace,
                fleet.agents(),
                specified,
                draft.options(),
                source,
                draft.carried(),
                draft.notEnforced());
    }

    /** A step that the run has already may be said again, but not otherwise. */
    private void reportOther(StepDraft step, StepSpec spec) {
        StepSpec known = soFar == null ? null : soFar.steps().get(spec.id());
        if (known != null && !known.equals(spec)) {
            problems.error(
                    InputProblemCode.ID_DUPLICATE,
                    step.id().place(),
                    "the run has a step '" + spec.id() + "' already, and it is another one");
        }
    }

    private Map<StepId, StepDraft> stepsById() {
        Map<StepId, StepDraft> steps = new LinkedHashMap<>();
        for (StepDraft step : draft.steps()) {
            Mention name = step.id();
            try {
                StepId id = new StepId(name.text());
                StepDraft first = steps.putIfAbsent(id, step);
                if (first != null) {
                    problems.error(
                            InputProblemCode.ID_DUPLICATE,
                            name.place(),
                            "there are two steps with the id '" + id + "', the first at "
                                    + first.id().place().file() + ":"
                                    + first.id().place().line());
                }
            } catch (IllegalArgumentException e) {
                problems.error(
                        InputProblemCode.ID_INVALID,
                        name.place(),
                        "'" + name.text()
                                + "' cannot be a step's id: letters, digits and . _ : / - are possible, 200 at most");
            }
        }
        if (draft.steps().isEmpty() && !problems.hasErrors()) {
            problems.error(
                    InputProblemCode.GRAPH_EMPTY, draft.place(), "there are no steps, so there is nothing to run");
        }
        return steps;
    }

    private StepSpec specify(
            StepId id,
            StepDraft step,
            List<StepId> dependsOn,
            @Nullable AgentId agent,
            @Nullable AgentType type,
            @Nullable Mention track,
            RetryPolicy retry) {
        return StepSpecBuilder.builder()
                .id(id)
                .title(step.title())
                .dependsOn(dependsOn)
                .agent(agent)
                .agentType(type)
                .track(track == null ? null : track.text())
                .agentLabels(step.flow().agentLabels())
                .command(step.command())
                .prompt(step.prompt())
                .files(new FileScope(patterns(step.reads()), patterns(step.writes())))
                .retry(retry)
                .timeout(step.timeout())
                .environment(step.environment())
                .fake(step.fake())
                .inputs(inputs(step, dependsOn))
                .checkpoint(step.flow().checkpoint())
                .afterFailure(step.flow().afterFailure())
                .budget(step.flow().budget())
                .estimate(step.flow().estimate())
                .conflictGroup(step.flow().conflictGroup())
                .onConflict(step.flow().onConflict())
                .isolation(step.flow().isolation())
                .governor(step.flow().governor())
                .secrets(step.flow().secrets())
                .resources(step.flow().resources())
                .carried(step.carried())
                .notEnforced(step.notEnforced())
                .build();
    }

    private Map<String, StepId> inputs(StepDraft step, List<StepId> dependsOn) {
        Map<String, StepId> inputs = new LinkedHashMap<>();
        step.flow()
                .inputs()
                .forEach((text, source) -> dependsOn.stream()
                        .filter(needed -> needed.value().equals(source.text()))
                        .findFirst()
                        .ifPresentOrElse(
                                needed -> inputs.put(text, needed),
                                () -> problems.error(
                                        InputProblemCode.INPUT_UNKNOWN,
                                        source.place(),
                                        "the input '" + text + "' comes from '" + source.text()
                                                + "', which is none of the steps it depends on")));
        return inputs;
    }

    private List<String> patterns(List<Mention> mentions) {
        for (Mention mention : mentions) {
            try {
                PathPattern.parse(mention.text());
            } catch (InvalidPathPattern invalid) {
                if (reportedPatterns.add(mention)) {
                    problems.error(
                            InputProblemCode.SCOPE_INVALID, mention.place(), String.valueOf(invalid.getMessage()));
                }
            }
        }
        return mentions.stream().map(Mention::text).distinct().toList();
    }
}
