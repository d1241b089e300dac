package dev.signalbox.runner.secret;

import java.util.Optional;

/** Where the value of a secret is. */
public sealed interface SecretReference {
    /** A variable of the runner's own environment. */
    record Variable(String name) implements SecretReference {}

    /** A file under the runner's directory of secrets. */
    record StoredFile(String path) implements SecretReference {}

    /** Reads {@code env:NAME} or {@code file:PATH}; empty when it is neither. Such a text may be the secret itself: it is shown nowhere. */
    static Optional<SecretReference> of(String text) {
        int colon = text.indexOf(':');
        String rest = text.substring(colon + 1);
        if (colon < 0 || rest.isBlank()) {
            return Optional.empty();
        }
        return switch (text.substring(0, colon)) {
            case "env" -> Optional.of(new Variable(rest));
            case "file" -> Optional.of(new StoredFile(rest));
            default -> Optional.empty();
        };
    }
}
