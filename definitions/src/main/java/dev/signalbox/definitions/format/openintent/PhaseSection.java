package dev.signalbox.definitions.format.openintent;

import dev.signalbox.contracts.spec.BudgetRule;
import dev.signalbox.contracts.spec.RetryPolicy;
import dev.signalbox.definitions.InputProblemCode;
import dev.signalbox.definitions.draft.Kept;
import dev.signalbox.definitions.draft.Mention;
import dev.signalbox.definitions.draft.Problems;
import dev.signalbox.definitions.draft.Section;
import dev.signalbox.definitions.text.Value;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Reads a phase, but not yet what it has to do with others. */
final class PhaseSection {
    private static final int MOST_TITLE_CHARACTERS = 200;
    private static final List<String> CARRIED = List.of(
            "attachments",
            "memory",
            "tools",
            "plan",
            "delegation_scope",
            "cost",
            "federation_visibility",
            "dispatch_to");

    private final Mention name;
    private final Section section;
    private final Problems problems;
    private final Kept carried = new Kept();
    private final Kept notEnforced = new Kept();

    PhaseSection(Mention name, Value.Fields fields, Problems problems) {
        this.name = name;
        this.section = new Section(fields, "a phase", problems);
        this.problems = problems;
    }

    /** The phase as far as it can be read. */
    Phase read(Set<String> namedTypes) {
        @Nullable String title = section.line("title", MOST_TITLE_CHARACTERS);
        @Nullable String description = section.text("description");
        List<Mention> assignees = assignees();
        Map<String, Mention> inputs = section.mentionsByName("inputs");
        Outputs outputs = Outputs.read(section, namedTypes, problems);
        notEnforced.keep("outputs", section, "outputs");
        inputs.forEach((local, source) -> {
            if (InputSource.isFromTrigger(source)) {
                notEnforced.keep("inputs." + local, new Value.Text(source.place(), source.text()));
            }
        });
        RetryPolicy retry = section.section("retry", "'retry'")
                .map(inner -> new RetrySection(inner).read(notEnforced))
                .orElse(RetryPolicy.ONCE);
        @Nullable BudgetRule budget = new PhaseRules(section, problems).read(carried, notEnforced);
        section.items("attachments", "a list of attachments");
        CARRIED.forEach(key -> carried.keep(key, section, key));
        carried.keepOwnEntries(section);
        Phase phase = new Phase(
                name,
                title == null ? titleOf(name.text()) : title,
                description,
                assignees,
                section.value("assign") instanceof Value.Items,
                section.oneOrMore("depends_on", "[research]"),
                constraints(),
                initialState(),
                inputs,
                outputs,
                retry,
                budget,
                carried.values(),
                notEnforced.values());
        section.reportUnknownKeys();
        return phase;
    }

    private List<Mention> assignees() {
        List<Mention> assignees = section.oneOrMore("assign", "[writer, editor]");
        boolean isEmptyList = section.value("assign") instanceof Value.Items items
                && items.items().isEmpty();
        if (!section.has("assign") || isEmptyList) {
            problems.error(
                    InputProblemCode.KEY_MISSING,
                    section.has("assign") ? section.placeOf("assign") : name.place(),
                    "phase '" + name.text() + "' needs an 'assign': the agent that does it, or a list of agents");
        }
        return assignees;
    }

    private @Nullable Value constraints() {
        Value value = section.value("constraints");
        return switch (value) {
            case null -> null;
            case Value.Fields fields -> fields;
            case Value.Items items -> items;
            default -> {
                problems.error(
                        InputProblemCode.TYPE_WRONG,
                        value.place(),
                        "'constraints' must be a list, for example [\"Formal tone\"], or a mapping, not "
                                + value.kind());
                yield null;
            }
        };
    }

    private Value.@Nullable Fields initialState() {
        section.section("initial_state", "'initial_state'");
        return section.value("initial_state") instanceof Value.Fields fields ? fields : null;
    }

    private static String titleOf(String name) {
        return Arrays.stream(name.replace('_', ' ').split(" ", -1))
                .map(word -> word.isEmpty() ? word : Character.toTitleCase(word.charAt(0)) + word.substring(1))
                .collect(Collectors.joining(" "));
    }
}
