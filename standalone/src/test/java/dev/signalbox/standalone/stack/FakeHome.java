package dev.signalbox.standalone.stack;

import dev.signalbox.standalone.process.Home;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.jar.Attributes;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.stream.Stream;

/** A Signalbox directory whose servers are real and whose services are {@link FakeService}. */
final class FakeHome {
    private static final String KAFKA_JARS = "standalone/target/kafka-lib";

    private FakeHome() {}

    static StackSettings settings(Path directory) throws IOException {
        Path home = directory.resolve("home");
        for (String service : List.of("admission-service", "scheduler-service", "agent-runner", "event-log")) {
            writeJar(home.resolve(service).resolve("target/quarkus-app/quarkus-run.jar"));
        }
        copy(Home.directory().resolve(KAFKA_JARS), Files.createDirectories(home.resolve(KAFKA_JARS)));
        return new StackSettings(home, directory.resolve("state"), 0, Map.of(), Map.of());
    }

    private static void copy(Path from, Path to) throws IOException {
        try (Stream<Path> files = Files.list(from)) {
            for (Path file : files.toList()) {
                Files.copy(file, to.resolve(file.getFileName().toString()));
            }
        }
    }

    private static void writeJar(Path jar) throws IOException {
        Files.createDirectories(jar.resolveSibling(""));
        Manifest manifest = new Manifest();
        manifest.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
        manifest.getMainAttributes().put(Attributes.Name.MAIN_CLASS, FakeService.class.getName());
        String entry = FakeService.class.getName().replace('.', '/') + ".class";
        try (OutputStream file = Files.newOutputStream(jar);
                JarOutputStream out = new JarOutputStream(file, manifest);
                InputStream content = FakeService.class.getResourceAsStream("/" + entry)) {
            out.putNextEntry(new JarEntry(entry));
            if (content == null) {
                throw new IOException("The class path has no " + entry);
            }
            content.transferTo(out);
        }
    }
}
