package dev.signalbox.contracts.spec;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.soabase.recordbuilder.core.RecordBuilder;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Where the answers of a service say what: JSON pointers (RFC 6901).
 *
 * @param task its name for the work, {@code task} in placeholders; null when it has none
 * @param statusUrl where it can be asked how the work is doing; null when the definition says it
 * @param state how the work is doing; null when a whole answer means that it is done
 * @param done the states that mean success
 * @param failed the states that mean failure
 * @param text what it says on the way; null when it says nothing
 * @param result its answer; null when the last text, or else the whole body, is
 * @param error why it failed; null when it does not say
 * @param inputTokens tokens that a model has read; null when it does not count them
 * @param outputTokens tokens that a model has written; null when it does not count them
 * @param costUsd what it has cost, in US dollars; null when it does not say
 * @param model the model; null when it does not say
 * @param calls the tools that are called; null when it does not say
 * @param turns how often a model was asked, all in all; null when it does not count that
 */
@RecordBuilder
public record HttpFields(
        @Nullable String task,
        @Nullable String statusUrl,
        @Nullable String state,
        @JsonInclude(JsonInclude.Include.NON_EMPTY) List<String> done,
        @JsonInclude(JsonInclude.Include.NON_EMPTY) List<String> failed,
        @Nullable String text,
        @Nullable String result,
        @Nullable String error,
        @Nullable String inputTokens,
        @Nullable String outputTokens,
        @Nullable String costUsd,
        @Nullable String model,
        @Nullable HttpCalls calls,
        @Nullable String turns) {
    public static final HttpFields NONE = HttpFieldsBuilder.builder().build();

    public HttpFields {
        done = done == null ? List.of() : List.copyOf(done);
        failed = failed == null ? List.of() : List.copyOf(failed);
    }
}
