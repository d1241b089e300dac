package dev.signalbox.definitions.draft;

import dev.signalbox.contracts.spec.AgentAccess;
import dev.signalbox.contracts.spec.AgentProfile;
import dev.signalbox.contracts.spec.AgentType;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** An agent as a definition says it. {@link dev.signalbox.contracts.spec.AgentSpec} explains the parts. */
public record AgentDraft(
        Mention id,
        AgentType type,
        @Nullable Mention track,
        int capacity,
        List<String> command,
        String pool,
        Map<String, String> labels,
        @Nullable AgentProfile profile,
        @Nullable AgentAccess access,
        Map<String, Object> carried) {
    /** An agent without labels, of whom nothing is said that is only kept. */
    public AgentDraft(
            Mention id, AgentType type, @Nullable Mention track, int capacity, List<String> command, String pool) {
        this(id, type, track, capacity, command, pool, Map.of(), null, null, Map.of());
    }

    public AgentDraft withLabels(Map<String, String> other) {
        return new AgentDraft(id, type, track, capacity, command, pool, other, profile, access, carried);
    }

    public AgentDraft withAccess(@Nullable AgentAccess other) {
        return new AgentDraft(id, type, track, capacity, command, pool, labels, profile, other, carried);
    }
}
