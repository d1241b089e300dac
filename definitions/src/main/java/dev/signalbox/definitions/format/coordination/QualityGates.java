package dev.signalbox.definitions.format.coordination;

import dev.signalbox.contracts.spec.Gate;
import dev.signalbox.definitions.draft.Mention;
import dev.signalbox.definitions.draft.Problems;
import dev.signalbox.definitions.draft.Section;
import dev.signalbox.definitions.format.WantedGates;
import dev.signalbox.definitions.text.Value;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Reads the gates that a workflow names: {@code quality_gates} of its merge queue, or those that its {@code verification_level} stands for,
 * and the types of its {@code gates}. An agents file says what to run for them.
 */
final class QualityGates {
    private static final String MERGE_QUEUE = "merge_queue";
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
        coordination.ifPresent(section -> {
            @Nullable Value queue = section.value(MERGE_QUEUE);
            keep(MERGE_QUEUE, section, queue instanceof Value.Fields fields ? namesOf(fields) : List.of());
        });
        keep(GATES, workflow, workflow.value(GATES) instanceof Value.Items items ? typesOf(items) : List.of());
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

    private void keep(String key, Section section, List<Mention> names) {
        boolean complete = !names.isEmpty();
        for (Mention name : names) {
            complete &= wanted.want(name);
        }
        (complete ? kept : notEnforced).keys(section, List.of(key));
    }

    private static List<Mention> namesOf(Value.Fields queue) {
        if (queue.get("enabled") instanceof Value.Truth enabled && !enabled.holds()) {
            return List.of();
        }
        if (queue.get("quality_gates") instanceof Value.Items named) {
            return named.items().stream()
                    .filter(Value.Text.class::isInstance)
                    .map(name -> mention((Value.Text) name))
                    .toList();
        }
        return queue.get(LEVEL) instanceof Value.Text level
                ? LEVELS.getOrDefault(level.text(), List.of()).stream()
                        .map(name -> new Mention(name, level.place()))
                        .toList()
                : List.of();
    }

    private static List<Mention> typesOf(Value.Items gates) {
        return gates.items().stream()
                .flatMap(gate -> gate instanceof Value.Fields fields && fields.get("type") instanceof Value.Text type
                        ? Stream.of(mention(type))
                        : Stream.empty())
                .toList();
    }

    private static Mention mention(Value.Text text) {
        return new Mention(text.text(), text.place());
    }
}
