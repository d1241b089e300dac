package dev.signalbox.definitions.fuzz;

import dev.signalbox.contracts.api.SourceFile;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Spoils texts in ways in which people, editors and attackers spoil them. The same seed spoils them in the same way. */
public final class Mutator {
    private static final int MOST_MUTATIONS = 4;
    private static final int LONGEST_TEXT = 200_000;
    private static final Pattern KEY = Pattern.compile("[A-Za-z_][A-Za-z0-9_-]*(?=\"?\\s*:)");
    private static final Pattern VALUE = Pattern.compile("(?<=:\\s)[^\\s,{}\\[\\]#][^\\n,{}\\[\\]#]*");
    private static final Pattern BLOCK = Pattern.compile("(?<=: )(\\{[^{}\\n]*}|\\[[^\\[\\]\\n]*])");
    private static final List<String> VALUES = List.of(
            "5",
            "-1",
            "0",
            "1e999999999",
            "-0.0",
            "0x1F",
            "99999999999999999999999999999999",
            "9223372036854775808",
            ".inf",
            ".nan",
            "true",
            "null",
            "~",
            "\"\"",
            "\" \"",
            "[]",
            "{}",
            "[[]]",
            "[{}]",
            "{a: {b: {c: []}}}",
            "[null, 1, true, {a: b}]",
            "text",
            "'it''s'",
            "\"\\u0000\"",
            "\"\\ud83d\"",
            "2001-01-01",
            "!!binary aGk=",
            "&a x",
            "*a",
            "*b",
            "|\n    block",
            "$trigger.",
            "../../x",
            "/etc/passwd",
            "**/**/**/{a,b}/[",
            "${jndi:x}");
    private static final List<String> INSERTS = List.of(
            "\0",
            "\uFEFF",
            "\u0007",
            "\u2028",
            "\u0085",
            "\t",
            "\r",
            "\r\n",
            "\n",
            "---\n",
            "\n...\n",
            "{",
            "}",
            "[",
            "]",
            ":",
            ": ",
            ",",
            "- ",
            "#",
            "\"",
            "'",
            "&a ",
            "*a",
            "<<: *a\n",
            "!!java.lang.Object ",
            "%YAML 9.9\n",
            "? ",
            "@",
            "`",
            "\uD83D\uDE00",
            "\uD83D");

    private final Random random;
    private final List<SourceFile> valid;

    public Mutator(long seed, List<SourceFile> valid) {
        this.random = new Random(seed);
        this.valid = List.copyOf(valid);
    }

    /** One or two files that were valid, spoiled one to four times. */
    public List<SourceFile> next() {
        List<SourceFile> files = new ArrayList<>();
        files.add(spoiled(any(valid)));
        if (random.nextInt(12) == 0) {
            files.add(spoiled(any(valid)));
        }
        return files;
    }

    private SourceFile spoiled(SourceFile file) {
        String text = file.content();
        int most = random.nextInt(1, MOST_MUTATIONS + 1);
        for (int times = random.nextInt(1, most + 1); times > 0; times--) {
            text = spoiled(text);
        }
        return new SourceFile(file.name(), text.length() > LONGEST_TEXT ? text.substring(0, LONGEST_TEXT) : text);
    }

    private String spoiled(String text) {
        return switch (random.nextInt(16)) {
            case 0 -> withAnotherByte(text);
            case 1 -> withoutALine(text);
            case 2 -> withALineTwice(text);
            case 3 -> withLinesSwapped(text);
            case 4 -> replaced(text, KEY, renamed());
            case 5, 6, 7 -> replaced(text, VALUE, any(VALUES));
            case 8 -> replaced(text, BLOCK, any(VALUES));
            case 9 -> inserted(text, any(INSERTS));
            case 10 -> replaced(text, VALUE, nested());
            case 11 -> shared(text);
            case 12 -> "\uFEFF" + text;
            case 13 -> text.replace("\n", random.nextBoolean() ? "\r\n" : "\r");
            case 14 -> text.substring(0, random.nextInt(text.length() + 1));
            default ->
                text + (random.nextBoolean() ? "\n" : "\n---\n") + any(valid).content();
        };
    }

    private String withAnotherByte(String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        if (bytes.length > 0) {
            bytes[random.nextInt(bytes.length)] ^= (byte) (1 << random.nextInt(8));
        }
        return new String(bytes, StandardCharsets.UTF_8);
    }

    private String withoutALine(String text) {
        List<String> lines = new ArrayList<>(text.lines().toList());
        if (!lines.isEmpty()) {
            lines.remove(random.nextInt(lines.size()));
        }
        return String.join("\n", lines);
    }

    private String withALineTwice(String text) {
        List<String> lines = new ArrayList<>(text.lines().toList());
        if (!lines.isEmpty()) {
            lines.add(random.nextInt(lines.size()), any(lines));
        }
        return String.join("\n", lines);
    }

    private String withLinesSwapped(String text) {
        List<String> lines = new ArrayList<>(text.lines().toList());
        if (lines.size() > 1) {
            Collections.swap(lines, random.nextInt(lines.size()), random.nextInt(lines.size()));
        }
        return String.join("\n", lines);
    }

    private String renamed() {
        String[] names = {
            "id", "steps", "agents", "run", "type", "x-own", "openintent", "apiVersion", "workflow", "a", "<<"
        };
        return any(List.of(names));
    }

    private String nested() {
        int levels = random.nextInt(1, 300);
        String open = random.nextBoolean() ? "[" : "{a: ";
        return open.repeat(levels) + "x"
                + (random.nextInt(4) == 0 ? "" : (open.equals("[") ? "]" : "}").repeat(levels));
    }

    /** Anchors one value and puts an alias in the place of another. */
    private String shared(String text) {
        String anchored = replaced(text, random.nextBoolean() ? VALUE : BLOCK, null);
        return replaced(anchored, random.nextBoolean() ? VALUE : BLOCK, "*shared");
    }

    /** Replaces one place that fits; without a replacement it is anchored. */
    private String replaced(String text, Pattern pattern, @Nullable String replacement) {
        List<MatchResult> found = pattern.matcher(text).results().toList();
        if (found.isEmpty()) {
            return inserted(text, replacement == null ? "&shared " : replacement);
        }
        MatchResult place = any(found);
        String instead = replacement == null ? "&shared " + place.group() : replacement;
        return text.substring(0, place.start()) + instead + text.substring(place.end());
    }

    private String inserted(String text, String more) {
        int at = random.nextInt(text.length() + 1);
        return text.substring(0, at) + more + text.substring(at);
    }

    private <T> T any(List<T> list) {
        return list.get(random.nextInt(list.size()));
    }
}
