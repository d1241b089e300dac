package dev.signalbox.definitions.draft;

import dev.signalbox.definitions.text.Place;

/**
 * A text that says something, mostly the name of something declared elsewhere.
 *
 * @param text what is written
 * @param place where
 */
public record Mention(String text, Place place) {}
