package dev.signalbox.contracts.event;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import dev.signalbox.contracts.AgentId;
import dev.signalbox.contracts.RunId;
import dev.signalbox.contracts.StepId;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** The one thing a step waits for. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "kind")
@JsonSubTypes({
    @JsonSubTypes.Type(value = WaitsFor.Dependencies.class, name = "dependencies"),
    @JsonSubTypes.Type(value = WaitsFor.Agent.class, name = "agent"),
    @JsonSubTypes.Type(value = WaitsFor.Claim.class, name = "claim"),
    @JsonSubTypes.Type(value = WaitsFor.Parallelism.class, name = "parallelism"),
    @JsonSubTypes.Type(value = WaitsFor.Backoff.class, name = "backoff")
})
public sealed interface WaitsFor {
    /** Steps it needs have not succeeded yet. */
    record Dependencies(int unmet) implements WaitsFor {}

    /** No agent that may take it has room. */
    record Agent(@Nullable AgentId agent, @Nullable String track) implements WaitsFor {}

    /** Its file scope overlaps the one that {@code step} of {@code run} holds or asked for earlier; {@code path} is in both. */
    record Claim(RunId run, StepId step, String path) implements WaitsFor {}

    /** As many steps of its run are in flight as the run allows. */
    record Parallelism(int limit) implements WaitsFor {}

    /** It rests before its next attempt. */
    record Backoff(Instant until) implements WaitsFor {}
}
