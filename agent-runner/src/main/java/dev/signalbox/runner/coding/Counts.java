package dev.signalbox.runner.coding;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.math.BigInteger;

/**
 * Reads what programs say they have used. A number that is too large becomes the largest, and one below zero becomes -1, so that reading goes
 * on and whoever keeps the accounts refuses to believe it.
 */
public final class Counts {
    private static final BigInteger LARGEST = BigInteger.valueOf(Long.MAX_VALUE);
    /** No attempt is believed to cost this much. */
    private static final BigDecimal UNBELIEVABLE = BigDecimal.valueOf(1_000_000_000_000L);

    private Counts() {}

    /** A number of tokens; 0 when it is none. */
    public static long of(JsonNode number) {
        if (number.isIntegralNumber()) {
            return bounded(number.bigIntegerValue());
        }
        return number.isNumber() ? bounded(amount(number).toBigInteger()) : 0;
    }

    /** A number of tokens. */
    public static long of(BigDecimal number) {
        return number.compareTo(UNBELIEVABLE) > 0 ? Long.MAX_VALUE : bounded(number.toBigInteger());
    }

    /** All of them together. */
    public static long sum(long... numbers) {
        BigInteger sum = BigInteger.ZERO;
        for (long number : numbers) {
            sum = sum.add(BigInteger.valueOf(number));
        }
        return bounded(sum);
    }

    /** An amount of money; 0 when it is none. */
    public static BigDecimal amount(JsonNode number) {
        if (!number.isNumber()) {
            return BigDecimal.ZERO;
        }
        double rough = number.doubleValue();
        if (Double.isNaN(rough) || rough < 0) {
            return BigDecimal.ONE.negate();
        }
        return rough > UNBELIEVABLE.doubleValue() ? UNBELIEVABLE : number.decimalValue();
    }

    private static long bounded(BigInteger number) {
        if (number.signum() < 0) {
            return -1;
        }
        return number.min(LARGEST).longValueExact();
    }
}
