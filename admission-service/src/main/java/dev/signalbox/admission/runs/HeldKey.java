package dev.signalbox.admission.runs;

import dev.signalbox.contracts.WorkspaceId;
import dev.signalbox.contracts.command.Idempotency;
import dev.signalbox.contracts.command.KeyOrigin;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.HexFormat;

/**
 * An idempotency key as the shared state holds it: scoped by its workspace, of fixed length whatever the caller wrote.
 *
 * @param origin who chose the key
 * @param digest SHA-256 of workspace and key, 64 hexadecimal digits
 * @param requestHash the hash of the request it was first used with
 */
public record HeldKey(KeyOrigin origin, String digest, String requestHash) {
    public static HeldKey of(WorkspaceId workspace, Idempotency idempotency) {
        MessageDigest digest = CanonicalRequest.sha256();
        digest.update(workspace.value().getBytes(StandardCharsets.UTF_8));
        digest.update((byte) 0);
        digest.update(idempotency.key().getBytes(StandardCharsets.UTF_8));
        return new HeldKey(idempotency.origin(), HexFormat.of().formatHex(digest.digest()), idempotency.requestHash());
    }
}
