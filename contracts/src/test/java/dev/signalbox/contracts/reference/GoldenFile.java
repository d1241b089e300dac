package dev.signalbox.contracts.reference;

import com.fasterxml.jackson.databind.JsonNode;
import dev.signalbox.contracts.ContractJson;
import dev.signalbox.contracts.MessageCatalogue;
import dev.signalbox.contracts.event.RunEvent;
import dev.signalbox.contracts.event.RunFact;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/**
 * An example of a message type that every later version must be able to read.
 *
 * @param type the message or fact type
 * @param wireName its name on the wire
 * @param variant {@code full} has every property of the first release, {@code minimal} only those that are always there; any other
 *     name is an addition
 */
public record GoldenFile(Class<?> type, String wireName, String variant) {
    static final String FULL = "full";
    static final String MINIMAL = "minimal";

    public static Stream<GoldenFile> all() {
        return MessageCatalogue.types().stream().flatMap(GoldenFile::of);
    }

    /** All that were ever released of a type: the first two, and one for each addition since. */
    static Stream<GoldenFile> of(Class<?> type) {
        String wireName = MessageCatalogue.nameOfType(type);
        try (Stream<Path> files = Files.list(Path.of("src/test/resources/golden", wireName))) {
            return files
                    .map(file -> file.getFileName().toString().replace(".json", ""))
                    .sorted()
                    .map(variant -> new GoldenFile(type, wireName, variant))
                    .toList()
                    .stream();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static GoldenFile full(Class<?> type) {
        return new GoldenFile(type, MessageCatalogue.nameOfType(type), FULL);
    }

    static GoldenFile minimal(Class<?> type) {
        return new GoldenFile(type, MessageCatalogue.nameOfType(type), MINIMAL);
    }

    static Class<?> typeOf(String wireName) {
        return MessageCatalogue.types().stream()
                .filter(type -> MessageCatalogue.nameOfType(type).equals(wireName))
                .findFirst()
                .orElseThrow();
    }

    /** What a record body of this type is read into: a fact travels inside a {@link RunEvent}. */
    public Class<?> bodyType() {
        return RunFact.class.isAssignableFrom(type) ? RunEvent.class : type;
    }

    public byte[] bytes() {
        String resource = "/golden/" + wireName + "/" + variant + ".json";
        try (InputStream file = GoldenFile.class.getResourceAsStream(resource)) {
            if (file == null) {
                throw new AssertionError("the golden file src/test/resources" + resource + " is missing");
            }
            return file.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public String text() {
        return new String(bytes(), StandardCharsets.UTF_8).strip();
    }

    public JsonNode json() {
        try {
            return ContractJson.mapper().readTree(bytes());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public String toString() {
        return wireName + " " + variant;
    }
}
