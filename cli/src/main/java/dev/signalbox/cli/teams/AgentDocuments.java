package dev.signalbox.cli.teams;

import dev.signalbox.cli.Console;
import dev.signalbox.cli.run.DefinitionFiles;
import dev.signalbox.contracts.api.SourceFile;
import dev.signalbox.definitions.format.teams.AgentDocument;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** The agent documents of a scope. Where project and person describe an agent of one name, the project's counts. */
record AgentDocuments(Console console) {
    List<SourceFile> in(Scope scope) throws IOException {
        List<SourceFile> documents = new ArrayList<>();
        Optional<ConfigDirectory> project = ConfigDirectory.ofProject(console);
        if (scope.includesProject() && project.isPresent()) {
            documents.addAll(read(project.get()));
        }
        if (scope.includesUser()) {
            Set<String> taken = documents.stream()
                    .flatMap(document -> AgentDocument.nameIn(document).stream())
                    .collect(Collectors.toSet());
            read(ConfigDirectory.ofUser(console)).stream()
                    .filter(document -> AgentDocument.nameIn(document)
                            .filter(taken::contains)
                            .isEmpty())
                    .forEach(documents::add);
        }
        return documents;
    }

    private List<SourceFile> read(ConfigDirectory directory) throws IOException {
        return DefinitionFiles.read(console, names(console, directory.documents()), null)
                .definition();
    }

    /** Files as people know them: from the current directory when they are in it. */
    static List<String> names(Console console, List<Path> files) {
        return files.stream()
                .map(file -> file.startsWith(console.directory())
                        ? console.directory().relativize(file).toString()
                        : file.toString())
                .toList();
    }
}
