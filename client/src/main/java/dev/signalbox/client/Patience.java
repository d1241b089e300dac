package dev.signalbox.client;

import java.time.Duration;

/**
 * How long a client waits for what.
 *
 * @param connect for a connection
 * @param answer for the answer to one call
 * @param silence for the next sign of life on a stream, before it is opened anew
 * @param outage for a service that has gone away in the middle of a conversation to come back
 * @param visibility for a run just admitted to be visible to reads
 */
public record Patience(Duration connect, Duration answer, Duration silence, Duration outage, Duration visibility) {
    public static final Patience DEFAULT = new Patience(
            Duration.ofSeconds(3),
            Duration.ofSeconds(30),
            Duration.ofSeconds(45),
            Duration.ofSeconds(60),
            Duration.ofSeconds(10));
}
