package dev.signalbox.eventlog.history.adapter;

import com.fasterxml.jackson.databind.util.RawValue;

/**
 * A message with its number in its sequence.
 *
 * @param number the sequence number of an event in its run, or of a chunk in its attempt
 * @param type the wire name of the message
 * @param body its JSON as it was written
 */
record Recorded(long number, String type, String body) {
    RawValue raw() {
        return new RawValue(body);
    }
}
