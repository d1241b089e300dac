package dev.signalbox.definitions.format.teams;

import dev.signalbox.definitions.draft.Mention;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A prompt with places for the outputs of other steps. Each place is a text that occurs nowhere else in the prompt, so that replacing it
 * literally touches nothing that somebody wrote.
 *
 * @param text the prompt
 * @param inputs the texts to be replaced, and the steps whose outputs replace them
 */
record WiredPrompt(String text, Map<String, Mention> inputs) {
    /** Puts a prompt together, piece by piece. */
    static final class Builder {
        private sealed interface Piece {}

        private record Written(String text) implements Piece {}

        private record Output(String wish, Mention step) implements Piece {}

        private final List<Piece> pieces = new ArrayList<>();

        Builder text(String text) {
            pieces.add(new Written(text));
            return this;
        }

        /** The output of a step; the place is called {@code wish}, or something longer when that occurs elsewhere. */
        Builder output(String wish, Mention step) {
            pieces.add(new Output(wish, step));
            return this;
        }

        WiredPrompt build() {
            int number = 1;
            WiredPrompt prompt = numbered(number);
            while (!prompt.isUnmistakable(placesOf(number))) {
                prompt = numbered(++number);
            }
            return prompt;
        }

        private WiredPrompt numbered(int number) {
            StringBuilder text = new StringBuilder();
            Map<String, Mention> inputs = new LinkedHashMap<>();
            for (Piece piece : pieces) {
                switch (piece) {
                    case Written written -> text.append(written.text);
                    case Output output -> {
                        text.append(name(output, number));
                        inputs.put(name(output, number), output.step);
                    }
                }
            }
            return new WiredPrompt(text.toString(), inputs);
        }

        private Map<String, List<Integer>> placesOf(int number) {
            Map<String, List<Integer>> places = new LinkedHashMap<>();
            int at = 0;
            for (Piece piece : pieces) {
                at += switch (piece) {
                    case Written written -> written.text.length();
                    case Output output -> {
                        String name = name(output, number);
                        places.computeIfAbsent(name, first -> new ArrayList<>()).add(at);
                        yield name.length();
                    }
                };
            }
            return places;
        }

        private static String name(Output output, int number) {
            return number == 1 ? output.wish : output.wish + "~" + number;
        }
    }

    private boolean isUnmistakable(Map<String, List<Integer>> places) {
        return places.entrySet().stream()
                .allMatch(place -> occurrences(place.getKey()).equals(place.getValue()));
    }

    private List<Integer> occurrences(String wanted) {
        List<Integer> found = new ArrayList<>();
        for (int at = text.indexOf(wanted); at >= 0; at = text.indexOf(wanted, at + 1)) {
            found.add(at);
        }
        return found;
    }
}
