package dev.signalbox.cli.doctor;

import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * Programs on a {@code PATH}. They are asked for their version and for nothing else, so that no login is needed and nothing is called.
 *
 * @param environment what they get as environment
 */
record Programs(Map<String, String> environment) {
    private static final long PATIENCE_SECONDS = 10;
    private static final int MOST_BYTES = 4_096;

    Optional<Path> find(String program) {
        return Arrays.stream(environment.getOrDefault("PATH", "").split(File.pathSeparator))
                .filter(place -> !place.isEmpty())
                .flatMap(place -> path(place, program).stream())
                .filter(file -> Files.isRegularFile(file) && Files.isExecutable(file))
                .findFirst();
    }

    private static Optional<Path> path(String place, String program) {
        try {
            return Optional.of(Path.of(place, program));
        } catch (InvalidPathException e) {
            return Optional.empty();
        }
    }

    /** The first line that a program prints when it is asked for its version; empty when it does not say. */
    Optional<String> version(Path program, String option) {
        try {
            ProcessBuilder builder = new ProcessBuilder(List.of(program.toString(), option))
                    .redirectErrorStream(true)
                    .redirectInput(new File("/dev/null"));
            builder.environment().clear();
            builder.environment().putAll(environment);
            return firstLine(builder.start());
        } catch (IOException e) {
            return Optional.empty();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Optional.empty();
        }
    }

    private static Optional<String> firstLine(Process process) throws IOException, InterruptedException {
        Thread alarm = Thread.ofVirtual().start(() -> endInTime(process));
        try (InputStream output = process.getInputStream()) {
            String text = new String(output.readNBytes(MOST_BYTES), StandardCharsets.UTF_8);
            process.destroy();
            process.waitFor();
            return text.lines()
                    .map(String::strip)
                    .filter(line -> !line.isEmpty())
                    .findFirst();
        } finally {
            alarm.interrupt();
        }
    }

    private static void endInTime(Process process) {
        try {
            if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
                process.descendants().forEach(ProcessHandle::destroyForcibly);
                process.destroyForcibly();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
