package dev.signalbox.cli.text;

/** One place of a table. The text is made harmless here, so that no table can carry an escape sequence of somebody else. */
public record Cell(String text, Style style) {
    public Cell {
        text = PlainText.line(text);
    }

    public static Cell of(String text) {
        return new Cell(text, Style.PLAIN);
    }

    int length() {
        return text.codePointCount(0, text.length());
    }

    /** The text in exactly {@code width} columns, or as it is when it is the last one and short enough. */
    public String in(int width, boolean last, boolean colour) {
        String shown = length() <= width ? text : cut(width);
        int padding = last ? 0 : width - shown.codePointCount(0, shown.length());
        return style.paint(shown, colour) + " ".repeat(Math.max(0, padding));
    }

    private String cut(int width) {
        return width < 1 ? "" : text.substring(0, text.offsetByCodePoints(0, width - 1)) + "…";
    }
}
