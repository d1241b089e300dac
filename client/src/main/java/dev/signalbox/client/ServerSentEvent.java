package dev.signalbox.client;

/**
 * One event of an event stream.
 *
 * @param id its id, or that of the last event that had one; empty before
 * @param type its type, {@code message} when it names none
 * @param data its text, lines joined by a line feed
 */
record ServerSentEvent(String id, String type, String data) {}
