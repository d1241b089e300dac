package dev.signalbox.definitions.format.coordination;

import dev.signalbox.contracts.spec.Gate;
import dev.signalbox.definitions.draft.DidYouMean;
import dev.signalbox.definitions.draft.Mention;
import dev.signalbox.definitions.draft.Problems;
import dev.signalbox.definitions.draft.Section;
import dev.signalbox.definitions.format.WantedGates;
import dev.signalbox.definitions.text.Value;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Reads the gates that a workflow names: {@code quality_gates} of its merge queue, or those that its {@code verification_level} stands for,
 * and the types of its {@code gates}. An agents file says what to run for them.
 */
final class QualityGates {
    private static final String MERGE_QUEUE = "merge_queue";
    private static final String NAMES = "quality_gates";
    private static final String LEVEL = "verification_level";
    private static final String GATES = "gates";
    private static final Map<String, List<String>> LEVELS = Map.of(
            "minimal", List.of("lint"),
            "standard", List.of("lint", "test"),
            "comprehensive", List.of("lint", "test", "typecheck", "security"));

    private final WantedGates wanted;
    private final Kept kept = new Kept();
    private final Kept notEnforced = new Kept();

    QualityGates(Map<String, Gate> declared, Problems problems) {
        this.wanted = new WantedGates(declared, problems);
    }

    void read(Section workflow, Optional<Section> coordination) {
        coordination.ifPresent(section -> keep(MERGE_QUEUE, section, this::queue));
        keep(GATES, workflow, gates -> all(gates, this::typed));
    }

    /** Those of which it is known what to run. */
    List<Gate> found() {
        return wanted.found();
    }

    /** The keys all gates of which are run. */
    Map<String, Object> kept() {
        return kept.all();
    }

    /** The keys that ask for more than is run. */
    Map<String, Object> notEnforced() {
        return notEnforced.all();
    }

    /** @param want asks for all gates of the key and answers whether each of them is run */
    private void keep(String key, Section section, Predicate<Value> want) {
        @Nullable Value value = section.value(key);
        if (value != null) {
            (want.test(value) ? kept : notEnforced).keys(section, List.of(key));
        }
    }

    private boolean queue(Value queue) {
        if (!(queue instanceof Value.Fields fields)) {
            return unread(queue, "'" + MERGE_QUEUE + "' must be a mapping");
        }
        if (fields.get("enabled") instanceof Value.Truth enabled && !enabled.holds()) {
            return false;
        }
        return says(fields, NAMES)
                .map(names -> all(names, this::named))
                .or(() -> says(fields, LEVEL).map(this::level))
                .orElse(false);
    }

    private static Optional<Value> says(Value.Fields fields, String key) {
        return Optional.ofNullable(fields.get(key)).filter(value -> !(value instanceof Value.Nothing));
    }

    private boolean level(Value level) {
        if (!(level instanceof Value.Text text)) {
            return unread(level, "'" + LEVEL + "' must be text");
        }
        @Nullable List<String> names = LEVELS.get(text.text());
        if (names == null) {
            wanted.warn(
                    level.place(),
                    "'" + LEVEL + "' must be one of minimal, standard, comprehensive, not '" + text.text()
                            + "'; no gate is run for it" + DidYouMean.among(LEVELS.keySet(), text.text()));
            return false;
        }
        boolean complete = true;
        for (String name : names) {
            complete &= wanted.want(new Mention(name, level.place()));
        }
        return complete;
    }

    /** Asks for each of a list, or for the one that stands for itself. */
    private static boolean all(Value gates, Predicate<Value> want) {
        List<Value> items = gates instanceof Value.Items list ? list.items() : List.of(gates);
        boolean complete = !items.isEmpty();
        for (Value item : items) {
            complete &= want.test(item);
        }
        return complete;
    }

    private boolean typed(Value gate) {
        if (!(gate instanceof Value.Fields fields)) {
            return named(gate);
        }
        Optional<Value> type = says(fields, "type");
        if (type.isEmpty()) {
            wanted.warn(gate.place(), "a gate needs a 'type'; no gate is run for it");
        }
        return type.filter(this::named).isPresent();
    }

    private boolean named(Value name) {
        return name instanceof Value.Text text
                ? wanted.want(new Mention(text.text(), text.place()))
                : unread(name, "the name of a gate must be text");
    }

    private boolean unread(Value value, String expected) {
        wanted.reportUnread(value, expected);
        return false;
    }
}
