package dev.signalbox.definitions.format.coordination;

import dev.signalbox.contracts.spec.AfterFailure;
import dev.signalbox.contracts.spec.RetryPolicy;
import dev.signalbox.definitions.draft.Mention;
import dev.signalbox.definitions.draft.StepDraft;
import dev.signalbox.definitions.draft.StepDraftBuilder;
import dev.signalbox.definitions.draft.StepFlowBuilder;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A step or a task as its workflow says it.
 *
 * @param id within the workflow
 * @param actor who should do it; null when nobody is named
 */
record Task(
        Mention id,
        @Nullable String title,
        @Nullable Mention actor,
        @Nullable String prompt,
        List<Mention> reads,
        List<Mention> writes,
        RetryPolicy retry,
        @Nullable Duration timeout,
        @Nullable AfterFailure afterFailure,
        Map<String, Object> carried,
        Map<String, Object> notEnforced) {
    boolean claimsNothing() {
        return reads.isEmpty() && writes.isEmpty();
    }

    StepDraft step(Mention fullId, List<Mention> dependsOn) {
        return StepDraftBuilder.builder()
                .id(fullId)
                .title(title)
                .dependsOn(dependsOn)
                .prompt(prompt)
                .reads(reads)
                .writes(writes)
                .retry(retry)
                .timeout(timeout)
                .flow(StepFlowBuilder.builder().afterFailure(afterFailure).build())
                .tool(actor)
                .carried(carried)
                .notEnforced(notEnforced)
                .build();
    }
}
