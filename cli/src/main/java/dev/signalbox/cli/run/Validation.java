package dev.signalbox.cli.run;

import dev.signalbox.contracts.api.InputProblem;
import dev.signalbox.contracts.api.RunParameters;
import dev.signalbox.contracts.api.Severity;
import dev.signalbox.contracts.api.SourceFile;
import dev.signalbox.definitions.DefinitionInput;
import dev.signalbox.definitions.DefinitionLimits;
import dev.signalbox.definitions.DefinitionReader;
import dev.signalbox.definitions.InputProblemCode;
import dev.signalbox.definitions.ReadResult;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Validates definitions. Files that were given together are sorted by their format. Files of a format that reads several documents as
 * one definition, such as workstreams, belong together; of any other format each file is a definition of its own.
 *
 * @param agents the agents file of every definition; null when there is none
 * @param format the format of all files, which then belong together if it can read them so; null to recognise each
 * @param strict whether an unknown key is an error
 * @param parameters what is said beside the files
 */
record Validation(@Nullable SourceFile agents, @Nullable String format, boolean strict, RunParameters parameters) {

    /**
     * A definition that was read.
     *
     * @param files the names of its files
     * @param format its input format; null when none was recognised
     * @param name what people call the run; null when it cannot be read
     * @param steps how many steps it has; null when it cannot be read
     * @param valid whether it can be run
     */
    record Checked(
            List<String> files,
            @Nullable String format,
            @Nullable String name,
            @Nullable Integer steps,
            boolean valid) {}

    /** What {@code --json} prints. */
    record Result(List<InputProblem> problems, Summary summary) {}

    /** How many problems there are, and in what. */
    record Summary(boolean valid, long errors, long warnings, List<Checked> definitions) {}

    /** Validates files that were given together, in each inner list. */
    Result of(List<List<SourceFile>> units) {
        List<InputProblem> problems = new ArrayList<>();
        List<Checked> definitions = new ArrayList<>();
        for (List<SourceFile> unit : units) {
            together(unit).forEach(files -> check(files, problems, definitions));
        }
        long errors = problems.stream()
                .filter(problem -> problem.severity() == Severity.ERROR)
                .count();
        return new Result(problems, new Summary(errors == 0, errors, problems.size() - errors, definitions));
    }

    /** The files of each definition, in the order of their first files. */
    private List<List<SourceFile>> together(List<SourceFile> unit) {
        Map<String, List<SourceFile>> byFormat = new LinkedHashMap<>();
        for (SourceFile source : unit) {
            byFormat.computeIfAbsent(formatOf(source), absent -> new ArrayList<>())
                    .add(source);
        }
        List<List<SourceFile>> definitions = new ArrayList<>();
        byFormat.values().forEach(files -> {
            if (files.size() > 1 && areStrangers(files)) {
                files.forEach(file -> definitions.add(List.of(file)));
            } else {
                definitions.add(files);
            }
        });
        definitions.sort(Comparator.comparingInt(files -> unit.indexOf(files.getFirst())));
        return definitions;
    }

    private String formatOf(SourceFile source) {
        return format != null
                ? format
                : DefinitionReader.formatOf(source).orElseGet(() -> "none of them: " + source.name());
    }

    private boolean areStrangers(List<SourceFile> files) {
        return read(files) instanceof ReadResult.Unreadable unreadable
                && unreadable.problems().stream()
                        .anyMatch(problem -> problem.code().equals(InputProblemCode.SOURCES_MIXED.name()));
    }

    private void check(List<SourceFile> files, List<InputProblem> problems, List<Checked> definitions) {
        ReadResult result = read(files);
        List<String> names = files.stream().map(SourceFile::name).toList();
        switch (result) {
            case ReadResult.Readable readable -> {
                problems.addAll(readable.warnings());
                definitions.add(new Checked(
                        names,
                        readable.spec().source().format(),
                        readable.spec().name(),
                        readable.spec().steps().size(),
                        true));
            }
            case ReadResult.Unreadable unreadable -> {
                problems.addAll(unreadable.problems());
                definitions.add(new Checked(
                        names,
                        Optional.ofNullable(format)
                                .or(() -> DefinitionReader.formatOf(files.getFirst()))
                                .orElse(null),
                        null,
                        null,
                        false));
            }
        }
    }

    private ReadResult read(List<SourceFile> files) {
        return DefinitionReader.read(
                new DefinitionInput(files, agents, format, strict, null, null, parameters, DefinitionLimits.DEFAULT));
    }
}
