package dev.signalbox.runner.governor;

import dev.signalbox.contracts.governor.Governance;
import dev.signalbox.contracts.governor.GovernedScope;
import dev.signalbox.contracts.governor.GovernorLimits;
import dev.signalbox.contracts.governor.Tripwire;
import dev.signalbox.contracts.governor.WorkSoFar;
import dev.signalbox.contracts.spec.Usage;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;

/** What the step and the run may use, and what they had used before the attempt: nothing begins anew with it. */
record Limits(Governance governance) {
    /**
     * What is exceeded.
     *
     * @param usage what the attempt has used
     * @param turns how many turns it has taken
     * @param elapsed how long it has been at work
     */
    List<Evidence> exceeded(Usage usage, int turns, Duration elapsed) {
        return Stream.concat(
                        of(GovernedScope.STEP, governance.policy().ofStep(), governance.step(), usage, turns, elapsed),
                        of(GovernedScope.RUN, governance.policy().ofRun(), governance.run(), usage, turns, elapsed))
                .toList();
    }

    private static Stream<Evidence> of(
            GovernedScope scope, GovernorLimits limits, WorkSoFar before, Usage usage, int turns, Duration elapsed) {
        Stream.Builder<Evidence> exceeded = Stream.builder();
        String whose = scope == GovernedScope.STEP ? "the step" : "the run";
        BigDecimal cost = before.usage().costUsd().add(usage.costUsd());
        if (limits.maxCostUsd() != null && cost.compareTo(limits.maxCostUsd()) > 0) {
            exceeded.add(Evidence.limited(
                    Tripwire.COST,
                    scope,
                    whose + " has cost " + cost.toPlainString() + " USD of "
                            + limits.maxCostUsd().toPlainString(),
                    cost,
                    limits.maxCostUsd(),
                    "USD"));
        }
        BigDecimal tokens = new BigDecimal(tokens(before.usage()).add(tokens(usage)));
        if (limits.maxTokens() != null && tokens.compareTo(BigDecimal.valueOf(limits.maxTokens())) > 0) {
            exceeded.add(Evidence.limited(
                    Tripwire.TOKENS,
                    scope,
                    whose + " has used " + tokens + " tokens of " + limits.maxTokens(),
                    tokens,
                    BigDecimal.valueOf(limits.maxTokens()),
                    "tokens"));
        }
        long taken = (long) before.turns() + turns;
        if (limits.maxTurns() != null && taken > limits.maxTurns()) {
            exceeded.add(Evidence.limited(
                    Tripwire.TURNS,
                    scope,
                    whose + " has taken " + taken + " turns of " + limits.maxTurns(),
                    BigDecimal.valueOf(taken),
                    BigDecimal.valueOf(limits.maxTurns()),
                    "turns"));
        }
        Duration atWork = before.atWork().plus(elapsed);
        if (limits.fuse() != null && atWork.compareTo(limits.fuse()) > 0) {
            exceeded.add(Evidence.timed(
                    Tripwire.FUSE,
                    scope,
                    whose + " has been at work for " + atWork.toSeconds() + " s of "
                            + limits.fuse().toSeconds(),
                    atWork,
                    limits.fuse()));
        }
        return exceeded.build();
    }

    /** An agent may say any number. */
    private static BigInteger tokens(Usage usage) {
        return BigInteger.valueOf(usage.inputTokens()).add(BigInteger.valueOf(usage.outputTokens()));
    }
}
