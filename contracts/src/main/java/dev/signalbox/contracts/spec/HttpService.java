package dev.signalbox.contracts.spec;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.soabase.recordbuilder.core.RecordBuilder;
import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A service that does the work of an attempt when it is asked to with a POST. Texts may have placeholders as {@link Placeholders} explains
 * them.
 *
 * @param url where it takes work; http or https
 * @param headers what is sent with every request
 * @param body the JSON that is posted; null for the prompt and the names of the attempt
 * @param answer how it tells what became of the work
 * @param statusUrl where it says how the work is doing; null when it is not polled, or when its first answer names it
 * @param every how long to wait between two such questions; null for two seconds
 * @param eventsUrl where it streams events; null when it answers the POST with them
 * @param fields where its answers say what
 * @param cancelUrl where it is told to give the work up; null when it cannot be
 * @param cancelMethod the method of that, {@code DELETE} or {@code POST}; null for {@code DELETE}
 * @param timeout how long it may be silent in the middle of a request; null for the default of the runner
 */
@RecordBuilder
public record HttpService(
        String url,
        @JsonInclude(JsonInclude.Include.NON_EMPTY) Map<String, String> headers,
        @Nullable Map<String, Object> body,
        HttpAnswer answer,
        @Nullable String statusUrl,
        @Nullable Duration every,
        @Nullable String eventsUrl,
        HttpFields fields,
        @Nullable String cancelUrl,
        @Nullable String cancelMethod,
        @Nullable Duration timeout) {
    public HttpService {
        headers = headers == null ? Map.of() : Map.copyOf(headers);
        body = body == null ? null : Map.copyOf(body);
    }
}
