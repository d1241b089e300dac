package dev.signalbox.runner.secret;

import dev.signalbox.contracts.spec.AgentAccess;
import dev.signalbox.runner.process.ChildEnvironment;
import dev.signalbox.runner.process.Refusal;
import dev.signalbox.runner.secret.port.SecretSource;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** The secrets of one attempt by their names. Their values are in its environment and nowhere else; its text never shows them. */
public final class AttemptSecrets {
    /** Of an attempt that has none. */
    public static final AttemptSecrets NONE = new AttemptSecrets(Map.of(), Redactor.NONE);

    /** The shortest that is told from a word that is there by chance, in characters. */
    public static final int SHORTEST = 6;

    /** The longest, in characters: room for a key with its chain of certificates. */
    public static final int LONGEST = 16 * 1024;

    private final Map<String, String> variables;
    private final Redactor redactor;

    private AttemptSecrets(Map<String, String> variables, Redactor redactor) {
        this.variables = Collections.unmodifiableMap(new TreeMap<>(variables));
        this.redactor = redactor;
    }

    /**
     * Looks up what an attempt is given.
     *
     * @param access what the attempt says of its secrets; null for nothing
     * @param given variables that the runner adds itself
     * @param secretOnes the names among these whose values are secret
     * @throws Refusal when a secret is not there or cannot be given; the reason never has a value
     */
    public static AttemptSecrets of(
            @Nullable AgentAccess access, Map<String, String> given, List<String> secretOnes, SecretSource source)
            throws Refusal {
        Map<String, String> wanted = access == null ? Map.of() : access.secrets();
        List<String> refused = ChildEnvironment.refused(wanted);
        if (!refused.isEmpty()) {
            throw new Refusal("a secret may not be given as these variables: " + String.join(", ", refused));
        }
        Map<String, String> variables = new TreeMap<>(given);
        Map<String, String> secret = new TreeMap<>();
        for (Map.Entry<String, String> entry : wanted.entrySet()) {
            secret.put(entry.getKey(), value(entry.getKey(), entry.getValue(), source));
        }
        variables.putAll(secret);
        secretOnes.stream().filter(given::containsKey).forEach(name -> secret.put(name, given.getOrDefault(name, "")));
        return variables.isEmpty() ? NONE : new AttemptSecrets(variables, Redactor.of(secret));
    }

    private static String value(String name, String reference, SecretSource source) throws Refusal {
        SecretReference place = SecretReference.of(reference)
                .orElseThrow(() -> new Refusal("the secret " + name + " must be named by env:NAME or file:PATH"));
        String value;
        try {
            value = source.value(place);
        } catch (Refusal e) {
            throw new Refusal("the secret " + name + " (" + reference + ") cannot be had: " + e.getMessage());
        }
        if (value.length() < SHORTEST) {
            throw refused(
                    name, reference, "has fewer than " + SHORTEST + " characters, too few to be kept out of output");
        }
        if (value.length() > LONGEST) {
            throw refused(name, reference, "has more than " + LONGEST + " characters");
        }
        if (value.indexOf('\0') >= 0) {
            throw refused(name, reference, "has a character that no variable can have");
        }
        return value;
    }

    private static Refusal refused(String name, String reference, String reason) {
        return new Refusal("the secret " + name + " (" + reference + ") " + reason);
    }

    /** What the process of the attempt gets as variables. */
    public Map<String, String> variables() {
        return variables;
    }

    /** Keeps the secret ones out of what the attempt leaves behind. */
    public Redactor redactor() {
        return redactor;
    }

    @Override
    public String toString() {
        return "AttemptSecrets" + variables.keySet();
    }
}
