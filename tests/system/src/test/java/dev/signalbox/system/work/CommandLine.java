package dev.signalbox.system.work;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import dev.signalbox.contracts.ContractJson;
import dev.signalbox.standalone.process.Home;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * The {@code signalbox} script, run from a directory.
 *
 * @param door what SIGNALBOX_URL says
 * @param directory the working directory
 */
public record CommandLine(String door, Path directory) {
    private static final int PATIENCE_SECONDS = 60;

    /**
     * What a command left behind.
     *
     * @param exitCode its exit code
     * @param standardOutput what it printed
     * @param standardError what it complained
     */
    public record Result(int exitCode, String standardOutput, String standardError) {
        public JsonNode json() {
            try {
                return ContractJson.mapper().readTree(standardOutput);
            } catch (JsonProcessingException e) {
                throw new IllegalStateException("not JSON: " + this, e);
            }
        }
    }

    public Result run(String... arguments) {
        try {
            Path output = Files.createTempFile("signalbox", ".out");
            Path error = Files.createTempFile("signalbox", ".err");
            try {
                return run(arguments, output, error);
            } finally {
                Files.delete(output);
                Files.delete(error);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Result run(String[] arguments, Path output, Path error) throws IOException {
        List<String> command = new ArrayList<>();
        command.add(Home.directory().resolve("signalbox").toString());
        command.addAll(List.of(arguments));
        ProcessBuilder builder = new ProcessBuilder(command)
                .directory(directory.toFile())
                .redirectOutput(output.toFile())
                .redirectError(error.toFile());
        builder.environment().put("SIGNALBOX_URL", door);
        Process process = builder.start();
        try {
            if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
                throw new IllegalStateException(command + " did not end: " + Files.readString(error));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        } finally {
            process.destroyForcibly();
        }
        return new Result(process.exitValue(), Files.readString(output), Files.readString(error));
    }
}
