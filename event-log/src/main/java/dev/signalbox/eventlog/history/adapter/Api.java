package dev.signalbox.eventlog.history.adapter;

import dev.signalbox.contracts.admission.AdmissionDecided;
import dev.signalbox.contracts.attempt.OutputChunk;
import dev.signalbox.contracts.event.RunEvent;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** The shapes that are passed on as they were written, for the OpenAPI document only. */
final class Api {
    private Api() {}

    @Schema(name = "PageOfEvents")
    record PageOfEvents(List<RunEvent> items, @Nullable String next) {}

    @Schema(name = "PageOfOutput")
    record PageOfOutput(List<OutputChunk> items, @Nullable String next) {}

    @Schema(name = "PageOfAdmissions")
    record PageOfAdmissions(
            List<AdmissionDecided> items, @Nullable String next) {}
}
