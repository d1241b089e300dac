package dev.signalbox.contracts.api;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.signalbox.contracts.WorkspaceId;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Something in which nothing new starts, as {@code GET /v1/pause} lists it. Runs that are paused by themselves are not among these.
 *
 * @param workspace the workspace that is held; null when everything is
 * @param reason why, in the words of whoever asked; empty when nobody said
 * @param requestedBy who asked
 * @param since since when
 */
public record PauseView(
        @JsonInclude(JsonInclude.Include.ALWAYS) @Nullable WorkspaceId workspace,
        String reason,
        String requestedBy,
        Instant since) {}
