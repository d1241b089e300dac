package dev.signalbox.runner.presence;

import dev.signalbox.contracts.AgentId;
import dev.signalbox.contracts.WorkspaceId;
import dev.signalbox.contracts.runner.AgentAtWork;
import dev.signalbox.contracts.runner.HostLoad;
import dev.signalbox.contracts.runner.RunnerHeartbeat;
import dev.signalbox.runner.attempt.LiveAttempt;
import dev.signalbox.runner.attempt.RunningAttempts;
import dev.signalbox.runner.presence.port.HostGauge;
import dev.signalbox.runner.presence.port.RunnerLog;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/** Says at each call that the runner is there, until it has left. Thread-safe. */
public final class Presence implements Runnable {
    private record Worker(WorkspaceId workspace, AgentId agent) {}

    private final RunnerCard card;
    private final Supplier<Offer> offer;
    private final RunningAttempts running;
    private final HostGauge gauge;
    private final RunnerLog log;
    private final InstantSource clock;
    private volatile boolean draining;
    private volatile Optional<HostLoad> host = Optional.empty();
    private boolean known;
    private boolean left;

    /** @param offer what can be driven just now; looked at whenever the runner says that it is there */
    public Presence(
            RunnerCard card,
            Supplier<Offer> offer,
            RunningAttempts running,
            HostGauge gauge,
            RunnerLog log,
            InstantSource clock) {
        this.card = card;
        this.offer = offer;
        this.running = running;
        this.gauge = gauge;
        this.log = log;
        this.clock = clock;
    }

    @Override
    public void run() {
        host = gauge.read();
        tell();
    }

    /** The runner takes nothing more; what runs is brought to an end. */
    public synchronized void drain() {
        draining = true;
        if (known) {
            tell();
        }
    }

    /** The runner has left. Nothing is said of it afterwards, and nothing at all of one that nobody was told of. */
    public synchronized void leave() {
        left = true;
        if (known) {
            log.left(card.node());
        }
    }

    /** How the machine was doing when it was last looked at; empty when it does not tell. */
    public Optional<HostLoad> host() {
        return host;
    }

    private synchronized void tell() {
        if (!left) {
            known = true;
            log.tell(heartbeat());
        }
    }

    private RunnerHeartbeat heartbeat() {
        List<AgentAtWork> working = working();
        Offer offered = offer.get();
        return new RunnerHeartbeat(
                card.node(),
                card.runner(),
                card.pool(),
                offered.adapters(),
                offered.missing(),
                card.places(),
                working.stream().mapToInt(AgentAtWork::attempts).sum(),
                working,
                host.orElse(null),
                draining,
                card.interval(),
                clock.instant());
    }

    private List<AgentAtWork> working() {
        Map<Worker, Integer> attempts = new LinkedHashMap<>();
        for (LiveAttempt attempt : running.all()) {
            Worker worker = new Worker(
                    attempt.ref().workspace(), attempt.assignment().start().agent());
            attempts.merge(worker, 1, Integer::sum);
        }
        return attempts.entrySet().stream()
                .map(entry -> new AgentAtWork(
                        entry.getKey().workspace(), entry.getKey().agent(), entry.getValue()))
                .sorted(Comparator.comparing((AgentAtWork at) -> at.workspace().value())
                        .thenComparing(AgentAtWork::agent))
                .toList();
    }
}
