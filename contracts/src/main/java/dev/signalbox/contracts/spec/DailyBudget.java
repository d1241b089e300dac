package dev.signalbox.contracts.spec;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.ZoneId;

/**
 * What may be spent on each day, and what happens when it is used up before the day is over.
 *
 * @param rule what may be spent on a day, and what happens then
 * @param zone the time zone in which a day begins at midnight, as the IANA database names it, for example {@code Europe/Berlin}
 */
public record DailyBudget(BudgetRule rule, String zone) {
    public static final String DEFAULT_ZONE = "UTC";

    public DailyBudget {
        try {
            ZoneId.of(zone);
        } catch (DateTimeException e) {
            throw new IllegalArgumentException("'" + zone + "' is not a time zone, such as Europe/Berlin or UTC", e);
        }
    }

    /** When the day is over that a time is in. */
    public Instant endOfDay(Instant now) {
        ZoneId place = ZoneId.of(zone);
        return now.atZone(place).toLocalDate().plusDays(1).atStartOfDay(place).toInstant();
    }

    /** Whether both allow the same, however it is written. */
    public boolean isSameAs(DailyBudget other) {
        return rule.isSameAs(other.rule) && zone.equals(other.zone);
    }
}
