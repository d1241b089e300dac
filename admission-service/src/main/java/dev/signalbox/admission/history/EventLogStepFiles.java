package dev.signalbox.admission.history;

import dev.signalbox.admission.runs.port.StepFiles;
import dev.signalbox.contracts.RunId;
import dev.signalbox.contracts.StepId;
import dev.signalbox.contracts.api.StepView;
import dev.signalbox.contracts.spec.FileScope;
import jakarta.enterprise.context.ApplicationScoped;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** Asks the event log. */
@ApplicationScoped
class EventLogStepFiles implements StepFiles {
    private final EventLogQuestions questions;

    EventLogStepFiles(EventLogQuestions questions) {
        this.questions = questions;
    }

    @Override
    public Optional<FileScope> of(RunId run, StepId step) {
        String path = "/v1/runs/" + run + "/steps/" + URLEncoder.encode(step.value(), StandardCharsets.UTF_8);
        return questions.ask(path, StepView.class).map(StepView::files);
    }
}
