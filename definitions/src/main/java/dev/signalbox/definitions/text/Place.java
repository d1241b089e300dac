package dev.signalbox.definitions.text;

import java.util.ArrayDeque;
import java.util.Deque;
import org.jspecify.annotations.Nullable;

/**
 * Where something stands in an input file.
 *
 * @param file the name of the file
 * @param line 1 is the first
 * @param column 1 is the first
 * @param parent what it stands in; null for the whole document
 * @param segment its key or index in the parent; empty for the whole document
 */
public record Place(
        String file, int line, int column, @Nullable Place parent, String segment) {

    public static Place document(String file, int line, int column) {
        return new Place(file, line, column, null, "");
    }

    public static Place startOf(String file) {
        return document(file, 1, 1);
    }

    public Place child(String key, int childLine, int childColumn) {
        return new Place(file, childLine, childColumn, this, key);
    }

    /** The place as a JSON pointer (RFC 6901). */
    public String pointer() {
        Deque<String> segments = new ArrayDeque<>();
        for (Place place = this; place.parent != null; place = place.parent) {
            segments.addFirst(place.segment.replace("~", "~0").replace("/", "~1"));
        }
        return segments.isEmpty() ? "" : "/" + String.join("/", segments);
    }
}
