package dev.signalbox.eventlog.why;

import dev.signalbox.contracts.api.StepView;
import dev.signalbox.contracts.api.Why;
import java.util.List;

/** Steps as somebody who waits for them sees them. */
final class Holders {
    private Holders() {}

    static List<Why.Holder> of(List<StepView> steps) {
        return steps.stream()
                .map(step -> new Why.Holder(step.run(), step.step(), step.status(), step.agent(), step.dispatchedAt()))
                .toList();
    }
}
