package dev.signalbox.definitions.text;

import java.util.List;
import java.util.regex.Pattern;

/** Places in a text, by its lines. */
final class Lines {
    private static final Pattern END = Pattern.compile("\r\n|[\n\r]");

    private Lines() {}

    /** Where a character is first: the position that a parser tells may not count all that it has read. */
    static Place first(String file, String content, int codePoint) {
        int at = Math.max(0, content.indexOf(codePoint));
        List<String> before = List.of(END.split(content.substring(0, at), -1));
        String line = before.getLast();
        return Place.document(file, before.size(), line.codePointCount(0, line.length()) + 1);
    }

    /** The place itself when it is in the text, else the nearest that is: parsers may point behind the end. */
    static Place within(String content, Place place) {
        List<String> lines = List.of(END.split(content, -1));
        int line = Math.clamp(place.line(), 1, lines.size());
        int column = Math.clamp(place.column(), 1, lines.get(line - 1).length() + 1);
        return new Place(place.file(), line, column, place.parent(), place.segment());
    }
}
