package dev.signalbox.admission;

import dev.signalbox.admission.agents.Patience;
import dev.signalbox.admission.agents.RunnerRegister;
import dev.signalbox.admission.agents.WorkspaceRegister;
import dev.signalbox.admission.breaker.OpenAttempts;
import dev.signalbox.admission.breaker.RecentFailures;
import dev.signalbox.admission.runs.UnsettledRuns;
import dev.signalbox.admission.status.RunStandings;
import dev.signalbox.admission.upkeep.Door;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.Clock;

/** Hands the pure parts to those that need them. */
@Singleton
class Wiring {
    @Produces
    @Singleton
    Clock clock() {
        return Clock.systemUTC();
    }

    @Produces
    @Singleton
    UnsettledRuns unsettledRuns() {
        return new UnsettledRuns();
    }

    @Produces
    @Singleton
    RunStandings runStandings() {
        return new RunStandings();
    }

    @Produces
    @Singleton
    RunnerRegister runnerRegister(AgentsConfig config) {
        return new RunnerRegister(new Patience(config.unhealthyAfter(), config.deadAfter(), config.forgottenAfter()));
    }

    @Produces
    @Singleton
    OpenAttempts openAttempts() {
        return new OpenAttempts();
    }

    @Produces
    @Singleton
    WorkspaceRegister workspaceRegister() {
        return new WorkspaceRegister();
    }

    @Produces
    @Singleton
    RecentFailures recentFailures(AdmissionConfig config) {
        return new RecentFailures(
                config.breaker().failuresMax(), config.breaker().failureWindow());
    }

    @Produces
    @Singleton
    Door door(MeterRegistry metrics) {
        Door door = new Door();
        Gauge.builder("signalbox_admission_live_runs", door, Door::activeRuns)
                .description("Leases of live runs, over all replicas")
                .register(metrics);
        Gauge.builder("signalbox_admission_waiting_runs", door, Door::waitingRuns)
                .description("Runs that wait for a lease, over all replicas")
                .register(metrics);
        return door;
    }
}
