package dev.signalbox.runner.presence.adapter;

import dev.signalbox.contracts.runner.MissingProgram;
import dev.signalbox.contracts.spec.AgentType;
import dev.signalbox.runner.presence.Offer;
import java.io.File;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/** Looks each time for the programs of the types of agent, so that one that is installed or removed meanwhile is noticed. */
public final class ProgramSearch implements Supplier<Offer> {
    private final Collection<AgentType> needNothing;
    private final Map<AgentType, String> programs;
    private final List<String> places;

    /**
     * @param needNothing the types that can be driven whatever is installed
     * @param programs the programs of the others
     * @param path the {@code PATH} that processes will have
     */
    public ProgramSearch(Collection<AgentType> needNothing, Map<AgentType, String> programs, String path) {
        this.needNothing = List.copyOf(needNothing);
        this.programs = Map.copyOf(programs);
        this.places = List.of(path.split(File.pathSeparator));
    }

    @Override
    public Offer get() {
        List<AgentType> adapters = new ArrayList<>(needNothing);
        List<MissingProgram> missing = new ArrayList<>();
        programs.forEach((type, program) -> {
            if (find(program).isPresent()) {
                adapters.add(type);
            } else {
                missing.add(new MissingProgram(type, program));
            }
        });
        return new Offer(adapters, missing);
    }

    private Optional<Path> find(String program) {
        try {
            return program.contains("/")
                    ? Optional.of(Path.of(program)).filter(ProgramSearch::isProgram)
                    : places.stream()
                            .filter(place -> !place.isEmpty())
                            .map(place -> Path.of(place, program))
                            .filter(ProgramSearch::isProgram)
                            .findFirst();
        } catch (InvalidPathException e) {
            return Optional.empty();
        }
    }

    private static boolean isProgram(Path file) {
        return Files.isRegularFile(file) && Files.isExecutable(file);
    }
}
