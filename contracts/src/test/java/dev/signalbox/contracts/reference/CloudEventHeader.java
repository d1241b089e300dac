package dev.signalbox.contracts.reference;

import dev.signalbox.contracts.WireMessage;
import java.util.List;

/**
 * What the reference pages say of a record header.
 *
 * @param name its key
 * @param always whether every record has it
 * @param what what its value, UTF-8 text, says
 */
record CloudEventHeader(String name, boolean always, String what) {
    static final List<CloudEventHeader> ALL = List.of(
            new CloudEventHeader(WireMessage.SPEC_VERSION, true, "The version of CloudEvents: 1.0."),
            new CloudEventHeader(
                    WireMessage.ID, true, "Names the message; for an event its run and sequence number, as run/seq."),
            new CloudEventHeader(WireMessage.TYPE, true, "The wire name of the message, which ends in its version."),
            new CloudEventHeader(WireMessage.SOURCE, true, "The service that sent it, for example /scheduler-service."),
            new CloudEventHeader(WireMessage.TIME, true, "When it was made, ISO 8601 in UTC."),
            new CloudEventHeader(WireMessage.CONTENT_TYPE, true, "The form of the body: application/json."),
            new CloudEventHeader("traceparent", false, "The W3C trace context of whatever caused the message."));
}
