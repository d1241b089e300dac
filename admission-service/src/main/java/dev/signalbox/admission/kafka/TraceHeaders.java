package dev.signalbox.admission.kafka;

import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.api.trace.propagation.W3CTraceContextPropagator;
import io.opentelemetry.context.Context;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.apache.kafka.common.header.Headers;

/** The trace that a request belongs to, passed on in the headers of the records it leads to. */
public final class TraceHeaders {
    private TraceHeaders() {}

    /** Adds {@code traceparent} and {@code tracestate} of the current trace, if there is one. */
    public static void write(Headers headers) {
        W3CTraceContextPropagator.getInstance().inject(Context.current(), headers, (carrier, name, value) -> {
            if (carrier != null) {
                carrier.add(name, value.getBytes(StandardCharsets.UTF_8));
            }
        });
    }

    /** The id of the current trace, 32 hexadecimal digits. */
    public static Optional<String> currentTraceId() {
        SpanContext span = Span.current().getSpanContext();
        return span.isValid() ? Optional.of(span.getTraceId()) : Optional.empty();
    }
}
