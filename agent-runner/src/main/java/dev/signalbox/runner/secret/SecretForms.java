package dev.signalbox.runner.secret;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.LinkedHashSet;
import java.util.Locale;
import java.util.Set;

/**
 * How a value may show in a text: as it is, each of its longer lines, encoded for an address, and in base64, also in the middle of
 * something longer. Escapes of JSON are undone by whoever looks for these.
 */
final class SecretForms {
    private static final int SHORTEST_FORM = 6;
    private static final int SHORTEST_LINE = 12;
    private static final int BYTES_OF_A_GROUP = 3;
    private static final int CHARACTERS_OF_A_GROUP = 4;

    private SecretForms() {}

    /** The forms without line breaks, which do not count. */
    static Set<String> of(String value) {
        Set<String> forms = new LinkedHashSet<>();
        add(forms, value, 1);
        if (value.indexOf('\n') >= 0) {
            value.lines().map(String::strip).forEach(line -> add(forms, line, SHORTEST_LINE));
        }
        String encoded = URLEncoder.encode(value, StandardCharsets.UTF_8);
        for (String address : new String[] {encoded, encoded.replace("+", "%20")}) {
            add(forms, address, SHORTEST_FORM);
            add(forms, lowerCaseCodes(address), SHORTEST_FORM);
        }
        byte[] bytes = value.getBytes(StandardCharsets.UTF_8);
        for (int before = 0; before < BYTES_OF_A_GROUP; before++) {
            String inside = base64After(before, bytes);
            add(forms, inside, SHORTEST_FORM);
            add(forms, inside.replace('+', '-').replace('/', '_'), SHORTEST_FORM);
        }
        return forms;
    }

    private static void add(Set<String> forms, String form, int shortest) {
        String line = form.replace("\n", "").replace("\r", "");
        if (line.length() >= shortest) {
            forms.add(line);
        }
    }

    /** Those characters of base64 that depend on the value alone when so many bytes stand before it, modulo three. */
    private static String base64After(int before, byte[] value) {
        byte[] padded = new byte[before + value.length];
        System.arraycopy(value, 0, padded, before, value.length);
        String whole = Base64.getEncoder().withoutPadding().encodeToString(padded);
        int from = before == 0 ? 0 : before + 1;
        int sure = padded.length * CHARACTERS_OF_A_GROUP / BYTES_OF_A_GROUP;
        return whole.substring(from, Math.max(from, Math.min(sure, whole.length())));
    }

    /** {@code %2F} as {@code %2f}; the rest as it is. */
    private static String lowerCaseCodes(String address) {
        String[] parts = address.split("%", -1);
        StringBuilder lower = new StringBuilder(parts[0]);
        Arrays.stream(parts, 1, parts.length)
                .forEach(part -> lower.append('%')
                        .append(part.substring(0, 2).toLowerCase(Locale.ROOT))
                        .append(part.substring(2)));
        return lower.toString();
    }
}
