package dev.signalbox.definitions.format.openintent;

import dev.signalbox.definitions.InputProblemCode;
import dev.signalbox.definitions.draft.AgentDraft;
import dev.signalbox.definitions.draft.DidYouMean;
import dev.signalbox.definitions.draft.FleetDraft;
import dev.signalbox.definitions.draft.Kept;
import dev.signalbox.definitions.draft.Mention;
import dev.signalbox.definitions.draft.Problems;
import dev.signalbox.definitions.draft.Section;
import dev.signalbox.definitions.format.FleetSection;
import dev.signalbox.definitions.text.Value;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Reads {@code agents}. An agent of OpenIntent says who it is but not how to run it: {@code type}, {@code run}, {@code capacity}, {@code
 * pool} and {@code track} may say so as in {@code signalbox/v1}, or an agents file does; everything else about it is kept.
 */
final class AgentsSection {
    private static final Set<String> OWN = Set.of("type", "run", "capacity", "pool", "track");
    private static final List<String> RULES = List.of("default_permission", "approval_required");

    private final Kept notEnforced;
    private final Problems problems;

    AgentsSection(Kept notEnforced, Problems problems) {
        this.notEnforced = notEnforced;
        this.problems = problems;
    }

    /** The declared agents, and those that phases name without a declaration, which are worth a warning. */
    FleetDraft read(Section definition, List<Phase> phases) {
        if (!definition.has("agents")) {
            return FleetDraft.NONE;
        }
        Map<String, AgentDraft> agents = new LinkedHashMap<>();
        definition
                .section("agents", "'agents'")
                .ifPresent(section -> section.entries()
                        .forEach((name, field) ->
                                agents.put(name, agent(new Mention(name, field.key()), field.value()))));
        Set<String> declared = Set.copyOf(agents.keySet());
        phases.stream().flatMap(phase -> phase.assignees().stream()).forEach(assignee -> {
            if (!declared.contains(assignee.text())) {
                undeclared(assignee, declared);
                agents.putIfAbsent(assignee.text(), agent(assignee, new Value.Nothing(assignee.place())));
            }
        });
        return new FleetDraft(new ArrayList<>(agents.values()), List.of());
    }

    private void undeclared(Mention assignee, Set<String> declared) {
        problems.warning(
                InputProblemCode.AGENT_UNKNOWN,
                assignee.place(),
                "agent '" + assignee.text() + "' is not declared in 'agents'"
                        + DidYouMean.among(declared, assignee.text()));
    }

    private AgentDraft agent(Mention id, Value value) {
        Value.Fields fields = fieldsOf(value);
        Section section = new Section(fields, "an agent", problems);
        RULES.forEach(key -> notEnforced.keep("agents." + id.text() + "." + key, section, key));
        return new FleetSection(problems).agent(id, section, carried(fields));
    }

    private Value.Fields fieldsOf(Value value) {
        return switch (value) {
            case Value.Fields fields -> fields;
            case Value.Nothing nothing -> new Value.Fields(nothing.place(), Map.of());
            case Value.Text text ->
                new Value.Fields(text.place(), Map.of("description", new Value.Field(text.place(), text)));
            default -> {
                problems.error(
                        InputProblemCode.TYPE_WRONG, value.place(), "an agent must be a mapping, not " + value.kind());
                yield new Value.Fields(value.place(), Map.of());
            }
        };
    }

    private static Map<String, Object> carried(Value.Fields fields) {
        Map<String, Object> carried = new LinkedHashMap<>();
        fields.fields().forEach((key, field) -> {
            @Nullable Object plain = field.value().plain();
            if (!OWN.contains(key) && !RULES.contains(key) && plain != null) {
                carried.put(key, Objects.requireNonNull(plain));
            }
        });
        return carried;
    }
}
