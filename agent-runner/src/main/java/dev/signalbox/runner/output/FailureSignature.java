package dev.signalbox.runner.output;

import dev.signalbox.contracts.attempt.AttemptOutcome;
import dev.signalbox.contracts.attempt.AttemptResult;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.regex.Pattern;

/**
 * Tells failures apart. Attempts that end with the same exit code or signal and the same last words have the same signature. Numbers,
 * times and ids in those words do not count, nor does how they are spaced.
 */
public final class FailureSignature {
    static final int LAST_CHARACTERS = 2_000;

    private static final Pattern IDS = Pattern.compile(
            "\\b(?:[0-9a-fA-F]{8}(?:-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}|0[xX][0-9a-fA-F]+|[0-9a-fA-F]{8,})\\b"
                    + "|\\b(?=[a-fA-F]*[0-9])[0-9a-fA-F]{4,}\\b");
    private static final Pattern NUMBERS = Pattern.compile("[0-9]+");
    private static final Pattern GROUPS = Pattern.compile("#(?:[-.:,T]?#)+");
    private static final Pattern SPACES = Pattern.compile("\\s+");

    private FailureSignature() {}

    /** The same result with its signature. What succeeded has none. */
    public static AttemptResult sign(AttemptResult result, String lastWords) {
        if (result.outcome() == AttemptOutcome.SUCCEEDED) {
            return result;
        }
        String end = result.signal() == null ? "exit " + result.exitCode() : "signal " + result.signal();
        return result.signed(digest(end + "|" + normalised(lastWords)));
    }

    private static String normalised(String words) {
        String told = IDS.matcher(words).replaceAll("#");
        told = NUMBERS.matcher(told).replaceAll("#");
        told = GROUPS.matcher(told).replaceAll("#");
        told = SPACES.matcher(told).replaceAll(" ").strip();
        return told.substring(Math.max(0, told.length() - LAST_CHARACTERS));
    }

    private static String digest(String text) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-1").digest(text.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-1", e);
        }
    }
}
