package dev.signalbox.contracts.event;

import com.fasterxml.jackson.annotation.JsonTypeInfo;
import dev.signalbox.contracts.RunId;
import dev.signalbox.contracts.WorkspaceId;
import java.time.Instant;

/**
 * A fact with its place in the run's history. On {@code signalbox.events}, keyed by run; the CloudEvents id is {@code run/seq}.
 *
 * @param run the run
 * @param workspace the run's workspace
 * @param seq 1, 2, 3, ... within the run, without a gap
 * @param at when the scheduler decided it; never goes back within a run
 * @param data what happened; its wire name stands beside it as {@code type}
 */
public record RunEvent(
        RunId run,
        WorkspaceId workspace,
        long seq,
        Instant at,

        @JsonTypeInfo(use = JsonTypeInfo.Id.NAME, include = JsonTypeInfo.As.EXTERNAL_PROPERTY, property = "type")
        RunFact data) {}
