package dev.signalbox.definitions.format.openintent;

import dev.signalbox.definitions.text.Value;

/** Writes values for people and models to read: one line each, what stands in another indented below it. */
final class Outline {
    private static final String STEP = "  ";

    private final StringBuilder text = new StringBuilder();

    private Outline() {}

    /** The outline of a list or mapping; the text itself of everything else. */
    static String of(Value value) {
        Outline outline = new Outline();
        outline.write(value, "");
        return outline.text.toString().stripTrailing();
    }

    private void write(Value value, String indent) {
        switch (value) {
            case Value.Items items -> items.items().forEach(item -> entry(indent + "-", item, indent + STEP));
            case Value.Fields fields ->
                fields.fields().forEach((key, field) -> entry(indent + "- " + key + ":", field.value(), indent + STEP));
            case Value.Text other -> text.append(other.text().strip()).append('\n');
            case Value.Numeral other -> text.append(other.literal()).append('\n');
            case Value.Truth other -> text.append(other.kind()).append('\n');
            case Value.Nothing other -> text.append(other.kind()).append('\n');
        }
    }

    private void entry(String head, Value value, String indent) {
        text.append(head);
        if (value instanceof Value.Items || value instanceof Value.Fields) {
            text.append('\n');
            write(value, indent);
        } else {
            text.append(' ');
            write(value, indent);
        }
    }
}
