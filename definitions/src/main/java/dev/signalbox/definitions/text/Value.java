package dev.signalbox.definitions.text;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A value of an input file, and its place in it. */
public sealed interface Value {
    Place place();

    /** What people call this kind of value, with its article. */
    String kind();

    /** The same as maps, lists, texts, numbers, booleans and nulls of Java, as a JSON parser would make them. */
    @Nullable
    Object plain();

    record Text(Place place, String text) implements Value {
        @Override
        public String kind() {
            return "text";
        }

        @Override
        public Object plain() {
            return text;
        }
    }

    /** A number as it was written. */
    record Numeral(Place place, String literal) implements Value {
        @Override
        public String kind() {
            return "a number";
        }

        @Override
        public Object plain() {
            try {
                BigDecimal number = new BigDecimal(literal);
                boolean whole = literal.chars().allMatch(character -> character == '-' || Character.isDigit(character));
                return whole ? narrowest(number.toBigInteger()) : number.doubleValue();
            } catch (NumberFormatException e) {
                return literal;
            }
        }

        private static Object narrowest(BigInteger number) {
            if (number.bitLength() < Integer.SIZE) {
                return number.intValue();
            }
            return number.bitLength() < Long.SIZE ? (Object) number.longValue() : number;
        }
    }

    record Truth(Place place, boolean holds) implements Value {
        @Override
        public String kind() {
            return holds ? "true" : "false";
        }

        @Override
        public Object plain() {
            return holds;
        }
    }

    record Nothing(Place place) implements Value {
        @Override
        public String kind() {
            return "nothing";
        }

        @Override
        public @Nullable Object plain() {
            return null;
        }
    }

    record Items(Place place, List<Value> items) implements Value {
        public Items {
            items = List.copyOf(items);
        }

        @Override
        public String kind() {
            return "a list";
        }

        @Override
        public Object plain() {
            List<@Nullable Object> plain = new ArrayList<>();
            items.forEach(item -> plain.add(item.plain()));
            return Collections.unmodifiableList(plain);
        }
    }

    /** A mapping, in the order of the text. */
    record Fields(Place place, Map<String, Field> fields) implements Value {
        public Fields {
            fields = Collections.unmodifiableMap(new LinkedHashMap<>(fields));
        }

        @Override
        public String kind() {
            return "a mapping";
        }

        @Override
        public Object plain() {
            Map<String, @Nullable Object> plain = new LinkedHashMap<>();
            fields.forEach((key, field) -> plain.put(key, field.value().plain()));
            return Collections.unmodifiableMap(plain);
        }

        /** The value of a key; null when there is no such key. */
        public @Nullable Value get(String key) {
            Field field = fields.get(key);
            return field == null ? null : field.value();
        }

        public boolean has(String key) {
            return fields.containsKey(key);
        }
    }

    /**
     * An entry of a mapping.
     *
     * @param key the place of its key
     * @param value its value
     */
    record Field(Place key, Value value) {}
}
