package dev.signalbox.definitions.format.openintent;

import dev.signalbox.definitions.draft.Mention;
import dev.signalbox.definitions.text.Place;
import dev.signalbox.definitions.text.Value;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Writes what the agents of a phase are asked to do. Not thread-safe. */
final class PhasePrompt {
    private final Phase phase;
    private final List<String> inputs = new ArrayList<>();
    private final Map<String, String> headings = new LinkedHashMap<>();
    private final Map<String, Place> handedOver = new LinkedHashMap<>();

    /**
     * A prompt that is ready.
     *
     * @param text what it says
     * @param inputs the texts in it that the outputs of other steps replace
     */
    record Written(String text, Map<String, Mention> inputs) {}

    PhasePrompt(Phase phase) {
        this.phase = phase;
    }

    void input(String local, String words) {
        inputs.add("- " + local + ": " + words);
    }

    void input(String local, Value value) {
        String outline = Outline.of(value);
        boolean isBlock = value instanceof Value.Items || value instanceof Value.Fields;
        inputs.add("- " + local + ":" + (isBlock ? "\n" + outline.indent(2).stripTrailing() : " " + outline));
    }

    /** Lets the output of an upstream step be put into the prompt as a whole. */
    void handOver(Phase upstream, Mention assignee, Place place) {
        String step = upstream.stepId(assignee);
        String by = upstream.isList() ? " by '" + assignee.text() + "'" : "";
        headings.put(step, "Output of phase '" + upstream.name().text() + "'" + by + ":");
        handedOver.putIfAbsent(step, place);
    }

    Written write() {
        List<String> before = before();
        List<String> after = after();
        String own = String.join("\n", before) + String.join("\n", headings.values()) + String.join("\n", after);
        List<String> paragraphs = new ArrayList<>(before);
        Map<String, Mention> replaced = new LinkedHashMap<>();
        handedOver.forEach((step, place) -> {
            String placeholder = unlike(own, "{{output of " + step + "}}");
            replaced.put(placeholder, new Mention(step, place));
            paragraphs.add(headings.get(step) + "\n" + placeholder);
        });
        paragraphs.addAll(after);
        return new Written(String.join("\n\n", paragraphs) + "\n", replaced);
    }

    private List<String> before() {
        List<String> paragraphs = new ArrayList<>();
        paragraphs.add(phase.title());
        if (phase.description() != null && !phase.description().isBlank()) {
            paragraphs.add(phase.description().strip());
        }
        if (phase.constraints() != null) {
            listing("Constraints:", Outline.of(phase.constraints()), paragraphs);
        }
        if (phase.initialState() != null) {
            listing("Given:", Outline.of(phase.initialState()), paragraphs);
        }
        listing("Inputs:", String.join("\n", inputs), paragraphs);
        return paragraphs;
    }

    private List<String> after() {
        List<String> paragraphs = new ArrayList<>();
        List<String> outputs = new ArrayList<>();
        phase.outputs().types().forEach((key, type) -> outputs.add("- " + key + " (" + type + ")"));
        listing("Answer with these outputs:", String.join("\n", outputs), paragraphs);
        return paragraphs;
    }

    private static void listing(String heading, String lines, List<String> paragraphs) {
        if (!lines.isEmpty()) {
            paragraphs.add(heading + "\n" + lines);
        }
    }

    /** The placeholder, with more braces as long as the definition happens to say the same. */
    private static String unlike(String own, String placeholder) {
        String candidate = placeholder;
        while (own.contains(candidate)) {
            candidate = "{" + candidate + "}";
        }
        return candidate;
    }
}
