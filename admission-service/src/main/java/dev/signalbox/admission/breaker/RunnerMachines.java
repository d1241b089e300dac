package dev.signalbox.admission.breaker;

import dev.signalbox.contracts.api.PressureView;
import dev.signalbox.contracts.api.RunnerState;
import dev.signalbox.contracts.api.RunnerView;
import dev.signalbox.contracts.runner.HostLoad;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Reads how machines are doing from what the runners on them say. */
public final class RunnerMachines {
    private RunnerMachines() {}

    /**
     * The machines of the runners that are heard of.
     *
     * @param freshness how old the last word of a runner may be, even one whose own interval allows it to be silent for longer
     */
    public static List<PressureView> readings(
            List<RunnerView> runners, HostLimits limits, Instant now, Duration freshness) {
        return runners.stream()
                .filter(runner -> isHeardOf(runner.state()))
                .filter(runner -> !runner.heardAt().plus(freshness).isBefore(now))
                .flatMap(runner -> reading(runner, limits).stream())
                .toList();
    }

    private static boolean isHeardOf(RunnerState state) {
        return switch (state) {
            case READY, DRAINING -> true;
            case UNHEALTHY, DEAD -> false;
        };
    }

    private static Optional<PressureView> reading(RunnerView runner, HostLimits limits) {
        HostLoad load = runner.last().host();
        if (load == null) {
            return Optional.empty();
        }
        HostLimits.Verdict verdict = limits.judge(load);
        return Optional.of(
                new PressureView(runner.last().node(), verdict.severity(), verdict.reason(), runner.heardAt(), load));
    }
}
