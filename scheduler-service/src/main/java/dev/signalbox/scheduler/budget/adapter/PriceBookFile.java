package dev.signalbox.scheduler.budget.adapter;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.signalbox.scheduler.budget.ModelPrice;
import dev.signalbox.scheduler.budget.PriceBook;
import java.io.IOException;
import java.io.InputStream;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A price book as JSON: {@code version}, and {@code prices}, each with {@code model}, {@code from}, {@code input}, {@code output},
 * {@code cacheWrite} and {@code cacheRead}. What is wrong with a file is said when the service starts, with the file and the entry.
 */
public final class PriceBookFile {
    private static final String BUILT_IN = "/prices.json";
    private static final JsonMapper MAPPER = JsonMapper.builder()
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .build();

    private PriceBookFile() {}

    /**
     * Reads a file, or the prices that come with the service.
     *
     * @throws IllegalArgumentException when the file cannot be read or is no price book
     */
    public static PriceBook read(Optional<Path> file) {
        String name = file.map(Path::toString).orElse("the built-in price book");
        try (InputStream in = open(file)) {
            return book(MAPPER.readTree(in), name);
        } catch (IOException e) {
            throw new IllegalArgumentException("signalbox.scheduler.price-book: " + name + " cannot be read: " + e, e);
        }
    }

    private static InputStream open(Optional<Path> file) throws IOException {
        if (file.isPresent()) {
            return Files.newInputStream(file.get());
        }
        InputStream builtIn = PriceBookFile.class.getResourceAsStream(BUILT_IN);
        if (builtIn == null) {
            throw new IOException("it is missing");
        }
        return builtIn;
    }

    private static PriceBook book(JsonNode root, String name) {
        if (!root.path("version").isInt() || !root.path("prices").isArray()) {
            throw new IllegalArgumentException(
                    "signalbox.scheduler.price-book: " + name + " needs a whole number 'version' and a list 'prices'");
        }
        List<ModelPrice> prices = new ArrayList<>();
        for (JsonNode entry : root.path("prices")) {
            prices.add(price(entry, name, prices.size() + 1));
        }
        try {
            return new PriceBook(root.path("version").asInt(), prices);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("signalbox.scheduler.price-book: " + name + ": " + e.getMessage(), e);
        }
    }

    private static ModelPrice price(JsonNode entry, String name, int number) {
        String where = "signalbox.scheduler.price-book: " + name + ", price " + number;
        try {
            return new ModelPrice(
                    text(entry, "model"),
                    LocalDate.parse(text(entry, "from")),
                    amount(entry, "input"),
                    amount(entry, "output"),
                    amount(entry, "cacheWrite"),
                    amount(entry, "cacheRead"));
        } catch (DateTimeException | IllegalArgumentException e) {
            throw new IllegalArgumentException(where + ": " + e.getMessage(), e);
        }
    }

    private static String text(JsonNode entry, String key) {
        String text = entry.path(key).asText("");
        if (text.isBlank()) {
            throw new IllegalArgumentException("'" + key + "' is missing");
        }
        return text;
    }

    private static BigDecimal amount(JsonNode entry, String key) {
        if (!entry.path(key).isNumber()) {
            throw new IllegalArgumentException("'" + key + "' must be a number");
        }
        return entry.path(key).decimalValue();
    }
}
