package dev.signalbox.scheduler.workspace;

import dev.signalbox.contracts.StepId;
import dev.signalbox.contracts.attempt.OutputTail;
import dev.signalbox.contracts.event.StepStatus;
import dev.signalbox.scheduler.step.StepState;
import java.nio.charset.StandardCharsets;
import java.util.Comparator;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What an attempt is asked to do: the prompt of its step, in which each text that stands for an output is replaced by it. The
 * template is read once from left to right, the longest text that fits wins, and what was put in is never looked at again. Only the
 * output of a step that succeeded is put in; of one that did not, a sentence that says so.
 */
final class Prompt {
    /** A step's answer is a text to read, not a file: 64 KiB are some sixteen thousand tokens. */
    static final int OUTPUT_LIMIT = 64 * 1024;

    /** All outputs of one prompt together: an attempt has to fit into a record of 16 MiB, however its characters are escaped. */
    private static final int TOGETHER = 1024 * 1024;

    private Prompt() {}

    static @Nullable String of(LiveStep step) {
        String template = step.spec.prompt();
        Map<String, StepId> inputs = step.spec.inputs();
        if (template == null || inputs.isEmpty()) {
            return template;
        }
        Pattern places = placesOf(inputs);
        long count = places.matcher(template).results().count();
        int share = (int) (TOGETHER / Math.max(1, count));
        return places.matcher(template).replaceAll(place -> Matcher.quoteReplacement(text(step, place, share)));
    }

    private static Pattern placesOf(Map<String, StepId> inputs) {
        return Pattern.compile(inputs.keySet().stream()
                .sorted(Comparator.comparingInt(String::length).reversed())
                .map(Pattern::quote)
                .collect(Collectors.joining("|")));
    }

    private static String text(LiveStep step, MatchResult place, int share) {
        StepId source = step.spec.inputs().get(place.group());
        LiveStep from = source == null ? null : step.run.steps.get(source);
        if (from == null || !(from.state instanceof StepState.Ended ended) || ended.status() != StepStatus.SUCCEEDED) {
            return "(step " + source + " did not succeed, so it has no output)";
        }
        String output = ended.output();
        return output == null ? "" : cut(output, share);
    }

    private static String cut(String output, int share) {
        byte[] bytes = output.getBytes(StandardCharsets.UTF_8);
        return bytes.length <= share ? output : OutputTail.of(bytes, bytes.length, bytes.length, share);
    }
}
