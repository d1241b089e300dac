package dev.signalbox.cli.run;

import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** What every command takes that makes a run of definitions: the files, and how to read them. */
final class DefinitionOptions {
    @Parameters(arity = "1..*", paramLabel = "FILE|DIRECTORY", description = "The definition; - for standard input.")
    List<String> paths;

    @Option(
            names = "--agents",
            paramLabel = "FILE",
            description = "The agents and tracks; they replace those of the definition.")
    @Nullable
    String agents;

    @Option(
            names = "--workspace",
            paramLabel = "DIRECTORY|NAME",
            description = "Whose files the agents edit. Default: what the definition says, else here.")
    @Nullable
    String workspace;

    @Option(
            names = "--format",
            paramLabel = "FORMAT",
            description = "The input format. Default: recognised by content.")
    @Nullable
    String format;

    @Option(names = "--strict", description = "An unknown key is an error instead of a warning.")
    boolean strict;
}
