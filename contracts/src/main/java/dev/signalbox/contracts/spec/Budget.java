package dev.signalbox.contracts.spec;

import java.math.BigDecimal;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A limit in money, in tokens, or in both. Each holds by itself.
 *
 * @param usd US dollars, never negative; null for no limit in money
 * @param tokens tokens read and written together, never negative; null for no limit in tokens
 */
public record Budget(@Nullable BigDecimal usd, @Nullable Long tokens) {
    public static final Budget NONE = new Budget(null, null);

    public Budget {
        if ((usd != null && usd.signum() < 0) || (tokens != null && tokens < 0)) {
            throw new IllegalArgumentException("a budget is never negative");
        }
    }

    public static Budget ofUsd(BigDecimal usd) {
        return new Budget(usd, null);
    }

    /** Whether it limits neither money nor tokens. */
    public boolean limitsNothing() {
        return usd == null && tokens == null;
    }

    /** Whether both allow the same, however it is written. */
    public boolean isSameAs(Budget other) {
        return Objects.equals(tokens, other.tokens)
                && (usd == null ? other.usd == null : other.usd != null && usd.compareTo(other.usd) == 0);
    }

    /** Whether it is more than a limit allows, in a unit that both name. */
    public boolean isBeyond(Budget limit) {
        return (usd != null && limit.usd != null && usd.compareTo(limit.usd) > 0)
                || (tokens != null && limit.tokens != null && tokens > limit.tokens);
    }

    /** What is left of it when so much is gone; never below nothing. */
    public Budget less(Budget gone) {
        return new Budget(
                usd == null || gone.usd == null ? usd : usd.subtract(gone.usd).max(BigDecimal.ZERO),
                tokens == null || gone.tokens == null ? tokens : Long.valueOf(Math.max(0, tokens - gone.tokens)));
    }

    /** For people, for example {@code 2.50 USD and 500 tokens}; {@code nothing} when it limits nothing. */
    public String inWords() {
        String money = usd == null ? "" : usd.toPlainString() + " USD";
        String count = tokens == null ? "" : tokens + " tokens";
        if (money.isEmpty() && count.isEmpty()) {
            return "nothing";
        }
        return money.isEmpty() || count.isEmpty() ? money + count : money + " and " + count;
    }

    /** What both allow. */
    public Budget atMost(Budget other) {
        return new Budget(least(usd, other.usd), least(tokens, other.tokens));
    }

    /** The same budget where {@code other} says nothing; where it says something, that. */
    public Budget replacedBy(Budget other) {
        return new Budget(other.usd == null ? usd : other.usd, other.tokens == null ? tokens : other.tokens);
    }

    private static <T extends Comparable<T>> @Nullable T least(@Nullable T one, @Nullable T two) {
        if (one == null || two == null) {
            return one == null ? two : one;
        }
        return one.compareTo(two) <= 0 ? one : two;
    }
}
