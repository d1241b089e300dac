package dev.signalbox.contracts.knob;

import java.math.BigDecimal;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A variable {@code PI_ORCH_GOV_*} of the original, with the key that it sets here. What is not allowed is refused; the original bent it
 * silently.
 */
public enum GovernorKnob {
    MODE("signalbox.governor.mode", Kind.MODE, null),
    CHECK_SECONDS("signalbox.governor.check", Kind.WHOLE, "15"),
    WINDOW_SECONDS("signalbox.governor.window", Kind.WHOLE, "15"),
    EMERGENCY_FUSE_SECONDS("signalbox.governor.fuse", Kind.WHOLE, "60"),
    MAX_COST_USD("signalbox.governor.max-cost-usd", Kind.AMOUNT, null),
    MAX_TOKENS("signalbox.governor.max-tokens", Kind.WHOLE, "1");

    private static final String PREFIX = "PI_ORCH_GOV_";
    private static final List<String> MODES = List.of("observe", "warn", "enforce");
    private static final BigDecimal MOST = new BigDecimal("1000000000000");

    private enum Kind {
        MODE,
        WHOLE,
        AMOUNT
    }

    private final String key;
    private final Kind kind;
    private final @Nullable String least;

    GovernorKnob(String key, Kind kind, @Nullable String least) {
        this.key = key;
        this.kind = kind;
        this.least = least;
    }

    /** The name of the variable. */
    public String variable() {
        return PREFIX + name();
    }

    /** What it sets here. */
    public String key() {
        return key;
    }

    public static Optional<GovernorKnob> named(String variable) {
        return Arrays.stream(values())
                .filter(knob -> knob.variable().equals(variable))
                .findFirst();
    }

    /** What is wrong with a value; empty when nothing is. */
    public Optional<String> objectionTo(String value) {
        return isAllowed(value.strip())
                ? Optional.empty()
                : Optional.of(variable() + "=" + value + " is not allowed: it must be " + allowed() + ".");
    }

    private boolean isAllowed(String value) {
        if (kind == Kind.MODE) {
            return MODES.contains(value);
        }
        try {
            BigDecimal number = new BigDecimal(value);
            boolean whole = number.stripTrailingZeros().scale() <= 0;
            return number.compareTo(MOST) <= 0
                    && (least == null ? number.signum() > 0 : whole && number.compareTo(new BigDecimal(least)) >= 0);
        } catch (NumberFormatException e) {
            return false;
        }
    }

    private String allowed() {
        return switch (kind) {
            case MODE -> "observe, warn or enforce";
            case WHOLE -> "a whole number, at least " + least;
            case AMOUNT -> "an amount of more than nothing";
        };
    }
}
