package dev.signalbox.runner.secret.adapter;

import dev.signalbox.runner.process.Refusal;
import dev.signalbox.runner.secret.AttemptSecrets;
import dev.signalbox.runner.secret.SecretReference;
import dev.signalbox.runner.secret.port.SecretSource;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Secrets in the runner's environment and in files under one directory. What is the runner's own, its configuration among it, is never
 * given out; nor is a file that is not under that directory, whatever links say.
 */
public final class RunnerSecrets implements SecretSource {
    private static final List<String> OWN = List.of("SIGNALBOX_", "QUARKUS_", "KAFKA_", "PI_ORCH_", "SMALLRYE_");
    private static final int MOST_BYTES = 4 * AttemptSecrets.LONGEST;

    private final Map<String, String> environment;
    private final Optional<Set<String>> permitted;
    private final Optional<Path> directory;

    /**
     * @param environment the runner's own
     * @param permitted the variables that may be given to attempts; empty for all that are not the runner's own
     * @param directory where files are; empty when there are none
     */
    public RunnerSecrets(Map<String, String> environment, Optional<Set<String>> permitted, Optional<Path> directory) {
        this.environment = Map.copyOf(environment);
        this.permitted = permitted.map(Set::copyOf);
        this.directory = directory;
    }

    @Override
    public String value(SecretReference reference) throws Refusal {
        return switch (reference) {
            case SecretReference.Variable variable -> variable(variable.name());
            case SecretReference.StoredFile file -> file(file.path());
        };
    }

    private String variable(String name) throws Refusal {
        boolean mayBeGiven =
                permitted.map(names -> names.contains(name)).orElse(OWN.stream().noneMatch(name::startsWith));
        if (!mayBeGiven) {
            throw new Refusal("this runner does not give that variable to attempts");
        }
        String value = environment.get(name);
        if (value == null) {
            throw new Refusal("this runner has no such variable");
        }
        return value;
    }

    private String file(String path) throws Refusal {
        if (directory.isEmpty()) {
            throw new Refusal("this runner has no directory of secrets (signalbox.runner.secrets-directory)");
        }
        try {
            Path root = directory.get().toRealPath();
            Path file = root.resolve(path).toRealPath();
            if (!file.startsWith(root) || !Files.isRegularFile(file)) {
                throw new Refusal("it is not a file in the runner's directory of secrets");
            }
            return read(file);
        } catch (InvalidPathException | IOException e) {
            throw new Refusal("the runner's directory of secrets has no such file that can be read");
        }
    }

    /** The text of a file; a line break at its end is the editor's, not the secret's. */
    private static String read(Path file) throws IOException, Refusal {
        try (InputStream input = Files.newInputStream(file)) {
            byte[] bytes = input.readNBytes(MOST_BYTES + 1);
            if (bytes.length > MOST_BYTES) {
                throw new Refusal("the file is too large");
            }
            return new String(bytes, StandardCharsets.UTF_8).stripTrailing();
        }
    }
}
