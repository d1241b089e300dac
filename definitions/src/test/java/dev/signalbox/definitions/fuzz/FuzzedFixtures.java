package dev.signalbox.definitions.fuzz;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.signalbox.contracts.api.SourceFile;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Objects;

/** Valid definitions of every format, as resources, so that other modules can spoil them too. */
public final class FuzzedFixtures {
    private static final List<SourceFile> VALID = List.of(
                    "/native/valid/everything.yaml",
                    "/native/valid/everything.json",
                    "/native/valid/anchors.yaml",
                    "/native/valid/shortest.yaml",
                    "/native/valid/windows.yaml",
                    "/openintent/valid/everything.yaml",
                    "/openintent/valid/shortest.yaml",
                    "/workstreams/ws-41-schema.json",
                    "/workstreams/ws-42-rest.json")
            .stream()
            .map(FuzzedFixtures::file)
            .toList();

    private FuzzedFixtures() {}

    public static List<SourceFile> valid() {
        return VALID;
    }

    /** An agents file for the formats that need one. */
    public static SourceFile agents() {
        return file("/agents-seed-style.json");
    }

    private static SourceFile file(String resource) {
        try (InputStream content = FuzzedFixtures.class.getResourceAsStream(resource)) {
            String name = resource.substring(resource.lastIndexOf('/') + 1);
            return new SourceFile(
                    name, new String(Objects.requireNonNull(content, resource).readAllBytes(), UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
