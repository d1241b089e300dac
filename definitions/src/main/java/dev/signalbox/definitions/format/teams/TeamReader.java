package dev.signalbox.definitions.format.teams;

import dev.signalbox.definitions.InputProblemCode;
import dev.signalbox.definitions.draft.DidYouMean;
import dev.signalbox.definitions.draft.Mention;
import dev.signalbox.definitions.draft.Problems;
import dev.signalbox.definitions.draft.Section;
import dev.signalbox.definitions.text.Value;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Reads one team: a list of agents, or a mapping with {@code members}. */
final class TeamReader {
    private static final String MEMBERS = "members";
    private static final List<String> PURPOSES = List.of("objective", "description");
    private static final List<String> RULES = List.of("handoffArtifacts", "focusPaths");

    private final EntryReading reading;
    private final Problems problems;

    TeamReader(Problems problems) {
        this.reading = new EntryReading(problems);
        this.problems = problems;
    }

    Team read(Catalogue.Entry entry) {
        Team team = switch (entry.value()) {
            case Value.Items list -> new Team(entry.name(), members(list), Map.of(), Map.of());
            case Value.Fields fields -> described(entry.name(), fields);
            case Value.Nothing nothing -> new Team(entry.name(), List.of(), Map.of(), Map.of());
            case Value.Text other -> notATeam(entry, other);
            case Value.Numeral other -> notATeam(entry, other);
            case Value.Truth other -> notATeam(entry, other);
        };
        if (team.members().isEmpty() && !problems.hasErrors()) {
            problems.error(
                    InputProblemCode.GRAPH_EMPTY,
                    entry.name().place(),
                    "the team '" + entry.name().text() + "' has no members");
        }
        return team;
    }

    private Team notATeam(Catalogue.Entry entry, Value other) {
        problems.error(
                InputProblemCode.TYPE_WRONG,
                other.place(),
                "the team '" + entry.name().text() + "' must be a list of agents, not " + other.kind());
        return new Team(entry.name(), List.of(), Map.of(), Map.of());
    }

    private Team described(Mention name, Value.Fields fields) {
        Section section = new Section(fields, "a team", problems);
        Map<String, Object> carried = new LinkedHashMap<>();
        for (String key : PURPOSES) {
            String text = section.text(key);
            if (text != null) {
                carried.put(key, text);
            }
        }
        Value members = section.value(MEMBERS);
        List<Team.Member> read = switch (members) {
            case null -> List.of();
            case Value.Items list -> members(list);
            case Value.Fields byRole -> byRole(byRole);
            default -> {
                section.invalid(MEMBERS, "must be a list of agents, or a mapping of roles to agents");
                yield List.of();
            }
        };
        Map<String, Object> rules = reading.withoutEffect(section, RULES);
        fields.fields().forEach((key, field) -> {
            boolean known = key.equals(MEMBERS) || PURPOSES.contains(key) || RULES.contains(key);
            if (!known && !key.startsWith("x-")) {
                problems.error(
                        InputProblemCode.DIALECT_NOT_UNDERSTOOD,
                        field.key(),
                        "it is not certain what '" + key + "' means in a team"
                                + DidYouMean.among(List.of(MEMBERS), key));
            }
        });
        return new Team(name, read, carried, rules);
    }

    private List<Team.Member> members(Value.Items list) {
        List<Team.Member> members = new ArrayList<>();
        list.items()
                .forEach(item -> reading.name(item, "a member of a team")
                        .ifPresent(agent -> members.add(new Team.Member(agent.text(), agent))));
        return members;
    }

    private List<Team.Member> byRole(Value.Fields roles) {
        List<Team.Member> members = new ArrayList<>();
        roles.fields()
                .forEach((role, field) -> reading.name(field.value(), "the member '" + role + "'")
                        .ifPresent(agent -> members.add(new Team.Member(role, agent))));
        return members;
    }
}
