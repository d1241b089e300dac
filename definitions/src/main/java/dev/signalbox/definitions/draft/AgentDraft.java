package dev.signalbox.definitions.draft;

import dev.signalbox.contracts.spec.AgentType;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** An agent as a definition says it. {@link dev.signalbox.contracts.spec.AgentSpec} explains the parts. */
public record AgentDraft(
        Mention id, AgentType type, @Nullable Mention track, int capacity, List<String> command, String pool) {}
