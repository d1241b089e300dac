package dev.signalbox.eventlog.ingest.adapter;

import dev.signalbox.contracts.ContractJson;
import io.vertx.mutiny.sqlclient.Tuple;
import java.io.IOException;
import java.lang.reflect.Array;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.ToIntFunction;
import java.util.function.ToLongFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Hands any number of rows to one statement: each column travels as an array, and {@code unnest} makes rows of them again.
 *
 * @param <T> what a row is made from
 */
final class Unnest<T> {
    private record Column<T>(String name, String sqlType, Class<?> javaType, Function<T, @Nullable Object> value) {}

    private final List<Column<T>> columns = new ArrayList<>();

    Unnest<T> uuid(String name, Function<T, @Nullable String> value) {
        return column(name, "uuid", UUID.class, row -> {
            String text = value.apply(row);
            return text == null ? null : UUID.fromString(text);
        });
    }

    /** PostgreSQL has no place for a NUL in a text: it becomes U+FFFD. */
    Unnest<T> text(String name, Function<T, @Nullable String> value) {
        return column(name, "text", String.class, row -> {
            String text = value.apply(row);
            return text == null || text.indexOf('\0') < 0 ? text : text.replace('\0', '\uFFFD');
        });
    }

    Unnest<T> integer(String name, ToIntFunction<T> value) {
        return column(name, "integer", Integer.class, value::applyAsInt);
    }

    Unnest<T> bool(String name, Predicate<T> value) {
        return column(name, "boolean", Boolean.class, value::test);
    }

    Unnest<T> bigint(String name, ToLongFunction<T> value) {
        return column(name, "bigint", Long.class, value::applyAsLong);
    }

    Unnest<T> bigintIfAny(String name, Function<T, @Nullable Long> value) {
        return column(name, "bigint", Long.class, value::apply);
    }

    Unnest<T> numeric(String name, Function<T, @Nullable BigDecimal> value) {
        return column(name, "numeric", String.class, row -> {
            BigDecimal number = value.apply(row);
            return number == null ? null : number.toPlainString();
        });
    }

    Unnest<T> time(String name, Function<T, @Nullable Instant> value) {
        return column(name, "timestamptz", OffsetDateTime.class, row -> {
            Instant time = value.apply(row);
            return time == null ? null : time.atOffset(ZoneOffset.UTC);
        });
    }

    /** Text that is JSON already. */
    Unnest<T> jsonText(String name, Function<T, @Nullable String> value) {
        return column(name, "json", String.class, value::apply);
    }

    /** A value that is written as JSON. */
    Unnest<T> json(String name, Function<T, @Nullable Object> value) {
        return column(name, "json", String.class, row -> written(value.apply(row)));
    }

    private static @Nullable String written(@Nullable Object value) {
        try {
            return value == null ? null : ContractJson.mapper().writeValueAsString(value);
        } catch (IOException e) {
            throw new IllegalArgumentException("cannot be written as JSON: " + value, e);
        }
    }

    private Unnest<T> column(String name, String sqlType, Class<?> javaType, Function<T, @Nullable Object> value) {
        columns.add(new Column<>(name, sqlType, javaType, value));
        return this;
    }

    /** The names of the columns, to stand between parentheses. */
    String names() {
        return columns.stream().map(Column::name).collect(Collectors.joining(", "));
    }

    /** The select list that gives every column its type. */
    String values() {
        return columns.stream()
                .map(column -> travelsAsItself(column)
                        ? "u." + column.name()
                        : "u.%s::%s".formatted(column.name(), column.sqlType()))
                .collect(Collectors.joining(", "));
    }

    /** Assignments of every column but the first {@code keys} ones. */
    String assignments(int keys) {
        return columns.stream()
                .skip(keys)
                .map(column -> travelsAsItself(column)
                        ? "%1$s = u.%1$s".formatted(column.name())
                        : "%1$s = u.%1$s::%2$s".formatted(column.name(), column.sqlType()))
                .collect(Collectors.joining(", "));
    }

    /** The table of these rows, to stand in a {@code from}, named {@code u}. */
    String table() {
        return IntStream.range(0, columns.size())
                .mapToObj(i -> "$%d::%s[]".formatted(i + 1, wireType(columns.get(i))))
                .collect(Collectors.joining(", ", "unnest(", ") u(" + names() + ")"));
    }

    private static boolean travelsAsItself(Column<?> column) {
        return wireType(column).equals(column.sqlType());
    }

    private static String wireType(Column<?> column) {
        return column.javaType() == String.class ? "text" : column.sqlType();
    }

    Tuple rows(List<? extends T> rows) {
        Tuple tuple = Tuple.tuple();
        for (Column<T> column : columns) {
            Object[] values = (Object[]) Array.newInstance(column.javaType(), rows.size());
            for (int i = 0; i < values.length; i++) {
                values[i] = column.value().apply(rows.get(i));
            }
            tuple.addValue(values);
        }
        return tuple;
    }
}
