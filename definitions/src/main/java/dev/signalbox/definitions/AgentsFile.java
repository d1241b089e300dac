package dev.signalbox.definitions;

import dev.signalbox.contracts.ProblemCode;
import dev.signalbox.contracts.api.InputProblem;
import dev.signalbox.contracts.api.SourceFile;
import dev.signalbox.contracts.spec.AgentSpec;
import dev.signalbox.definitions.check.RunCheck;
import dev.signalbox.definitions.draft.FleetDraft;
import dev.signalbox.definitions.draft.Problems;
import dev.signalbox.definitions.format.Document;
import dev.signalbox.definitions.format.FleetSection;
import dev.signalbox.definitions.text.Place;
import java.util.ArrayList;
import java.util.List;

/** Reads the agents of a file by themselves: the same {@code agents} section as in a definition. Pure and thread-safe. */
public sealed interface AgentsFile {
    /** The file is what it should be. */
    record Read(List<AgentSpec> agents, List<InputProblem> warnings) implements AgentsFile {
        public Read {
            agents = List.copyOf(agents);
            warnings = List.copyOf(warnings);
        }
    }

    /** It is not, and this says why. */
    record Broken(ReadResult.Unreadable why) implements AgentsFile {}

    /** Reads a file and finds everything that is wrong with it at once. */
    static AgentsFile read(SourceFile source) {
        Problems problems = new Problems(false, List.of(source.name()));
        List<Document> documents = new ArrayList<>(DefinitionReader.documentsOf(source, problems));
        if (problems.hasUnreadableText()) {
            return broken(ProblemCode.DEFINITION_UNREADABLE, problems);
        }
        if (documents.size() != 1) {
            problems.error(
                    InputProblemCode.AGENTS_MISSING,
                    Place.startOf(source.name()),
                    "an agents file is one document, but there are " + documents.size());
            return broken(ProblemCode.DEFINITION_INVALID, problems);
        }
        FleetDraft fleet = new FleetSection(problems).readFile(documents.getFirst());
        List<AgentSpec> agents = RunCheck.agents(fleet, problems);
        return problems.hasErrors()
                ? broken(ProblemCode.DEFINITION_INVALID, problems)
                : new Read(agents, problems.listed());
    }

    private static AgentsFile broken(ProblemCode code, Problems problems) {
        return new Broken(new ReadResult.Unreadable(code, problems.listed()));
    }
}
