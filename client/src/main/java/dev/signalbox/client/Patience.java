package dev.signalbox.client;

import java.time.Duration;

/**
 * How long a client waits for what.
 *
 * @param connect for a connection
 * @param answer for the answer to one call
 * @param silence for the next sign of life on a stream, before it is opened anew
 * @param pause for a service that says it will be back soon, before a read is given up
 * @param outage for a service that has gone away in the middle of a conversation to come back
 * @param visibility for a run just admitted to be visible to reads
 */
public record Patience(
        Duration connect, Duration answer, Duration silence, Duration pause, Duration outage, Duration visibility) {
    public static final Patience DEFAULT = new Patience(
            Duration.ofSeconds(3),
            Duration.ofSeconds(30),
            Duration.ofSeconds(45),
            Duration.ofSeconds(5),
            Duration.ofSeconds(60),
            Duration.ofSeconds(10));
}
