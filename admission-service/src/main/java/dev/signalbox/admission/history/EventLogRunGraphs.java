package dev.signalbox.admission.history;

import com.fasterxml.jackson.core.type.TypeReference;
import dev.signalbox.admission.command.RunGraph;
import dev.signalbox.admission.command.port.RunGraphs;
import dev.signalbox.contracts.MessageCatalogue;
import dev.signalbox.contracts.RunId;
import dev.signalbox.contracts.api.Page;
import dev.signalbox.contracts.event.RunAccepted;
import dev.signalbox.contracts.event.RunEvent;
import dev.signalbox.contracts.event.RunExtended;
import dev.signalbox.contracts.spec.AgentSpec;
import dev.signalbox.contracts.spec.ParentRun;
import dev.signalbox.contracts.spec.RunOptions;
import dev.signalbox.contracts.spec.StepSpec;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Asks the event log for the events that brought steps. */
@ApplicationScoped
class EventLogRunGraphs implements RunGraphs {
    /** Few, because each may be as large as a record of the log. */
    private static final int PAGE = 10;

    private static final String TYPES =
            MessageCatalogue.nameOfType(RunAccepted.class) + "," + MessageCatalogue.nameOfType(RunExtended.class);

    private final EventLogQuestions questions;

    EventLogRunGraphs(EventLogQuestions questions) {
        this.questions = questions;
    }

    @Override
    public Optional<RunGraph> of(RunId run) {
        List<StepSpec> steps = new ArrayList<>();
        List<AgentSpec> agents = new ArrayList<>();
        RunOptions options = RunOptions.DEFAULT;
        @Nullable ParentRun parent = null;
        @Nullable String after = "0";
        while (after != null) {
            Optional<Page<RunEvent>> page = questions.ask(
                    "/v1/runs/" + run + "/events?limit=" + PAGE + "&type=" + TYPES + "&after=" + after,
                    new TypeReference<Page<RunEvent>>() {});
            if (page.isEmpty()) {
                return Optional.empty();
            }
            for (RunEvent event : page.get().items()) {
                if (event.data() instanceof RunAccepted accepted) {
                    steps.addAll(accepted.spec().steps());
                    agents.addAll(accepted.spec().agents());
                    options = accepted.spec().options();
                    parent = accepted.parent();
                } else if (event.data() instanceof RunExtended extended) {
                    steps.addAll(extended.steps());
                    agents.addAll(extended.agents());
                }
            }
            after = page.get().next();
        }
        return steps.isEmpty() ? Optional.empty() : Optional.of(new RunGraph(steps, agents, options, parent));
    }
}
