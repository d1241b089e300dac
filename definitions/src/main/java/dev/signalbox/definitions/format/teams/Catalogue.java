package dev.signalbox.definitions.format.teams;

import dev.signalbox.definitions.InputProblemCode;
import dev.signalbox.definitions.draft.DidYouMean;
import dev.signalbox.definitions.draft.Mention;
import dev.signalbox.definitions.draft.Problems;
import dev.signalbox.definitions.format.Document;
import dev.signalbox.definitions.text.Place;
import dev.signalbox.definitions.text.Value;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The things of one kind that files name: at the top of a file, or in a mapping of that kind beside a version.
 *
 * @param kind what one of them is called
 * @param place where the first file begins
 * @param entries the things by name, in the order of the files
 * @param overlays the files that a file names for its agents, by the name of the agent
 * @param carried what is said beside them
 */
record Catalogue(
        String kind,
        Place place,
        Map<String, Entry> entries,
        Map<String, String> overlays,
        Map<String, Object> carried) {
    private static final String VERSION = "version";
    private static final String AGENTS = "agents";
    private static final String OVERLAY = "overlay";
    private static final String DEFAULT_TEAM = "defaultTeam";

    /**
     * A thing.
     *
     * @param name what it is called
     * @param value what it is
     */
    record Entry(Mention name, Value value) {}

    /**
     * Reads the names.
     *
     * @param wrappers the keys whose mapping may hold the things
     * @param own keys that such a mapping cannot be about, because a thing itself has them
     */
    static Catalogue of(
            List<Document> documents, String kind, Set<String> wrappers, Set<String> own, Problems problems) {
        Reading reading = new Reading(wrappers, own, problems);
        documents.stream().filter(document -> !document.describesAgent()).forEach(reading::take);
        return new Catalogue(
                kind,
                documents.stream()
                        .filter(document -> !document.describesAgent())
                        .findFirst()
                        .orElse(documents.getFirst())
                        .value()
                        .place(),
                reading.entries,
                reading.overlays,
                reading.carried);
    }

    /** The thing that is asked for, or the only one; empty, and reported, when that is unclear. */
    Optional<Entry> chosen(@Nullable String target, Problems problems) {
        if (target != null) {
            Entry entry = entries.get(target.strip());
            if (entry == null) {
                problems.error(
                        InputProblemCode.TARGET_UNKNOWN,
                        place,
                        "there is no " + kind + " '" + target.strip() + "'" + DidYouMean.among(entries.keySet(), target)
                                + "; there " + names());
            }
            return Optional.ofNullable(entry);
        }
        if (entries.size() == 1) {
            return entries.values().stream().findFirst();
        }
        problems.error(InputProblemCode.TARGET_MISSING, place, "say which " + kind + " is to be run; there " + names());
        return Optional.empty();
    }

    private String names() {
        return switch (entries.size()) {
            case 0 -> "is none";
            case 1 -> "is only '" + String.join("", entries.keySet()) + "'";
            default -> "are '" + String.join("', '", entries.keySet()) + "'";
        };
    }

    static Optional<Value.Fields> wrapped(Value.Fields fields, String wrapper, Set<String> own) {
        return fields.get(wrapper) instanceof Value.Fields inner && own.stream().noneMatch(inner::has)
                ? Optional.of(inner)
                : Optional.empty();
    }

    private static final class Reading {
        private final Set<String> wrappers;
        private final Set<String> own;
        private final Problems problems;
        private final Map<String, Entry> entries = new LinkedHashMap<>();
        private final Map<String, String> overlays = new LinkedHashMap<>();
        private final Map<String, Object> carried = new LinkedHashMap<>();

        Reading(Set<String> wrappers, Set<String> own, Problems problems) {
            this.wrappers = wrappers;
            this.own = own;
            this.problems = problems;
        }

        void take(Document document) {
            if (!(document.value() instanceof Value.Fields fields)) {
                problems.error(
                        InputProblemCode.TYPE_WRONG,
                        document.value().place(),
                        "the file must be a mapping of names, not "
                                + document.value().kind());
                return;
            }
            List<String> present = wrappers.stream()
                    .filter(wrapper -> wrapped(fields, wrapper, own).isPresent())
                    .toList();
            if (present.isEmpty()) {
                fields.fields().forEach(this::enter);
                return;
            }
            fields.fields().forEach((key, field) -> {
                if (present.contains(key)) {
                    wrapped(fields, key, own).ifPresent(inner -> inner.fields().forEach(this::enter));
                } else {
                    beside(key, field);
                }
            });
        }

        private void enter(String name, Value.Field field) {
            if (name.startsWith("x-")) {
                return;
            }
            Entry first = entries.putIfAbsent(name, new Entry(new Mention(name, field.key()), field.value()));
            if (first != null) {
                problems.error(
                        InputProblemCode.ID_DUPLICATE,
                        field.key(),
                        "there are two things called '" + name + "', the first at "
                                + first.name().place().file() + ":"
                                + first.name().place().line());
            }
        }

        private void beside(String key, Value.Field field) {
            switch (key) {
                case VERSION -> version(field.value());
                case AGENTS -> agents(field);
                case DEFAULT_TEAM -> carry(key, field);
                default -> {
                    if (!key.startsWith("x-")) {
                        notUnderstood(field.key(), key);
                    }
                }
            }
        }

        private void version(Value version) {
            if (!"1".equals(String.valueOf(version.plain()))) {
                problems.error(
                        InputProblemCode.DIALECT_NOT_UNDERSTOOD,
                        version.place(),
                        "only version 1 of this dialect is understood, not " + version.plain());
            }
        }

        private void agents(Value.Field agents) {
            if (!(agents.value() instanceof Value.Fields named)) {
                notUnderstood(agents.key(), AGENTS);
                return;
            }
            named.fields().forEach((name, field) -> {
                if (field.value() instanceof Value.Fields agent
                        && agent.fields().size() == 1
                        && agent.get(OVERLAY) instanceof Value.Text file) {
                    overlays.put(name, file.text());
                } else {
                    notUnderstood(field.key(), name);
                }
            });
        }

        private void carry(String key, Value.Field field) {
            problems.warning(
                    InputProblemCode.KEY_WITHOUT_EFFECT, field.key(), "'" + key + "' is kept and has no effect here");
            Object plain = field.value().plain();
            if (plain != null) {
                carried.put(key, plain);
            }
        }

        private void notUnderstood(Place place, String key) {
            List<String> known = new ArrayList<>(wrappers);
            known.addAll(List.of(VERSION, AGENTS));
            problems.error(
                    InputProblemCode.DIALECT_NOT_UNDERSTOOD,
                    place,
                    "it is not certain what '" + key + "' means here" + DidYouMean.among(known, key));
        }
    }
}
