package dev.signalbox.definitions.format.teams;

import dev.signalbox.definitions.draft.Mention;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Puts the goal, and the place for the previous output, into the prompt of a pipeline's step. All of it literally, in one pass. */
final class PipelinePrompt {
    private static final String INPUT = "$INPUT";
    private static final Pattern MARK = Pattern.compile("\\$INPUT|\\$ORIGINAL");

    private PipelinePrompt() {}

    /**
     * The prompt of a step.
     *
     * @param previous the step before it; null for the first, whose input is the goal
     */
    static WiredPrompt of(String template, String goal, @Nullable Mention previous) {
        WiredPrompt.Builder prompt = new WiredPrompt.Builder();
        Matcher mark = MARK.matcher(template);
        int at = 0;
        while (mark.find()) {
            prompt.text(template.substring(at, mark.start()));
            if (previous != null && mark.group().equals(INPUT)) {
                prompt.output(INPUT, previous);
            } else {
                prompt.text(goal);
            }
            at = mark.end();
        }
        return prompt.text(template.substring(at)).build();
    }
}
