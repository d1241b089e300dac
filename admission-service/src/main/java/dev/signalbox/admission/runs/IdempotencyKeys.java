package dev.signalbox.admission.runs;

import dev.signalbox.contracts.RunId;
import dev.signalbox.contracts.command.Idempotency;
import dev.signalbox.contracts.command.KeyOrigin;
import dev.signalbox.contracts.spec.ParentRun;
import dev.signalbox.contracts.spec.RunSpec;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Which key a request is decided under: the caller's, or one computed from what it asks for. */
public final class IdempotencyKeys {
    /** A caller's key: 1 to 200 printable ASCII characters, no blank at either end. */
    private static final Pattern FORM = Pattern.compile("[\\x21-\\x7e]([\\x20-\\x7e]{0,198}[\\x21-\\x7e])?");

    private IdempotencyKeys() {}

    /** Whether a caller may use this text as a key. */
    public static boolean isWellFormed(String key) {
        return FORM.matcher(key).matches();
    }

    /**
     * The key of a request.
     *
     * @param callersKey a well-formed key; null when the caller brought none
     * @param parent the attempt that asks; null for a root run
     */
    public static Idempotency of(@Nullable String callersKey, RunSpec spec, @Nullable ParentRun parent) {
        return of(callersKey, CanonicalRequest.hashOf(spec, parent));
    }

    /** The key of a request for a run whose other steps are to come. */
    public static Idempotency ofUnsealed(@Nullable String callersKey, RunSpec spec, @Nullable ParentRun parent) {
        return of(callersKey, CanonicalRequest.hashOfUnsealed(spec, parent));
    }

    private static Idempotency of(@Nullable String callersKey, String hash) {
        return Optional.ofNullable(callersKey)
                .map(key -> new Idempotency(key, KeyOrigin.CALLER, hash))
                .orElseGet(() -> new Idempotency("computed:" + hash, KeyOrigin.COMPUTED, hash));
    }

    /** The key of a request that wants a run of its own, whatever is in flight. */
    public static Idempotency fresh(RunId candidate, RunSpec spec, @Nullable ParentRun parent) {
        return new Idempotency("fresh:" + candidate, KeyOrigin.COMPUTED, CanonicalRequest.hashOf(spec, parent));
    }
}
