package dev.signalbox.scheduler.budget;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.signalbox.contracts.spec.Usage;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.Test;

class PriceBookTest {
    private static final Instant NOON = Instant.parse("2026-03-14T12:00:00Z");

    private final PriceBook book =
            new PriceBook(3, List.of(price("sonnet", "2026-01-01", "3"), price("sonnet", "2026-03-14", "6")));

    @Test
    void each_kind_of_token_has_its_price_and_cached_ones_are_not_paid_twice() {
        Usage usage = new Usage(1_000_000, 100_000, BigDecimal.ZERO, 600_000, 200_000, "sonnet");

        assertThat(price("sonnet", "2026-01-01", "3").of(usage))
                .as("200,000 fresh at 3, 100,000 written at 15, 200,000 kept at 3.75, 600,000 cached at 0.30")
                .isEqualByComparingTo("3.03");
    }

    @Test
    void the_price_of_the_day_holds() {
        Usage million = new Usage(1_000_000, 0, BigDecimal.ZERO);

        assertThat(book.cost("sonnet", million, NOON.minusSeconds(86_400)).orElseThrow())
                .isEqualByComparingTo("3");
        assertThat(book.cost("sonnet", million, NOON).orElseThrow()).isEqualByComparingTo("6");
    }

    @Test
    void a_model_that_is_not_in_the_book_or_not_yet_has_no_price() {
        assertThat(book.cost("opus", Usage.NONE, NOON)).isEmpty();
        assertThat(book.knows("sonnet", Instant.parse("2025-12-31T23:59:59Z"))).isFalse();
    }

    @Test
    void two_prices_of_a_model_from_the_same_day_on_are_refused() {
        assertThatThrownBy(() -> new PriceBook(
                        1, List.of(price("sonnet", "2026-01-01", "3"), price("sonnet", "2026-01-01", "4"))))
                .hasMessage("the model sonnet has two prices from 2026-01-01 on");
    }

    private static ModelPrice price(String model, String from, String input) {
        return new ModelPrice(
                model,
                LocalDate.parse(from),
                new BigDecimal(input),
                new BigDecimal("15"),
                new BigDecimal("3.75"),
                new BigDecimal("0.30"));
    }
}
