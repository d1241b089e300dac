package dev.signalbox.definitions;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Objects;

/** The JSON schema of {@code signalbox/v1}, for editors that complete and check while somebody writes. */
public final class SignalboxSchema {
    /** Where it is in the class path, and at the door. */
    public static final String PATH = "/schemas/signalbox-v1.schema.json";

    private SignalboxSchema() {}

    /** The schema as JSON text. */
    public static String text() {
        try (InputStream schema = SignalboxSchema.class.getResourceAsStream(PATH)) {
            return new String(Objects.requireNonNull(schema, PATH).readAllBytes(), UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
