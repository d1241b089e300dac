package dev.signalbox.admission.breaker.adapter;

import dev.signalbox.admission.AdmissionConfig;
import dev.signalbox.admission.PressureConfig;
import dev.signalbox.admission.agents.RunnerRegister;
import dev.signalbox.admission.breaker.RunnerMachines;
import dev.signalbox.admission.breaker.port.HostPressure;
import dev.signalbox.contracts.api.PressureView;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import java.util.List;

/** The machines of the runners, as the runners report them on {@code signalbox.runners}. */
@ApplicationScoped
public class RegisteredRunners implements HostPressure {
    private final RunnerRegister runners;
    private final PressureConfig config;
    private final Clock clock;

    RegisteredRunners(RunnerRegister runners, AdmissionConfig config, Clock clock) {
        this.runners = runners;
        this.config = config.pressure();
        this.clock = clock;
    }

    @Override
    public List<PressureView> readings() {
        Instant now = clock.instant();
        return RunnerMachines.readings(runners.at(now), config.limits(), now, config.freshness());
    }
}
