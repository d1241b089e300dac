package dev.signalbox.cli.coordination;

import dev.signalbox.cli.text.PlainText;

/** Text of others as text of a page. */
final class Html {
    private Html() {}

    /** The text on one line, without anything that a browser could take for markup, in an element or in a quoted attribute. */
    static String text(String text) {
        StringBuilder escaped = new StringBuilder();
        PlainText.line(text).codePoints().forEach(point -> {
            switch (point) {
                case '&' -> escaped.append("&amp;");
                case '<' -> escaped.append("&lt;");
                case '>' -> escaped.append("&gt;");
                case '"' -> escaped.append("&quot;");
                case '\'' -> escaped.append("&#39;");
                default -> escaped.appendCodePoint(point);
            }
        });
        return escaped.toString();
    }
}
