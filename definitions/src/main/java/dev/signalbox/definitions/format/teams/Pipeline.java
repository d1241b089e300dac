package dev.signalbox.definitions.format.teams;

import dev.signalbox.definitions.draft.Mention;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Agents that work one after the other, each on what the one before it has answered.
 *
 * @param name what people call it
 * @param description what it is for; null when the file does not say
 * @param steps what is done, in order
 * @param checkpoints the names of the checkpoints that its head lists
 * @param carried what is kept and shown but not acted on
 */
public record Pipeline(
        Mention name,
        @Nullable String description,
        List<Step> steps,
        List<Mention> checkpoints,
        Map<String, Object> carried) {
    /**
     * One agent's turn.
     *
     * @param id what the step is called; the name of the agent when the file gives it no other
     * @param agent who takes it
     * @param prompt what it is asked, with {@code $INPUT} and {@code $ORIGINAL} in it
     * @param checkpoint the checkpoint before it; null for none
     * @param carried what is kept and shown but not acted on
     * @param notEnforced rules that are kept and shown but not enforced
     */
    public record Step(
            Mention id,
            Mention agent,
            String prompt,
            @Nullable String checkpoint,
            Map<String, Object> carried,
            Map<String, Object> notEnforced) {}
}
