package dev.signalbox.standalone.stack;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Optional;

/** The file stack.json of a state directory. It is replaced whole, so that no reader sees half of it. */
record StackFile(Path path) {
    private static final ObjectMapper JSON = JsonMapper.builder()
            .addModule(new JavaTimeModule())
            .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .enable(SerializationFeature.INDENT_OUTPUT)
            .build();

    static StackFile in(Path directory) {
        return new StackFile(directory.resolve("stack.json"));
    }

    /** What is written there; empty if no stack was ever started in this directory. */
    Optional<StackRecord> read() {
        try {
            return Optional.of(JSON.readValue(Files.readString(path), StackRecord.class));
        } catch (NoSuchFileException noStack) {
            return Optional.empty();
        } catch (IOException unreadable) {
            throw new StackException("%s cannot be read: %s".formatted(path, unreadable.getMessage()), unreadable);
        }
    }

    void write(StackRecord stack) {
        Path incomplete = path.resolveSibling("stack.json.incomplete");
        try {
            Files.writeString(incomplete, JSON.writeValueAsString(stack));
            Files.move(incomplete, path, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException failure) {
            throw new StackException("%s cannot be written: %s".formatted(path, failure.getMessage()), failure);
        }
    }
}
