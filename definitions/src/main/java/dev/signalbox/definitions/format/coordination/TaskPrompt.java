package dev.signalbox.definitions.format.coordination;

import dev.signalbox.definitions.draft.Mention;
import dev.signalbox.definitions.text.Value;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What an agent is told: the name of the task, what the role has to do, the prompt, everything else under {@code with}, the results. */
final class TaskPrompt {
    private static final String PROMPT = "prompt";
    private static final String INDENT = "  ";

    private final List<String> paragraphs = new ArrayList<>();

    TaskPrompt paragraph(@Nullable String text) {
        if (text != null && !text.isBlank()) {
            paragraphs.add(text.strip());
        }
        return this;
    }

    TaskPrompt listing(String heading, List<Mention> lines) {
        if (!lines.isEmpty()) {
            StringBuilder text = new StringBuilder(heading);
            lines.forEach(line -> text.append("\n- ").append(line.text()));
            paragraphs.add(text.toString());
        }
        return this;
    }

    /** The prompt under {@code with} as a paragraph, the other keys as a listing. */
    TaskPrompt with(Value.@Nullable Fields with) {
        if (with == null) {
            return this;
        }
        if (with.get(PROMPT) instanceof Value.Text prompt) {
            paragraph(prompt.text());
        }
        StringBuilder text = new StringBuilder();
        with.fields().forEach((key, field) -> {
            if (!(key.equals(PROMPT) && field.value() instanceof Value.Text)) {
                entry(text, key, field.value(), "");
            }
        });
        return paragraph(text.toString());
    }

    @Nullable
    String text() {
        return paragraphs.isEmpty() ? null : String.join("\n\n", paragraphs) + "\n";
    }

    private static void entry(StringBuilder text, String key, Value value, String indent) {
        text.append(indent).append(key).append(':');
        value(text, value, indent);
    }

    private static void value(StringBuilder text, Value value, String indent) {
        switch (value) {
            case Value.Text line
            when line.text().strip().contains("\n") -> {
                text.append('\n');
                line.text()
                        .strip()
                        .lines()
                        .forEach(one ->
                                text.append(indent).append(INDENT).append(one).append('\n'));
            }
            case Value.Text line -> text.append(' ').append(line.text().strip()).append('\n');
            case Value.Numeral numeral ->
                text.append(' ').append(numeral.literal()).append('\n');
            case Value.Truth truth -> text.append(' ').append(truth.kind()).append('\n');
            case Value.Nothing nothing -> text.append('\n');
            case Value.Items items -> {
                text.append('\n');
                items.items().forEach(item -> {
                    text.append(indent).append(INDENT).append('-');
                    value(text, item, indent + INDENT);
                });
            }
            case Value.Fields fields -> {
                text.append('\n');
                fields.fields().forEach((key, field) -> entry(text, key, field.value(), indent + INDENT));
            }
        }
    }
}
