package dev.signalbox.scheduler.governor;

import dev.signalbox.contracts.governor.GovernorLimits;
import dev.signalbox.contracts.governor.GovernorMode;
import dev.signalbox.contracts.governor.GovernorPolicy;
import dev.signalbox.contracts.governor.GovernorRule;
import dev.signalbox.contracts.spec.AgentType;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * What an operator has said to the governor: what holds where a definition says nothing. {@link GovernorPolicy} explains the parts.
 *
 * @param limits how much is too much for a step, over all its attempts
 */
public record GovernorSettings(
        GovernorMode mode,
        Duration check,
        Duration window,
        Duration silence,
        Duration silenceInCall,
        int loop,
        int longestCycle,
        int churn,
        GovernorLimits limits) {
    public static final GovernorSettings DEFAULT = new GovernorSettings(
            GovernorMode.WARN,
            Duration.ofSeconds(75),
            Duration.ofSeconds(180),
            Duration.ofMinutes(15),
            Duration.ofMinutes(30),
            4,
            4,
            3,
            new GovernorLimits(null, null, null, Duration.ofHours(4)));

    /** What the governor does for an attempt at a step. The step goes before its run, and both before what is configured. */
    public GovernorPolicy policy(@Nullable GovernorRule ofRun, @Nullable GovernorRule ofStep, AgentType type) {
        GovernorRule run = ofRun == null ? GovernorRule.NONE : ofRun;
        GovernorRule step = ofStep == null ? GovernorRule.NONE : ofStep;
        boolean isCommand = type.equals(AgentType.COMMAND);
        return new GovernorPolicy(
                mode(ofRun, ofStep),
                check,
                window,
                first(step.silence(), run.silence(), type.takesProfile() ? silence : Duration.ZERO),
                silenceInCall,
                first(step.loop(), run.loop(), loop),
                longestCycle,
                first(step.churn(), run.churn(), churn),
                !isCommand && first(step.progress(), run.progress(), true),
                limitsOf(step),
                run.limits());
    }

    /** What happens at a tripwire. */
    public GovernorMode mode(@Nullable GovernorRule ofRun, @Nullable GovernorRule ofStep) {
        return first(ofStep == null ? null : ofStep.mode(), ofRun == null ? null : ofRun.mode(), mode);
    }

    /** How much is too much for a step, over all its attempts. */
    public GovernorLimits limitsOf(@Nullable GovernorRule ofStep) {
        return ofStep == null ? limits : ofStep.limits().orElse(limits);
    }

    private static <T> T first(@Nullable T ofStep, @Nullable T ofRun, T configured) {
        if (ofStep != null) {
            return ofStep;
        }
        return ofRun == null ? configured : ofRun;
    }
}
