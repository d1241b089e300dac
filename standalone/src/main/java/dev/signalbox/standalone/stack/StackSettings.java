package dev.signalbox.standalone.stack;

import dev.signalbox.standalone.process.Home;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;

/**
 * What can be chosen about a stack.
 *
 * @param home the Signalbox directory, from which the services are run
 * @param directory the state directory: data, logs, stack.json
 * @param doorPort the port of the door, 0 for a free one
 * @param properties for each service by name, further configuration properties
 * @param environment for each service by name, further environment variables
 */
public record StackSettings(
        Path home,
        Path directory,
        int doorPort,
        Map<String, Map<String, String>> properties,
        Map<String, Map<String, String>> environment) {
    /** Where a client finds the door if nobody chose otherwise. */
    public static final int DOOR_PORT = 8080;

    public StackSettings {
        home = home.toAbsolutePath().normalize();
        directory = directory.toAbsolutePath().normalize();
        properties = Map.copyOf(properties);
        environment = Map.copyOf(environment);
    }

    /** An ordinary stack in this state directory, with its door on port 8080. */
    public static StackSettings in(Path directory) {
        return new StackSettings(Home.directory(), directory, DOOR_PORT, Map.of(), Map.of());
    }

    public StackSettings withDoorPort(int port) {
        return new StackSettings(home, directory, port, properties, environment);
    }

    /** One more configuration property for one service, stronger than those that the stack sets itself. */
    public StackSettings withProperty(String service, String key, String value) {
        return new StackSettings(home, directory, doorPort, plus(properties, service, key, value), environment);
    }

    /** One more environment variable for one service. */
    public StackSettings withEnvironment(String service, String name, String value) {
        return new StackSettings(home, directory, doorPort, properties, plus(environment, service, name, value));
    }

    private static Map<String, Map<String, String>> plus(
            Map<String, Map<String, String>> all, String service, String key, String value) {
        Map<String, Map<String, String>> more = new HashMap<>(all);
        Map<String, String> own = new HashMap<>(all.getOrDefault(service, Map.of()));
        own.put(key, value);
        more.put(service, Map.copyOf(own));
        return more;
    }
}
