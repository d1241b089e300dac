package dev.signalbox.definitions.format.teams;

import dev.signalbox.contracts.api.RunParameters;
import dev.signalbox.contracts.spec.AfterFailure;
import dev.signalbox.contracts.spec.OnFailure;
import dev.signalbox.contracts.spec.RunOptions;
import dev.signalbox.contracts.spec.RunOptionsBuilder;
import dev.signalbox.definitions.draft.FleetDraft;
import dev.signalbox.definitions.draft.Mention;
import dev.signalbox.definitions.draft.Problems;
import dev.signalbox.definitions.draft.RunDraft;
import dev.signalbox.definitions.draft.StepDraft;
import dev.signalbox.definitions.draft.StepFlowBuilder;
import dev.signalbox.definitions.format.Document;
import dev.signalbox.definitions.format.InputFormat;
import dev.signalbox.definitions.text.Value;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Teams of agents. The members work on one goal side by side, and a last step writes the synthesis of what they answered; a member that
 * fails is named there, and the run fails.
 */
public final class TeamsFormat implements InputFormat {
    public static final String NAME = "teams";

    private static final String KIND = "team";
    private static final Set<String> OWN_KEYS = Set.of("members");
    private static final String SYNTHESIS = "synthesis";

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public boolean readsParameters() {
        return true;
    }

    @Override
    public boolean recognises(Document document) {
        return document.value() instanceof Value.Fields fields
                && !document.describesAgent()
                && !fields.has("apiVersion")
                && (document.baseName().equals(NAME)
                        || Catalogue.wrapped(fields, NAME, OWN_KEYS).isPresent()
                        || isAllLists(fields));
    }

    private static boolean isAllLists(Value.Fields fields) {
        return !fields.fields().isEmpty()
                && fields.fields().values().stream()
                        .allMatch(field -> field.value() instanceof Value.Items list
                                && !list.items().isEmpty()
                                && list.items().stream().allMatch(Value.Text.class::isInstance));
    }

    /** The teams of the files, in their order. */
    public static List<Team> list(List<Document> documents, Problems problems) {
        TeamReader reader = new TeamReader(problems);
        return catalogue(documents, problems).entries().values().stream()
                .map(reader::read)
                .toList();
    }

    private static Catalogue catalogue(List<Document> documents, Problems problems) {
        return Catalogue.of(documents, KIND, Set.of(NAME), OWN_KEYS, problems);
    }

    @Override
    public RunDraft read(List<Document> documents, RunParameters parameters, Problems problems) {
        return run(documents, null, parameters, problems);
    }

    @Override
    public RunDraft read(List<Document> documents, FleetDraft fleet, RunParameters parameters, Problems problems) {
        return run(documents, fleet, parameters, problems);
    }

    private static RunDraft run(
            List<Document> documents, @Nullable FleetDraft fleet, RunParameters parameters, Problems problems) {
        Catalogue catalogue = catalogue(documents, problems);
        Request request = new Request(parameters, problems);
        Crew crew = Crew.of(documents, catalogue.overlays(), fleet, problems);
        TeamReader reader = new TeamReader(problems);
        Optional<Catalogue.Entry> chosen = catalogue.chosen(parameters.target(), problems);
        if (chosen.isEmpty()) {
            catalogue.entries().values().forEach(reader::read);
            return new RunDraft(KIND, catalogue.place(), null, FleetDraft.NONE, List.of(), RunOptions.DEFAULT);
        }
        Team team = reader.read(chosen.get());
        Map<String, Object> carried = new LinkedHashMap<>(catalogue.carried());
        carried.putAll(team.carried());
        String goal = request.goal(KIND);
        carried.put("goal", goal);
        Map<String, Object> notEnforced = new LinkedHashMap<>(team.notEnforced());
        notEnforced.putAll(request.limits());
        int concurrency = request.concurrency();
        List<StepDraft> steps = team.members().isEmpty() ? List.of() : steps(team, goal, crew);
        return new RunDraft(
                KIND + " " + team.name().text(),
                team.name().place(),
                null,
                crew.fleet(
                        steps.stream()
                                .flatMap(step -> Stream.ofNullable(step.agent()))
                                .toList(),
                        concurrency),
                steps,
                RunOptionsBuilder.builder()
                        .maxParallel(concurrency)
                        .onFailure(OnFailure.CONTINUE)
                        .priority(RunOptions.DEFAULT_PRIORITY)
                        .build(),
                carried,
                notEnforced);
    }

    private static List<StepDraft> steps(Team team, String goal, Crew crew) {
        UniqueIds ids =
                new UniqueIds(Stream.concat(team.members().stream().map(Team.Member::role), Stream.of(SYNTHESIS))
                        .toList());
        List<StepDraft> steps = new ArrayList<>();
        String task = "Team: " + team.name().text() + "\nGoal: " + goal;
        WiredPrompt.Builder synthesis = new WiredPrompt.Builder().text(task + """


                Each member of the team has worked on the goal on its own. Write the synthesis of their answers: what they agree on, \
                where they differ, the risks, and what to do next. Name the members that did not succeed.
                """);
        List<Mention> members = new ArrayList<>();
        for (Team.Member member : team.members()) {
            Mention id = ids.next(member.role(), member.agent());
            members.add(id);
            steps.add(TeamStep.of(
                    id,
                    List.of(),
                    member.agent(),
                    new WiredPrompt(task, Map.of()),
                    crew,
                    StepFlowBuilder.builder()
                            .afterFailure(AfterFailure.CONTINUE)
                            .build()));
            synthesis
                    .text("\n## " + id.text() + "\n\n")
                    .output("{{output of " + id.text() + "}}", id)
                    .text("\n");
        }
        WiredPrompt prompt = synthesis.build();
        steps.add(TeamStep.of(
                ids.next(SYNTHESIS, team.name()),
                members,
                crew.writer(team.members()),
                prompt,
                crew,
                StepFlowBuilder.builder().inputs(prompt.inputs()).build()));
        return steps;
    }
}
