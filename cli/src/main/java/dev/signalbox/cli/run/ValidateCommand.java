package dev.signalbox.cli.run;

import dev.signalbox.cli.Console;
import dev.signalbox.cli.ExitCode;
import dev.signalbox.cli.Signalbox;
import dev.signalbox.cli.run.Validation.Checked;
import dev.signalbox.cli.text.InputProblems;
import dev.signalbox.cli.text.PlainText;
import dev.signalbox.cli.text.Words;
import dev.signalbox.contracts.api.SourceFile;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;

/** {@code signalbox validate <file|directory>...}. */
@Command(
        name = "validate",
        header = "Say everything that is wrong with definitions. Needs no service and starts nothing.",
        description = {
            "Each problem is one line on standard output: file:line:column CODE message; a warning has the word warning before its"
                    + " code. What was read is said on standard error.",
            "The files of a directory, and the files named here, are sorted by format: files of one format that is made for many"
                    + " files, such as workstreams, are one definition; every other file is a definition of its own."
        },
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {"0:every definition can be run; there may be warnings", "2:one has an error, or cannot be read"
        },
        footer = {
            "",
            "Examples:",
            "  signalbox validate workflow.yaml",
            "  signalbox validate workstreams/ --agents agents.yaml --strict",
            "  signalbox validate definitions/*.yaml --json",
            "  generate | signalbox validate -"
        })
public final class ValidateCommand implements Callable<Integer> {
    @ParentCommand
    Signalbox signalbox;

    @Parameters(arity = "1..*", paramLabel = "FILE|DIRECTORY", description = "The definitions; - for standard input.")
    List<String> paths;

    @Option(
            names = "--agents",
            paramLabel = "FILE",
            description = "The agents and tracks; they replace those of the definitions.")
    @Nullable
    String agents;

    @Option(
            names = "--format",
            paramLabel = "FORMAT",
            description =
                    "The input format of all files, which are then one definition if the format can be in many files. Default:"
                            + " recognised by content.")
    @Nullable
    String format;

    @Option(names = "--strict", description = "An unknown key is an error instead of a warning.")
    boolean strict;

    @Mixin
    ParameterOptions asked = new ParameterOptions();

    @Override
    public Integer call() throws IOException {
        Console console = signalbox.console();
        List<List<SourceFile>> units = new ArrayList<>();
        List<SourceFile> named = new ArrayList<>();
        for (String path : paths) {
            List<SourceFile> files =
                    DefinitionFiles.read(console, List.of(path), null).definition();
            if (DefinitionFiles.isDirectory(console, path)) {
                units.add(files);
            } else {
                named.addAll(files);
            }
        }
        if (!named.isEmpty()) {
            units.addFirst(named);
        }
        SourceFile fleet = agents == null ? null : DefinitionFiles.source(console, agents);
        Validation.Result result = new Validation(fleet, format, strict, asked.with(null, null)).of(units);
        if (signalbox.json()) {
            signalbox.printJson(result);
        } else {
            show(result);
        }
        return (result.summary().valid() ? ExitCode.DONE : ExitCode.WRONG_USAGE).number();
    }

    private void show(Validation.Result result) {
        Console console = signalbox.console();
        new InputProblems(List.of())
                .lines(result.problems(), signalbox.colour())
                .forEach(console::say);
        result.summary().definitions().forEach(definition -> console.note(PlainText.line(words(definition))));
        console.note("%s, %s, %s"
                .formatted(
                        Words.count(result.summary().definitions().size(), "definition"),
                        Words.count(result.summary().errors(), "error"),
                        Words.count(result.summary().warnings(), "warning")));
    }

    private static String words(Checked definition) {
        String files = definition.files().size() == 1
                ? definition.files().getFirst()
                : definition.files().getFirst() + " and " + (definition.files().size() - 1) + " more";
        String format = definition.format() == null ? "of no known format" : definition.format();
        return definition.steps() == null
                ? "%s: invalid, %s".formatted(files, format)
                : "%s: valid, %s, %s".formatted(files, format, Words.count(definition.steps(), "step"));
    }
}
