package dev.signalbox.contracts.api;

import dev.signalbox.contracts.spec.OnExceed;
import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/**
 * The body of {@code PUT /v1/workspaces/budget}: the whole budget, which says at least one limit, in all or on each day.
 *
 * @param usd what may be spent in all, in US dollars; null for no limit in money
 * @param tokens what may be spent in all, in tokens; null for no limit in tokens
 * @param onExceed what happens when it is used up; null to pause
 * @param warnAt the share of it at which a warning is recorded, in percent, 1 to 100; null for 80
 * @param reason why; null when nothing was said
 * @param daily what may be spent on each day beside; null for no limit on a day
 */
public record WorkspaceBudgetRequest(
        @Nullable BigDecimal usd,
        @Nullable Long tokens,
        @Nullable OnExceed onExceed,
        @Nullable Integer warnAt,
        @Nullable String reason,
        @Nullable Daily daily) {
    /** Without a limit on a day. */
    public WorkspaceBudgetRequest(
            @Nullable BigDecimal usd,
            @Nullable Long tokens,
            @Nullable OnExceed onExceed,
            @Nullable Integer warnAt,
            @Nullable String reason) {
        this(usd, tokens, onExceed, warnAt, reason, null);
    }

    /**
     * A limit on each day, in at least one unit.
     *
     * @param usd what may be spent on a day, in US dollars; null for no limit in money
     * @param tokens what may be spent on a day, in tokens; null for no limit in tokens
     * @param onExceed what happens when it is used up before the day is over; null to pause until then
     * @param warnAt the share of it at which a warning is recorded, in percent, 1 to 100; null for 80
     * @param timeZone the time zone in which a day begins at midnight, for example {@code Europe/Berlin}; null for UTC
     */
    public record Daily(
            @Nullable BigDecimal usd,
            @Nullable Long tokens,
            @Nullable OnExceed onExceed,
            @Nullable Integer warnAt,
            @Nullable String timeZone) {}
}
