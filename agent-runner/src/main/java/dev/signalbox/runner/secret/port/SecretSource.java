package dev.signalbox.runner.secret.port;

import dev.signalbox.runner.process.Refusal;
import dev.signalbox.runner.secret.SecretReference;

/** Looks secrets up. Thread-safe. */
@FunctionalInterface
public interface SecretSource {
    /**
     * The value.
     *
     * @throws Refusal when there is none, or when it may not be given to attempts; the reason never has the value
     */
    String value(SecretReference reference) throws Refusal;
}
