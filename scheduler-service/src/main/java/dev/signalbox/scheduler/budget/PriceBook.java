package dev.signalbox.scheduler.budget;

import dev.signalbox.contracts.spec.Usage;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;

/** What models cost, and since when. Immutable. */
public final class PriceBook {
    public static final PriceBook EMPTY = new PriceBook(1, List.of());

    private final int version;
    private final Map<String, NavigableMap<LocalDate, ModelPrice>> prices = new HashMap<>();

    /**
     * A price book.
     *
     * @throws IllegalArgumentException when a model has two prices from the same day on
     */
    public PriceBook(int version, List<ModelPrice> entries) {
        this.version = version;
        for (ModelPrice price : entries) {
            ModelPrice other = prices.computeIfAbsent(price.model(), key -> new TreeMap<>())
                    .put(price.from(), price);
            if (other != null) {
                throw new IllegalArgumentException(
                        "the model " + price.model() + " has two prices from " + price.from() + " on");
            }
        }
    }

    /** Which edition of the book this is. */
    public int version() {
        return version;
    }

    public int models() {
        return prices.size();
    }

    /** What tokens of a model cost at a time; empty when the book has no price for it then. */
    public Optional<BigDecimal> cost(String model, Usage usage, Instant at) {
        return price(model, at).map(price -> price.of(usage));
    }

    /** Whether the book has a price for a model at a time. */
    public boolean knows(String model, Instant at) {
        return price(model, at).isPresent();
    }

    private Optional<ModelPrice> price(String model, Instant at) {
        NavigableMap<LocalDate, ModelPrice> byDay = prices.get(model);
        return byDay == null
                ? Optional.empty()
                : Optional.ofNullable(byDay.floorEntry(LocalDate.ofInstant(at, ZoneOffset.UTC)))
                        .map(Map.Entry::getValue);
    }
}
