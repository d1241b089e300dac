package dev.signalbox.definitions.text;

import dev.signalbox.definitions.InputProblemCode;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Reads a Markdown file as a mapping of two: {@link #FRONT} is the YAML between the two lines of dashes at its start, and is missing
 * when there is none; {@link #BODY} is the text after it.
 */
public final class MarkdownText {
    public static final String FRONT = "front";
    public static final String BODY = "body";

    private static final String FENCE = "---";

    private MarkdownText() {}

    /** Whether a file is Markdown by its name. */
    public static boolean isMarkdown(String file) {
        return file.toLowerCase(Locale.ROOT).endsWith(".md");
    }

    static List<Value> read(String file, String content, DuplicateKeys duplicates) throws UnreadableText {
        Place root = Place.startOf(file);
        Map<String, Value.Field> parts = new LinkedHashMap<>();
        int bodyAt = 0;
        if (isFence(content, 0)) {
            int end = closingFence(content, file);
            List<Value> front = YamlText.read(file, content.substring(0, end), duplicates);
            Value fields = front.isEmpty() ? new Value.Nothing(root) : front.getFirst();
            parts.put(FRONT, new Value.Field(root, fields));
            bodyAt = nextLine(content, end);
        }
        int line = (int) content.substring(0, bodyAt)
                        .chars()
                        .filter(character -> character == '\n')
                        .count()
                + 1;
        Place body = root.child(BODY, line, 1);
        parts.put(BODY, new Value.Field(body, new Value.Text(body, content.substring(bodyAt))));
        return List.of(new Value.Fields(root, parts));
    }

    private static int closingFence(String content, String file) throws UnreadableText {
        for (int at = nextLine(content, 0); at < content.length(); at = nextLine(content, at)) {
            if (isFence(content, at)) {
                return at;
            }
        }
        throw new UnreadableText(
                InputProblemCode.SYNTAX_INVALID,
                Place.startOf(file),
                "the front matter begins with '" + FENCE + "' but never ends: close it with a line '" + FENCE + "'");
    }

    private static boolean isFence(String content, int at) {
        return content.startsWith(FENCE, at)
                && content.substring(at + FENCE.length(), nextLine(content, at)).isBlank();
    }

    private static int nextLine(String content, int at) {
        int feed = content.indexOf('\n', at);
        return feed < 0 ? content.length() : feed + 1;
    }
}
