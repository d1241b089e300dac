package dev.signalbox.runner.types.adapter;

import dev.signalbox.agenttype.AgentTypeAdapter;
import dev.signalbox.contracts.api.SourceFile;
import dev.signalbox.contracts.spec.AgentType;
import dev.signalbox.runner.types.TypeDescription;
import dev.signalbox.runner.types.TypeReader;
import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.ServiceConfigurationError;
import java.util.ServiceLoader;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * The types of agent in a directory: descriptions in YAML, and classes in jars.
 *
 * @param described command lines by their type
 * @param classes adapters by their type
 */
public record TypesDirectory(Map<AgentType, TypeDescription> described, Map<AgentType, AgentTypeAdapter> classes) {
    public static final TypesDirectory NONE = new TypesDirectory(Map.of(), Map.of());

    public TypesDirectory {
        described = Collections.unmodifiableMap(new TreeMap<>(described));
        classes = Collections.unmodifiableMap(new TreeMap<>(classes));
    }

    /**
     * Reads what is there.
     *
     * @param directory empty for no types
     * @throws IllegalArgumentException with what is wrong, and where
     */
    public static TypesDirectory read(Optional<Path> directory) throws IOException {
        if (directory.isEmpty()) {
            return NONE;
        }
        if (!Files.isDirectory(directory.get())) {
            throw new IllegalArgumentException(
                    "signalbox.runner.types-dir: " + directory.get() + " is not a directory");
        }
        Map<AgentType, TypeDescription> described = new TreeMap<>();
        for (Path file : files(directory.get(), ".yaml")) {
            TypeDescription description =
                    TypeReader.read(new SourceFile(file.getFileName().toString(), Files.readString(file)));
            if (described.put(description.type(), description) != null) {
                throw twice(description.type());
            }
        }
        Map<AgentType, AgentTypeAdapter> classes = new TreeMap<>();
        for (AgentTypeAdapter adapter : adapters(files(directory.get(), ".jar"))) {
            AgentType type = type(adapter);
            if (described.containsKey(type) || classes.put(type, adapter) != null) {
                throw twice(type);
            }
        }
        return new TypesDirectory(described, classes);
    }

    private static List<Path> files(Path directory, String ending) throws IOException {
        try (Stream<Path> files = Files.list(directory)) {
            return files.filter(file -> file.getFileName().toString().endsWith(ending))
                    .sorted()
                    .toList();
        }
    }

    private static List<AgentTypeAdapter> adapters(List<Path> jars) throws IOException {
        if (jars.isEmpty()) {
            return List.of();
        }
        List<URL> addresses = new ArrayList<>();
        for (Path jar : jars) {
            addresses.add(jar.toUri().toURL());
        }
        // Its classes are used for as long as the runner lives.
        @SuppressWarnings("resource")
        URLClassLoader loader = new URLClassLoader("agent types", addresses.toArray(URL[]::new), new OnlyAgentTypes());
        try {
            return ServiceLoader.load(AgentTypeAdapter.class, loader).stream()
                    .map(ServiceLoader.Provider::get)
                    .toList();
        } catch (ServiceConfigurationError e) {
            throw new IllegalArgumentException(
                    "a class of signalbox.runner.types-dir cannot be used: " + e.getMessage(), e);
        }
    }

    private static AgentType type(AgentTypeAdapter adapter) {
        String name = adapter.type();
        if (!AgentType.isName(name) || new AgentType(name).isBuiltIn()) {
            throw new IllegalArgumentException(adapter.getClass().getName() + " cannot be an agent type called '" + name
                    + "': small letters, digits and _, and none of those that are built in");
        }
        return new AgentType(name);
    }

    private static IllegalArgumentException twice(AgentType type) {
        return new IllegalArgumentException("signalbox.runner.types-dir describes the type " + type + " twice");
    }

    /** What the classes of users see beside their own: the JDK, and what they implement. Nothing of the runner and its libraries. */
    private static final class OnlyAgentTypes extends ClassLoader {
        private static final String SHARED = AgentTypeAdapter.class.getPackageName() + ".";

        OnlyAgentTypes() {
            super(ClassLoader.getPlatformClassLoader());
        }

        @Override
        protected Class<?> findClass(String name) throws ClassNotFoundException {
            if (name.startsWith(SHARED)) {
                return Class.forName(name, false, AgentTypeAdapter.class.getClassLoader());
            }
            throw new ClassNotFoundException(name);
        }
    }
}
