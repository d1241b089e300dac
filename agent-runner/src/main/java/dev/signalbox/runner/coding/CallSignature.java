package dev.signalbox.runner.coding;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;

/** Tells calls of tools, and their answers, apart without keeping them. */
public final class CallSignature {
    private static final int OFFSET = 0x811c9dc5;
    private static final int PRIME = 0x01000193;
    private static final int MOST_TEXT = 4_000;
    private static final Pattern NUMBERS = Pattern.compile("[0-9]+");
    private static final Pattern SPACES = Pattern.compile("\\s+");

    private CallSignature() {}

    /** The tool and a hash of what it is given, in whatever order its arguments are written: {@code Bash#9f3a12cd}. */
    public static String of(String tool, JsonNode arguments) {
        StringBuilder canonical = new StringBuilder();
        write(arguments, canonical);
        return of(tool, canonical.toString());
    }

    static String of(String tool, String arguments) {
        return tool + "#" + hash(tool + ":" + arguments);
    }

    /** The same for answers that differ in numbers and spaces only. Of a long one, the beginning and the end count. */
    public static String ofAnswer(String text) {
        String counted = text.length() <= 2 * MOST_TEXT
                ? text
                : text.substring(0, MOST_TEXT) + text.substring(text.length() - MOST_TEXT);
        String told = NUMBERS.matcher(counted).replaceAll("#");
        return hash(SPACES.matcher(told).replaceAll(" ").strip());
    }

    /** FNV-1a with 32 bits. */
    private static String hash(String text) {
        int hash = OFFSET;
        for (byte each : text.getBytes(StandardCharsets.UTF_8)) {
            hash = (hash ^ (each & 0xff)) * PRIME;
        }
        return "%08x".formatted(hash);
    }

    private static void write(JsonNode node, StringBuilder to) {
        if (node.isObject()) {
            Map<String, JsonNode> sorted = new TreeMap<>();
            node.properties().forEach(property -> sorted.put(property.getKey(), property.getValue()));
            to.append('{');
            sorted.forEach((name, value) -> {
                to.append(name.length()).append(name).append(':');
                write(value, to);
            });
            to.append('}');
        } else if (node.isArray()) {
            to.append('[');
            node.forEach(item -> {
                write(item, to);
                to.append(',');
            });
            to.append(']');
        } else {
            to.append(node);
        }
    }
}
