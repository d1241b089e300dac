package dev.signalbox.standalone.stack;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * The settings of a stack as arguments of a command line: {@code --directory DIRECTORY --port PORT}, and for further
 * settings of services {@code --property SERVICE KEY VALUE} and {@code --environment SERVICE NAME VALUE}.
 */
final class StackArguments {
    private static final String DIRECTORY = "--directory";
    private static final String PORT = "--port";
    private static final String PROPERTY = "--property";
    private static final String ENVIRONMENT = "--environment";

    private StackArguments() {}

    static List<String> write(StackSettings settings) {
        List<String> arguments = new ArrayList<>();
        arguments.addAll(List.of(DIRECTORY, settings.directory().toString()));
        arguments.addAll(List.of(PORT, Integer.toString(settings.doorPort())));
        addAll(arguments, PROPERTY, settings.properties());
        addAll(arguments, ENVIRONMENT, settings.environment());
        return arguments;
    }

    static StackSettings read(List<String> arguments) {
        StackSettings settings = StackSettings.in(Path.of(".signalbox"));
        Iterator<String> rest = arguments.iterator();
        while (rest.hasNext()) {
            String option = rest.next();
            settings = switch (option) {
                case DIRECTORY ->
                    new StackSettings(
                            settings.home(),
                            Path.of(value(rest, option)),
                            settings.doorPort(),
                            settings.properties(),
                            settings.environment());
                case PORT -> settings.withDoorPort(number(value(rest, option)));
                case PROPERTY -> settings.withProperty(value(rest, option), value(rest, option), value(rest, option));
                case ENVIRONMENT ->
                    settings.withEnvironment(value(rest, option), value(rest, option), value(rest, option));
                default -> throw new StackException("The supervisor knows no option %s.".formatted(option));
            };
        }
        return settings;
    }

    private static void addAll(List<String> arguments, String option, Map<String, Map<String, String>> ofServices) {
        new TreeMap<>(ofServices)
                .forEach((service, values) -> new TreeMap<>(values)
                        .forEach((key, value) -> arguments.addAll(List.of(option, service, key, value))));
    }

    private static String value(Iterator<String> rest, String option) {
        if (!rest.hasNext()) {
            throw new StackException("The option %s lacks a value.".formatted(option));
        }
        return rest.next();
    }

    private static int number(String port) {
        try {
            return Integer.parseInt(port);
        } catch (NumberFormatException notANumber) {
            throw new StackException("%s is not a port.".formatted(port), notANumber);
        }
    }
}
