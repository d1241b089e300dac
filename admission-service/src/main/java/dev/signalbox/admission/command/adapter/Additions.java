package dev.signalbox.admission.command.adapter;

import dev.signalbox.admission.command.RunGraph;
import dev.signalbox.admission.command.port.RunGraphs;
import dev.signalbox.admission.runs.port.Definitions;
import dev.signalbox.admission.runs.port.Definitions.Reading;
import dev.signalbox.admission.runs.port.Definitions.Reading.Rejected;
import dev.signalbox.contracts.RunId;
import dev.signalbox.contracts.api.InputProblem;
import dev.signalbox.contracts.api.StepsRequest;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;

/** Reads steps that are to be added to a run, against what is known of the run. Its calls block their thread. */
@ApplicationScoped
public class Additions {
    /** How long the memory may be behind before what it does not know counts as not there. */
    private static final Duration LAG = Duration.ofSeconds(2);

    private static final Duration BETWEEN_LOOKS = Duration.ofMillis(50);

    /** What may be wrong only because the memory does not have the newest steps and agents yet. */
    private static final Set<String> PERHAPS_NOT_YET =
            Set.of("DEPENDENCY_UNKNOWN", "AGENT_UNKNOWN", "STEP_WITHOUT_AGENT");

    private final RunGraphs graphs;
    private final Definitions definitions;

    Additions(RunGraphs graphs, Definitions definitions) {
        this.graphs = graphs;
        this.definitions = definitions;
    }

    /** The run so far, and what came of reading. */
    public record Addition(RunGraph graph, Reading reading) {}

    /** Reads a request; empty when nobody tells what the run is made of. */
    public Optional<Addition> read(RunId run, StepsRequest request) {
        long giveUp = System.nanoTime() + LAG.toNanos();
        Optional<Addition> addition = look(run, request);
        while (mayBeBehind(addition) && System.nanoTime() < giveUp && rest()) {
            addition = look(run, request);
        }
        return addition;
    }

    private Optional<Addition> look(RunId run, StepsRequest request) {
        return graphs.of(run)
                .map(graph ->
                        new Addition(graph, definitions.read(request, graph.steps(), graph.agents(), graph.options())));
    }

    private static boolean mayBeBehind(Optional<Addition> addition) {
        return addition.isEmpty()
                || (addition.get().reading() instanceof Rejected rejected
                        && rejected.problems().stream().map(InputProblem::code).anyMatch(PERHAPS_NOT_YET::contains));
    }

    private static boolean rest() {
        try {
            Thread.sleep(BETWEEN_LOOKS);
            return true;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
