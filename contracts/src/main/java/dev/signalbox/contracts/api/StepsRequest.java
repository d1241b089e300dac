package dev.signalbox.contracts.api;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The body of {@code POST /v1/runs/{id}/steps}.
 *
 * @param sources the files with the new steps, and with new agents if they need any; none to seal the run and no more
 * @param format the input format; null to recognise it from the content
 * @param strict whether an unknown key is an error instead of a warning
 * @param sealed whether nothing more is to come: a run that was submitted unsealed starts
 * @param reason why, in the caller's words; null when there is none
 */
public record StepsRequest(
        List<SourceFile> sources,
        @Nullable String format,
        @JsonInclude(JsonInclude.Include.NON_DEFAULT) boolean strict,
        @JsonInclude(JsonInclude.Include.NON_DEFAULT) boolean sealed,
        @Nullable String reason) {
    public StepsRequest {
        sources = sources == null ? List.of() : List.copyOf(sources);
    }
}
