package dev.signalbox.contracts.event;

import org.jspecify.annotations.Nullable;

/**
 * The run holds: what runs may finish, nothing else starts until somebody lets it go on.
 *
 * @param reason why, in the words of whoever asked, or of the scheduler
 * @param requestedBy who asked; {@code scheduler} when the definition did
 * @param checkpoint the checkpoint that it has reached; null when it pauses for another reason
 */
public record RunPaused(
        String reason, String requestedBy, @Nullable String checkpoint) implements RunFact {}
