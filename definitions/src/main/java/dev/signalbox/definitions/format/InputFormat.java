package dev.signalbox.definitions.format;

import dev.signalbox.contracts.api.RunParameters;
import dev.signalbox.definitions.draft.FleetDraft;
import dev.signalbox.definitions.draft.Problems;
import dev.signalbox.definitions.draft.RunDraft;
import java.util.List;

/** A way to write a definition. */
public interface InputFormat {

    /** What {@code --format} and the run's source call it. */
    String name();

    /** Whether a document looks as if it were meant to be of this format. */
    boolean recognises(Document document);

    /** Whether the format gives what is said beside the files a meaning of its own, or says itself what has none. */
    default boolean readsParameters() {
        return false;
    }

    /**
     * Reads the documents of one definition.
     *
     * @param documents at least one
     * @param parameters what is said beside them
     * @param problems is told of everything that is wrong
     * @return what could be read; it may be incomplete when there were errors
     */
    RunDraft read(List<Document> documents, RunParameters parameters, Problems problems);

    /**
     * Reads the documents of one definition whose agents are known already.
     *
     * @param fleet the agents of an agents file, which replace those of the documents
     */
    default RunDraft read(List<Document> documents, FleetDraft fleet, RunParameters parameters, Problems problems) {
        return read(documents, parameters, problems);
    }
}
