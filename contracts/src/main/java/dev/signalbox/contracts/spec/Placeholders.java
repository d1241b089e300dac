package dev.signalbox.contracts.spec;

import java.util.LinkedHashSet;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Texts with places that are filled in for each attempt: {@code {{prompt}}}, {@code {{run}}}, {@code {{step}}}, {@code {{attempt}}},
 * {@code {{epoch}}}, {@code {{workspace}}}, {@code {{agent}}}, {@code {{key}}} (names the attempt, the same for as long as it lasts),
 * {@code {{task}}} (the service's own name for the work), and {@code {{secret.NAME}}} in headers.
 */
public final class Placeholders {
    public static final String SECRET = "secret.";
    private static final Pattern PLACE = Pattern.compile("\\{\\{\\s*([A-Za-z0-9_.]+)\\s*}}");

    private Placeholders() {}

    /** What is named in a text, in its order. */
    public static Set<String> in(String text) {
        Set<String> names = new LinkedHashSet<>();
        Matcher place = PLACE.matcher(text);
        while (place.find()) {
            names.add(place.group(1));
        }
        return names;
    }

    /** The text with every place filled in, once: what is filled in is not looked at again. */
    public static String fill(String text, UnaryOperator<String> valueOf) {
        return PLACE.matcher(text).replaceAll(place -> Matcher.quoteReplacement(valueOf.apply(place.group(1))));
    }
}
