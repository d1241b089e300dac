package dev.signalbox.contracts.api;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The body of {@code POST /v1/runs}.
 *
 * @param workspace the workspace to run in; null for the one the definition names, or {@code default}
 * @param sources the files of the definition, at least one
 * @param agents the agents file, which replaces the definition's agents and tracks; null when there is none
 * @param format the input format; null to recognise it from the content
 * @param strict whether an unknown key is an error instead of a warning
 * @param maxParallel overrides the definition's {@code max_parallel}; null to keep it
 * @param parameters what is said beside the files; null for nothing
 * @param fresh whether a new run is wanted even while the same request is in flight
 * @param unsealed whether more steps are to come: nothing of the run starts before it is sealed
 */
public record RunRequest(
        @Nullable String workspace,
        List<SourceFile> sources,
        @Nullable SourceFile agents,
        @Nullable String format,
        boolean strict,
        @Nullable Integer maxParallel,
        @Nullable RunParameters parameters,
        @JsonInclude(JsonInclude.Include.NON_DEFAULT) boolean fresh,
        @JsonInclude(JsonInclude.Include.NON_DEFAULT) boolean unsealed) {
    public RunRequest {
        sources = sources == null ? List.of() : List.copyOf(sources);
    }

    /** A request that says nothing beside its files. */
    public RunRequest(
            @Nullable String workspace,
            List<SourceFile> sources,
            @Nullable SourceFile agents,
            @Nullable String format,
            boolean strict,
            @Nullable Integer maxParallel) {
        this(workspace, sources, agents, format, strict, maxParallel, null, false, false);
    }

    /** A request that is content with a run in flight. */
    public RunRequest(
            @Nullable String workspace,
            List<SourceFile> sources,
            @Nullable SourceFile agents,
            @Nullable String format,
            boolean strict,
            @Nullable Integer maxParallel,
            @Nullable RunParameters parameters) {
        this(workspace, sources, agents, format, strict, maxParallel, parameters, false, false);
    }

    /** A request for a run that is complete. */
    public RunRequest(
            @Nullable String workspace,
            List<SourceFile> sources,
            @Nullable SourceFile agents,
            @Nullable String format,
            boolean strict,
            @Nullable Integer maxParallel,
            @Nullable RunParameters parameters,
            boolean fresh) {
        this(workspace, sources, agents, format, strict, maxParallel, parameters, fresh, false);
    }

    /** The same request in another workspace. */
    public RunRequest in(String other) {
        return new RunRequest(other, sources, agents, format, strict, maxParallel, parameters, fresh, unsealed);
    }

    /** The same request for a run whose other steps are to come. */
    public RunRequest growing() {
        return new RunRequest(workspace, sources, agents, format, strict, maxParallel, parameters, fresh, true);
    }
}
