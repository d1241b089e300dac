package dev.signalbox.cli.coordination;

import com.fasterxml.jackson.core.JacksonException;
import dev.signalbox.cli.ExitCode;
import dev.signalbox.cli.Failure;
import dev.signalbox.contracts.ContractJson;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The state files and cancel flags of a directory. */
final class CoordinationStates {
    static final String DESCRIPTION = "The coordination: its id, or 'last'.";

    private static final String LAST = "last";
    private static final Pattern ID = Pattern.compile("coord_[A-Za-z0-9_-]{1,100}");
    private static final DateTimeFormatter STAMP =
            DateTimeFormatter.ofPattern("yyyyMMdd_HHmmss", Locale.ROOT).withZone(ZoneOffset.UTC);
    private static final int TELLING_CHARACTERS = 8;

    private final Path directory;

    CoordinationStates(Path current) {
        this.directory = current.resolve("state").resolve("coordination");
    }

    /** An id from the time and the end of what names the run; the beginning of a run id is only its time. */
    static String newId(Instant now, String run) {
        return "coord_" + STAMP.format(now) + "_" + run.substring(run.length() - TELLING_CHARACTERS);
    }

    void save(CoordinationState state) throws IOException {
        JsonFile.write(fileOf(state.id()), state);
    }

    /** The state of a coordination that a person names. */
    CoordinationState find(String reference) throws IOException {
        if (reference.equals(LAST)) {
            return newest().orElseThrow(() -> new Failure(ExitCode.WRONG_USAGE, "There is no coordination yet."));
        }
        if (!ID.matcher(reference).matches() || !Files.isRegularFile(fileOf(reference))) {
            throw new Failure(
                    ExitCode.WRONG_USAGE,
                    "COORDINATION_NOT_FOUND",
                    "There is no coordination '%s' here. See: signalbox coordination history".formatted(reference));
        }
        return read(fileOf(reference));
    }

    Optional<CoordinationState> newest() throws IOException {
        return all().stream().findFirst();
    }

    /** Every coordination, the newest first. Files that are no state files are passed over. */
    List<CoordinationState> all() throws IOException {
        if (!Files.isDirectory(directory)) {
            return List.of();
        }
        List<CoordinationState> states = new ArrayList<>();
        try (Stream<Path> files = Files.list(directory)) {
            for (Path file : files.filter(CoordinationStates::isState).toList()) {
                try {
                    states.add(read(file));
                } catch (Failure passedOver) {
                    // Somebody else's file, or half of one: a list of all is no place to fail for it.
                }
            }
        }
        states.sort(Comparator.comparing(CoordinationState::startedAt)
                .thenComparing(CoordinationState::id)
                .reversed());
        return states;
    }

    void raiseCancelFlag(String id) throws IOException {
        Path flag = flagOf(id);
        Files.createDirectories(directory);
        if (!Files.exists(flag)) {
            Files.createFile(flag);
        }
    }

    boolean isCancelAsked(String id) {
        return Files.exists(flagOf(id));
    }

    private Path fileOf(String id) {
        return directory.resolve(id + ".json");
    }

    private Path flagOf(String id) {
        return directory.resolve(id + ".cancel");
    }

    private static boolean isState(Path file) {
        String name = String.valueOf(file.getFileName());
        return name.endsWith(".json")
                && ID.matcher(name.substring(0, name.length() - ".json".length()))
                        .matches();
    }

    private static CoordinationState read(Path file) throws IOException {
        try {
            CoordinationState state = ContractJson.mapper().readValue(file.toFile(), CoordinationState.class);
            if (state != null && state.id() != null && state.startedAt() != null && state.workflows() != null) {
                return state;
            }
        } catch (JacksonException e) {
            // said below, like a state that lacks something
        }
        throw new Failure(ExitCode.WRONG_USAGE, "This is not the state of a coordination: '%s'.".formatted(file));
    }
}
