package dev.signalbox.runner.coding.adapter;

import dev.signalbox.contracts.attempt.UsageReported;
import dev.signalbox.contracts.spec.Usage;
import dev.signalbox.runner.attempt.Assignment;
import dev.signalbox.runner.coding.port.UsageReports;
import dev.signalbox.runner.report.port.OutcomeLog;
import java.time.InstantSource;

/** Usage on {@code signalbox.outcomes}. A report that is lost is made good by the next one, or by the result. */
public final class LoggedUsage implements UsageReports {
    private final OutcomeLog log;
    private final String runner;
    private final InstantSource clock;

    public LoggedUsage(OutcomeLog log, String runner, InstantSource clock) {
        this.log = log;
        this.runner = runner;
        this.clock = clock;
    }

    @Override
    public void report(Assignment assignment, Usage total) {
        log.send(
                new UsageReported(assignment.ref(), runner, total, clock.instant()),
                assignment.traceparent(),
                failure -> {});
    }
}
