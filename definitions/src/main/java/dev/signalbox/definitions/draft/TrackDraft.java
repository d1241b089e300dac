package dev.signalbox.definitions.draft;

import java.util.List;

/**
 * A track and the steps it lists.
 *
 * @param name the track
 * @param entries step ids, beginnings of step ids, or step ids with {@code *}
 */
public record TrackDraft(Mention name, List<Mention> entries) {}
