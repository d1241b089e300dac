package dev.signalbox.contracts.api;

import dev.signalbox.contracts.spec.OnExceed;
import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/**
 * The body of {@code PUT /v1/workspaces/budget}: the whole budget, of which it says at least one limit.
 *
 * @param usd what may be spent in all, in US dollars; null for no limit in money
 * @param tokens what may be spent in all, in tokens; null for no limit in tokens
 * @param onExceed what happens when it is used up; null to pause
 * @param warnAt the share of it at which a warning is recorded, in percent, 1 to 100; null for 80
 * @param reason why; null when nothing was said
 */
public record WorkspaceBudgetRequest(
        @Nullable BigDecimal usd,
        @Nullable Long tokens,
        @Nullable OnExceed onExceed,
        @Nullable Integer warnAt,
        @Nullable String reason) {}
