package dev.signalbox.contracts.spec;

import com.fasterxml.jackson.annotation.JsonProperty;

/** How a service tells what became of the work that it was given. */
public enum HttpAnswer {
    /** It answers when the work has ended. */
    @JsonProperty("now")
    NOW,
    /** It answers at once, and is asked again and again. */
    @JsonProperty("poll")
    POLL,
    /** It sends events (server-sent events) until the work has ended. */
    @JsonProperty("events")
    EVENTS
}
