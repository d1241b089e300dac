package dev.signalbox.contracts;

import dev.signalbox.contracts.spec.ParentRun;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Proves that whoever shows it acts for an attempt. The runner gives it to the process; admission believes it. It travels as text:
 * {@code v1.<claims>.<signature>}, both in URL-safe base64, the signature HMAC-SHA256 over the claims with the shared secret.
 *
 * @param attempt the attempt
 * @param depth how deep the run of the attempt stands below a root run
 * @param expires until when it holds
 */
public record AttemptToken(AttemptRef attempt, int depth, Instant expires) {
    private static final String VERSION = "v1";
    private static final String SEPARATOR = "\n";
    private static final int CLAIMS = 7;
    private static final int LEAST_SECRET = 16;

    /** The parent that a run has which is submitted with this token. */
    public ParentRun parentOfChild() {
        return new ParentRun(attempt.run(), attempt.step(), attempt.attempt(), depth + 1);
    }

    /** Whether a text may be the secret: at least 16 characters. */
    public static boolean isSecret(String secret) {
        return secret.length() >= LEAST_SECRET;
    }

    /** The token as text. */
    public String sign(String secret) {
        String claims = String.join(
                SEPARATOR,
                attempt.workspace().value(),
                attempt.run().value(),
                attempt.step().value(),
                Integer.toString(attempt.attempt()),
                Long.toString(attempt.epoch()),
                Integer.toString(depth),
                Long.toString(expires.getEpochSecond()));
        byte[] bytes = claims.getBytes(StandardCharsets.UTF_8);
        return VERSION + "." + base64(bytes) + "." + base64(signature(bytes, secret));
    }

    /** Reads a token; empty when it is torn, was signed with another secret, or has run out. */
    public static Optional<AttemptToken> verify(String text, String secret, Instant now) {
        List<String> parts = List.of(text.split("\\.", -1));
        if (parts.size() != 3 || !parts.getFirst().equals(VERSION)) {
            return Optional.empty();
        }
        try {
            byte[] claims = Base64.getUrlDecoder().decode(parts.get(1));
            byte[] signature = Base64.getUrlDecoder().decode(parts.get(2));
            return MessageDigest.isEqual(signature, signature(claims, secret))
                    ? Optional.of(read(claims)).filter(token -> now.isBefore(token.expires()))
                    : Optional.empty();
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    private static AttemptToken read(byte[] claims) {
        List<String> fields = List.of(new String(claims, StandardCharsets.UTF_8).split(SEPARATOR, -1));
        if (fields.size() != CLAIMS) {
            throw new IllegalArgumentException("a token has " + CLAIMS + " claims, not " + fields.size());
        }
        AttemptRef attempt = new AttemptRef(
                new WorkspaceId(fields.get(0)),
                new RunId(fields.get(1)),
                new StepId(fields.get(2)),
                Integer.parseInt(fields.get(3)),
                Long.parseLong(fields.get(4)));
        return new AttemptToken(
                attempt, Integer.parseInt(fields.get(5)), Instant.ofEpochSecond(Long.parseLong(fields.get(6))));
    }

    private static byte[] signature(byte[] claims, String secret) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
            return mac.doFinal(claims);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java platform has HMAC-SHA256", e);
        }
    }

    private static String base64(byte[] bytes) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }
}
