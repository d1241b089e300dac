package dev.signalbox.admission.http;

import dev.signalbox.admission.runs.port.Definitions.Reading.Understood;
import dev.signalbox.contracts.RunId;
import dev.signalbox.contracts.api.QueuePlace;
import dev.signalbox.contracts.api.RunAdmitted;
import dev.signalbox.contracts.spec.RunSpec;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Where to look for a run. */
final class RunLinks {
    private RunLinks() {}

    static String self(RunId run) {
        return "/v1/runs/" + run;
    }

    static RunAdmitted admitted(RunId run, Understood understood) {
        return answer(run, understood, false, null);
    }

    static RunAdmitted queued(RunId run, Understood understood, QueuePlace place) {
        return answer(run, understood, false, place);
    }

    static RunAdmitted attached(RunId run, Understood understood, @Nullable QueuePlace place) {
        return answer(run, understood, true, place);
    }

    private static RunAdmitted answer(RunId run, Understood understood, boolean deduped, @Nullable QueuePlace place) {
        RunSpec spec = understood.spec();
        return new RunAdmitted(
                run,
                spec.workspace(),
                spec.name(),
                deduped,
                spec.steps().size(),
                understood.warnings(),
                Map.of(
                        "self", self(run),
                        "steps", self(run) + "/steps",
                        "events", self(run) + "/events",
                        "stream", self(run) + "/stream",
                        "cancel", self(run) + "/cancel",
                        "pause", self(run) + "/pause",
                        "resume", self(run) + "/resume"),
                place);
    }
}
