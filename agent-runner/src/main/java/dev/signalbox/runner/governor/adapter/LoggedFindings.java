package dev.signalbox.runner.governor.adapter;

import dev.signalbox.contracts.attempt.GovernorReported;
import dev.signalbox.contracts.governor.GovernorFinding;
import dev.signalbox.runner.attempt.Assignment;
import dev.signalbox.runner.governor.port.GovernorReports;
import dev.signalbox.runner.report.port.OutcomeLog;
import java.time.InstantSource;

/** Findings on {@code signalbox.outcomes}. The result of the attempt names its tripwires again, so one that is lost is made good. */
public final class LoggedFindings implements GovernorReports {
    private final OutcomeLog log;
    private final String runner;
    private final InstantSource clock;

    public LoggedFindings(OutcomeLog log, String runner, InstantSource clock) {
        this.log = log;
        this.runner = runner;
        this.clock = clock;
    }

    @Override
    public void report(Assignment assignment, GovernorFinding finding) {
        log.send(
                new GovernorReported(assignment.ref(), runner, finding, clock.instant()),
                assignment.traceparent(),
                failure -> {});
    }
}
