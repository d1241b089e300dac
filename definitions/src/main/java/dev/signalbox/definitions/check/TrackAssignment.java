package dev.signalbox.definitions.check;

import dev.signalbox.contracts.StepId;
import dev.signalbox.definitions.InputProblemCode;
import dev.signalbox.definitions.draft.DidYouMean;
import dev.signalbox.definitions.draft.Mention;
import dev.signalbox.definitions.draft.Problems;
import dev.signalbox.definitions.draft.StepDraft;
import dev.signalbox.definitions.draft.TrackDraft;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * Puts steps on tracks. An entry of a track means the step with exactly that id; else the only step whose id goes on after it with
 * {@code - _ . : /}, so that {@code ws-22} means {@code ws-22-schema}; an entry with {@code *} means every step that fits.
 */
final class TrackAssignment {
    private static final String WILDCARD = "*";
    private static final String BOUNDARIES = "-_.:/";
    private static final int MOST_CANDIDATES_SHOWN = 10;

    private final NavigableSet<String> names = new TreeSet<>();
    private final Problems problems;
    private final Map<StepId, Mention> tracks = new HashMap<>();

    private TrackAssignment(Map<StepId, StepDraft> steps, Problems problems) {
        this.problems = problems;
        steps.forEach((id, step) -> {
            names.add(id.value());
            if (step.track() != null) {
                tracks.put(id, step.track());
            }
        });
    }

    /** The track of each step that is on one. */
    static Map<StepId, Mention> of(Map<StepId, StepDraft> steps, List<TrackDraft> tracks, Problems problems) {
        TrackAssignment assignment = new TrackAssignment(steps, problems);
        for (TrackDraft track : tracks) {
            for (Mention entry : track.entries()) {
                assignment.matches(entry).forEach(name -> assignment.put(new StepId(name), track, entry));
            }
        }
        return assignment.tracks;
    }

    private void put(StepId step, TrackDraft track, Mention entry) {
        Mention other = tracks.putIfAbsent(step, track.name());
        if (other != null && !other.text().equals(track.name().text())) {
            problems.error(
                    InputProblemCode.TRACK_CONFLICTING,
                    entry.place(),
                    "step '" + step + "' cannot be on track '" + track.name().text() + "': it is on track '"
                            + other.text() + "'");
        }
    }

    private List<String> matches(Mention entry) {
        String text = entry.text();
        List<String> matches = candidates(text);
        if (matches.isEmpty()) {
            problems.warning(
                    InputProblemCode.TRACK_ENTRY_UNMATCHED,
                    entry.place(),
                    "'" + text + "' means no step" + DidYouMean.among(names, text));
        } else if (matches.size() > 1 && !text.contains(WILDCARD)) {
            problems.error(
                    InputProblemCode.TRACK_ENTRY_AMBIGUOUS,
                    entry.place(),
                    "'" + text + "' could mean " + shown(matches) + "; write '" + text + "*' to mean all of them");
            return List.of();
        }
        return matches;
    }

    private List<String> candidates(String text) {
        if (names.contains(text)) {
            return List.of(text);
        }
        if (text.contains(WILDCARD)) {
            List<String> parts = List.of(text.split("\\*", -1));
            return names.stream().filter(name -> fits(name, parts)).toList();
        }
        return names.tailSet(text).stream()
                .takeWhile(name -> name.startsWith(text))
                .filter(name -> BOUNDARIES.indexOf(name.charAt(text.length())) >= 0)
                .toList();
    }

    private static boolean fits(String name, List<String> parts) {
        String first = parts.getFirst();
        String last = parts.getLast();
        if (!name.startsWith(first) || !name.endsWith(last) || name.length() < first.length() + last.length()) {
            return false;
        }
        String middle = name.substring(first.length(), name.length() - last.length());
        int at = 0;
        for (String part : parts.subList(1, parts.size() - 1)) {
            int found = middle.indexOf(part, at);
            if (found < 0) {
                return false;
            }
            at = found + part.length();
        }
        return true;
    }

    private static String shown(List<String> matches) {
        String shown = matches.stream()
                .limit(MOST_CANDIDATES_SHOWN)
                .map(name -> "'" + name + "'")
                .collect(Collectors.joining(", "));
        int more = matches.size() - MOST_CANDIDATES_SHOWN;
        return more > 0 ? shown + " or " + more + " more" : shown;
    }
}
