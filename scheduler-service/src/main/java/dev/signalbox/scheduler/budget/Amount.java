package dev.signalbox.scheduler.budget;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.signalbox.contracts.spec.Budget;
import dev.signalbox.contracts.spec.Usage;
import java.math.BigDecimal;

/**
 * Money and tokens together. The two are never turned into each other.
 *
 * @param usd US dollars
 * @param tokens tokens read and written
 */
public record Amount(
        BigDecimal usd,
        @JsonInclude(JsonInclude.Include.NON_DEFAULT) long tokens) {
    public static final Amount NOTHING = new Amount(BigDecimal.ZERO, 0);

    public static Amount of(Usage usage) {
        return new Amount(usage.costUsd(), usage.tokens());
    }

    public Amount plus(Amount other) {
        return new Amount(usd.add(other.usd), Math.addExact(tokens, other.tokens));
    }

    public Amount minus(Amount other) {
        return new Amount(usd.subtract(other.usd), Math.subtractExact(tokens, other.tokens));
    }

    /** What is left after {@code other} is taken away; never below nothing, in either unit. */
    public Amount leftAfter(Amount other) {
        return minus(other).orNothing();
    }

    public boolean isNothing() {
        return usd.signum() == 0 && tokens == 0;
    }

    /** Whether it is more than a limit allows, in a unit that the limit names. */
    boolean exceeds(Budget limit) {
        return (limit.usd() != null && usd.compareTo(limit.usd()) > 0)
                || (limit.tokens() != null && tokens > limit.tokens());
    }

    private Amount orNothing() {
        return new Amount(usd.max(BigDecimal.ZERO), Math.max(0, tokens));
    }

    /** The same as a limit, for people to read. */
    public Budget asBudget() {
        return new Budget(usd, tokens);
    }
}
