package dev.signalbox.definitions;

import dev.signalbox.contracts.api.RunParameters;
import dev.signalbox.contracts.api.RunRequest;
import dev.signalbox.contracts.api.SourceFile;
import dev.signalbox.contracts.api.StepsRequest;
import dev.signalbox.contracts.spec.AgentType;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What is to be read.
 *
 * @param sources the files of the definition
 * @param agents the agents file, which replaces the definition's agents and tracks; null when there is none
 * @param format the input format; null to recognise it from the content
 * @param strict whether an unknown key is an error instead of a warning
 * @param workspace overrides the workspace that the definition names; null to keep it
 * @param maxParallel overrides the definition's {@code max_parallel}; null to keep it
 * @param parameters what is said beside the files
 * @param limits how large it may be
 * @param soFar the run that the steps are to be added to; null for a run of its own
 * @param broughtTypes the types of agent that the runners bring, beside those that all drive; null when that is not known
 */
public record DefinitionInput(
        List<SourceFile> sources,
        @Nullable SourceFile agents,
        @Nullable String format,
        boolean strict,
        @Nullable String workspace,
        @Nullable Integer maxParallel,
        RunParameters parameters,
        DefinitionLimits limits,
        @Nullable RunSoFar soFar,
        @Nullable Set<AgentType> broughtTypes) {
    public DefinitionInput {
        sources = List.copyOf(sources);
    }

    /** A run of its own. */
    public DefinitionInput(
            List<SourceFile> sources,
            @Nullable SourceFile agents,
            @Nullable String format,
            boolean strict,
            @Nullable String workspace,
            @Nullable Integer maxParallel,
            RunParameters parameters,
            DefinitionLimits limits) {
        this(sources, agents, format, strict, workspace, maxParallel, parameters, limits, null, null);
    }

    /** A definition with nothing said beside its files. */
    public DefinitionInput(
            List<SourceFile> sources,
            @Nullable SourceFile agents,
            @Nullable String format,
            boolean strict,
            @Nullable String workspace,
            @Nullable Integer maxParallel,
            DefinitionLimits limits) {
        this(sources, agents, format, strict, workspace, maxParallel, RunParameters.NONE, limits, null, null);
    }

    /** The files of a definition, with nothing said beside them. */
    public static DefinitionInput of(SourceFile... sources) {
        return new DefinitionInput(List.of(sources), null, null, false, null, null, DefinitionLimits.DEFAULT);
    }

    /** What a client of the API asks for. */
    public static DefinitionInput of(RunRequest request, DefinitionLimits limits) {
        return new DefinitionInput(
                request.sources(),
                request.agents(),
                request.format(),
                request.strict(),
                request.workspace(),
                request.maxParallel(),
                request.parameters() == null ? RunParameters.NONE : request.parameters(),
                limits,
                null,
                null);
    }

    public DefinitionInput withAgents(SourceFile file) {
        return new DefinitionInput(
                sources, file, format, strict, workspace, maxParallel, parameters, limits, soFar, broughtTypes);
    }

    public DefinitionInput withParameters(RunParameters given) {
        return new DefinitionInput(
                sources, agents, format, strict, workspace, maxParallel, given, limits, soFar, broughtTypes);
    }

    /** The same, read where it is known which types the runners bring. */
    public DefinitionInput withBroughtTypes(@Nullable Set<AgentType> types) {
        return new DefinitionInput(
                sources, agents, format, strict, workspace, maxParallel, parameters, limits, soFar, types);
    }

    public DefinitionInput strictly() {
        return new DefinitionInput(
                sources, agents, format, true, workspace, maxParallel, parameters, limits, soFar, broughtTypes);
    }

    /** Steps for a run that is there. */
    public static DefinitionInput of(StepsRequest request, RunSoFar soFar, DefinitionLimits limits) {
        return new DefinitionInput(
                request.sources(),
                null,
                request.format(),
                request.strict(),
                null,
                null,
                RunParameters.NONE,
                limits,
                soFar,
                null);
    }
}
