package dev.signalbox.scheduler.budget.adapter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.signalbox.contracts.spec.Usage;
import dev.signalbox.scheduler.budget.PriceBook;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PriceBookFileTest {
    private static final Instant NOON = Instant.parse("2026-03-14T12:00:00Z");

    @TempDir
    Path folder;

    @Test
    void the_service_brings_prices_of_its_own() {
        PriceBook book = PriceBookFile.read(Optional.empty());

        assertThat(book.version()).isEqualTo(1);
        assertThat(book.models()).isPositive();
        assertThat(book.knows("claude-sonnet-4-5", NOON)).isTrue();
    }

    @Test
    void a_file_takes_their_place() throws IOException {
        PriceBook book = read("""
                {"version": 7, "prices": [{"model": "ours", "from": "2026-01-01",
                 "input": 2, "output": 8.5, "cacheWrite": 2.5, "cacheRead": 0.2}]}""");

        assertThat(book.version()).isEqualTo(7);
        assertThat(book.knows("claude-sonnet-4-5", NOON)).isFalse();
        assertThat(book.cost("ours", new Usage(0, 1_000_000, BigDecimal.ZERO), NOON)
                        .orElseThrow())
                .isEqualByComparingTo("8.5");
    }

    @Test
    void a_file_that_is_no_price_book_is_refused_by_name_and_entry() {
        assertThatThrownBy(() -> read("{}")).hasMessageContaining("needs a whole number 'version'");
        assertThatThrownBy(() -> read("""
                        {"version": 1, "prices": [{"model": "ours", "from": "2026-01-01",
                         "input": -2, "output": 8.5, "cacheWrite": 2.5, "cacheRead": 0.2}]}""")).hasMessageContaining("price 1: the price of ours is below zero");
        assertThatThrownBy(() -> read("{\"version\": 1, \"prices\": [{\"model\": \"ours\", \"from\": \"soon\"}]}"))
                .hasMessageContaining("price 1: ");
        assertThatThrownBy(() -> PriceBookFile.read(Optional.of(folder.resolve("nowhere.json"))))
                .hasMessageContaining("signalbox.scheduler.price-book");
    }

    private PriceBook read(String text) throws IOException {
        return PriceBookFile.read(Optional.of(Files.writeString(folder.resolve("prices.json"), text)));
    }
}
