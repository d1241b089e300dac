package dev.signalbox.definitions.format.teams;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.definitions.draft.Mention;
import dev.signalbox.definitions.text.Place;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

class PipelinePromptTest {
    private static final Mention PREVIOUS = new Mention("before", Place.startOf("pipelines.yaml"));
    private static final List<String> PIECES = List.of(
            "$INPUT",
            "$ORIGINAL",
            "$INPUT~2",
            "~2",
            "~3",
            "$",
            "$&",
            "$1",
            "\\",
            "\\n",
            "$$",
            "IN",
            "PUT",
            "é",
            "\n",
            "x");

    private static String text(Random random) {
        StringBuilder text = new StringBuilder();
        for (int piece = random.nextInt(8); piece > 0; piece--) {
            text.append(PIECES.get(random.nextInt(PIECES.size())));
        }
        return text.toString();
    }

    /** What must come out, found character by character without patterns. */
    private static String expected(String template, String goal, String input) {
        StringBuilder text = new StringBuilder();
        int at = 0;
        while (at < template.length()) {
            if (template.startsWith("$INPUT", at)) {
                text.append(input);
                at += "$INPUT".length();
            } else if (template.startsWith("$ORIGINAL", at)) {
                text.append(goal);
                at += "$ORIGINAL".length();
            } else {
                text.append(template.charAt(at++));
            }
        }
        return text.toString();
    }

    /** What a run does with a prompt: every place becomes the output, in one pass from left to right. */
    private static String delivered(WiredPrompt prompt, String output) {
        StringBuilder text = new StringBuilder();
        int at = 0;
        while (at < prompt.text().length()) {
            int here = at;
            String place = prompt.inputs().keySet().stream()
                    .filter(wanted -> prompt.text().startsWith(wanted, here))
                    .findFirst()
                    .orElse("");
            text.append(place.isEmpty() ? String.valueOf(prompt.text().charAt(at)) : output);
            at += Math.max(1, place.length());
        }
        return text.toString();
    }

    @Test
    @Timeout(60)
    void whatever_is_written_in_prompt_goal_and_output_is_put_in_literally_and_once() {
        long seed = Long.getLong("signalbox.test.seed", System.nanoTime());
        System.out.println("PipelinePromptTest runs with -Dsignalbox.test.seed=" + seed);
        Random random = new Random(seed);
        for (int round = 0; round < 20_000; round++) {
            String template = text(random);
            String goal = text(random);
            String output = text(random);

            String first = PipelinePrompt.of(template, goal, null).text();
            String later = delivered(PipelinePrompt.of(template, goal, PREVIOUS), output);

            assertThat(first).isEqualTo(expected(template, goal, goal));
            assertThat(later).isEqualTo(expected(template, goal, output));
        }
    }

    @Test
    void a_prompt_without_a_mark_takes_no_input() {
        WiredPrompt prompt = PipelinePrompt.of("go", "goal", PREVIOUS);

        assertThat(prompt.inputs()).isEqualTo(Map.of());
        assertThat(prompt.text()).isEqualTo("go");
    }
}
