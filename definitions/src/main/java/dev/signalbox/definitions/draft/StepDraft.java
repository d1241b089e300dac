package dev.signalbox.definitions.draft;

import dev.signalbox.contracts.spec.AgentType;
import dev.signalbox.contracts.spec.FakeScript;
import dev.signalbox.contracts.spec.RetryPolicy;
import io.soabase.recordbuilder.core.RecordBuilder;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A step as a definition says it. {@link dev.signalbox.contracts.spec.StepSpec} explains the parts.
 *
 * @param flow what it takes from other steps, and what happens around it
 * @param tool the type of agent it would like, when one of that type is declared; null when it does not say
 */
@RecordBuilder
@RecordBuilder.Options(useImmutableCollections = true)
public record StepDraft(
        Mention id,
        @Nullable String title,
        List<Mention> dependsOn,
        @Nullable Mention agent,
        @Nullable AgentType agentType,
        @Nullable Mention track,
        List<String> command,
        @Nullable String prompt,
        List<Mention> reads,
        List<Mention> writes,
        RetryPolicy retry,
        @Nullable Duration timeout,
        Map<String, String> environment,
        @Nullable FakeScript fake,
        StepFlow flow,
        @Nullable Mention tool,
        Map<String, Object> carried,
        Map<String, Object> notEnforced) {
    /** The same step with something else around it. */
    public StepDraft withFlow(StepFlow other) {
        return StepDraftBuilder.builder(this).flow(other).build();
    }
}
