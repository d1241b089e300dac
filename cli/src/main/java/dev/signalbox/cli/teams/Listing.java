package dev.signalbox.cli.teams;

import dev.signalbox.cli.Console;
import dev.signalbox.cli.ExitCode;
import dev.signalbox.cli.Signalbox;
import dev.signalbox.cli.run.DefinitionFiles;
import dev.signalbox.cli.text.InputProblems;
import dev.signalbox.cli.text.PlainText;
import dev.signalbox.contracts.api.InputProblem;
import dev.signalbox.contracts.api.SourceFile;
import dev.signalbox.definitions.InputProblemCode;
import dev.signalbox.definitions.draft.Problems;
import dev.signalbox.definitions.format.Document;
import dev.signalbox.definitions.text.Documents;
import dev.signalbox.definitions.text.UnreadableText;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiFunction;
import java.util.function.Function;

/** Lists what the configuration directory has of one kind. */
record Listing(Signalbox signalbox, Kind kind) {
    /**
     * What {@code --json} prints.
     *
     * @param <T> what is listed
     */
    record Result<T>(String source, String directory, List<String> files, List<T> items, List<InputProblem> problems) {}

    /**
     * Prints the list, sorted as {@code reader} gives it.
     *
     * @param reader finds the things in documents
     * @param words a thing on one line
     * @return wrong usage when something cannot be read; it is listed all the same as far as it can
     */
    <T> ExitCode show(BiFunction<List<Document>, Problems, List<T>> reader, Function<T, String> words)
            throws IOException {
        Console console = signalbox.console();
        ConfigDirectory directory = ConfigDirectory.chosen(console);
        List<SourceFile> files = DefinitionFiles.read(
                        console, AgentDocuments.names(console, directory.files(kind)), null)
                .definition();
        Problems problems =
                new Problems(false, files.stream().map(SourceFile::name).toList());
        List<Document> documents = documents(files, problems);
        List<T> items = documents.isEmpty() ? List.of() : reader.apply(documents, problems);
        List<String> names = files.stream().map(SourceFile::name).toList();
        if (signalbox.json()) {
            signalbox.printJson(
                    new Result<>(directory.source(), directory.path().toString(), names, items, problems.listed()));
        } else {
            print(directory, names, items.stream().map(words).toList());
            new InputProblems(files)
                    .lines(problems.listed(), signalbox.colour())
                    .forEach(console::note);
        }
        return problems.hasErrors() ? ExitCode.WRONG_USAGE : ExitCode.DONE;
    }

    private void print(ConfigDirectory directory, List<String> files, List<String> lines) {
        Console console = signalbox.console();
        if (files.isEmpty()) {
            console.note("There is no %s in the %s directory %s"
                    .formatted(String.join(" or ", kind.files()), directory.source(), directory.path()));
        }
        if (lines.isEmpty()) {
            console.say("no " + kind.format());
        }
        lines.forEach(line -> console.say("- " + PlainText.line(line)));
        console.say("from the %s directory %s".formatted(directory.source(), directory.path()));
    }

    private static List<Document> documents(List<SourceFile> files, Problems problems) {
        List<Document> documents = new ArrayList<>();
        for (SourceFile file : files) {
            try {
                Documents.read(
                                file,
                                (key, second, first) -> problems.error(
                                        InputProblemCode.KEY_DUPLICATE,
                                        second,
                                        "the key '" + key + "' is already in line " + first.line()))
                        .forEach(value -> documents.add(new Document(file.name(), value)));
            } catch (UnreadableText unreadable) {
                problems.unreadableText(unreadable);
            }
        }
        return documents;
    }
}
