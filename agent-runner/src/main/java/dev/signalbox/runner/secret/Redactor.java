package dev.signalbox.runner.secret;

import dev.signalbox.contracts.attempt.AttemptResult;
import dev.signalbox.contracts.attempt.AttemptResultBuilder;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Puts {@code [redacted:NAME]} in the place of secret values and of the forms in which they often show. Immutable, thread-safe; time is
 * linear in the text, memory in the values. What it searches with is made when there is a text: many attempts leave none.
 */
public final class Redactor {
    /** Redacts nothing. */
    public static final Redactor NONE = new Redactor(Map.of());

    private final Map<String, String> secrets;
    private volatile @Nullable SecretAutomaton automaton;

    private Redactor(Map<String, String> secrets) {
        this.secrets = Map.copyOf(secrets);
    }

    /** @param secrets values by their names */
    public static Redactor of(Map<String, String> secrets) {
        return secrets.isEmpty() ? NONE : new Redactor(secrets);
    }

    /** Whether there is nothing to redact. */
    public boolean isIdle() {
        return secrets.isEmpty();
    }

    /** Redacts a stream that arrives in pieces. */
    public RedactingStream stream() {
        return new RedactingStream(automaton());
    }

    private SecretAutomaton automaton() {
        SecretAutomaton made = automaton;
        if (made == null) {
            made = SecretAutomaton.of(secrets);
            automaton = made;
        }
        return made;
    }

    /** A text without the values; null stays null. */
    public @Nullable String text(@Nullable String text) {
        return text == null || isIdle() ? text : redacted(text);
    }

    private String redacted(String text) {
        ByteArrayOutputStream out = new ByteArrayOutputStream(text.length() + 16);
        RedactingStream stream = stream();
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        stream.accept(bytes, bytes.length, out);
        stream.close(out);
        return out.toString(StandardCharsets.UTF_8);
    }

    /** The same result without the values. */
    public AttemptResult result(AttemptResult result) {
        return isIdle()
                ? result
                : AttemptResultBuilder.builder(result)
                        .message(text(result.message()))
                        .output(text(result.output()))
                        .build();
    }
}
