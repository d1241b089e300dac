package dev.signalbox.admission.history;

import dev.signalbox.admission.runs.port.StepFiles;
import dev.signalbox.contracts.RunId;
import dev.signalbox.contracts.StepId;
import dev.signalbox.contracts.api.RunView;
import dev.signalbox.contracts.api.StepView;
import dev.signalbox.contracts.spec.FileScope;
import jakarta.enterprise.context.ApplicationScoped;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;

/** Asks the event log. */
@ApplicationScoped
class EventLogStepFiles implements StepFiles {
    private static final Duration LAG = Duration.ofSeconds(2);

    private final EventLogQuestions questions;

    EventLogStepFiles(EventLogQuestions questions) {
        this.questions = questions;
    }

    @Override
    public Optional<FileScope> of(RunId run, StepId step) {
        String path = "/v1/runs/" + run + "/steps/" + URLEncoder.encode(step.value(), StandardCharsets.UTF_8);
        return questions
                .ask(path, StepView.class)
                .or(() -> onceKnown(run).flatMap(_ -> questions.ask(path, StepView.class)))
                .map(StepView::files);
    }

    /** The run is live, or nobody would ask for it; the event log may be behind. */
    private Optional<RunView> onceKnown(RunId run) {
        return questions.ask("/v1/runs/" + run + "?wait=" + LAG.toSeconds(), RunView.class);
    }
}
