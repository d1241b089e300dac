package dev.signalbox.admission.model;

import dev.signalbox.admission.queue.QueueOrder;
import dev.signalbox.admission.runs.AdmissionRequest;
import dev.signalbox.admission.runs.HeldKey;
import dev.signalbox.contracts.RunId;
import dev.signalbox.contracts.WorkspaceId;
import dev.signalbox.contracts.admission.CircuitStatus;
import dev.signalbox.contracts.command.KeyOrigin;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** What the scripts of the door promise, in plain Java: caps, keys, the queue and the breaker. */
public final class DoorModel {
    /** A run as the door knows it. */
    public record Known(AdmissionRequest request, HeldKey key) {
        public RunId run() {
            return request.candidate();
        }

        public WorkspaceId workspace() {
            return request.workspace();
        }
    }

    private final int maxRuns;
    private final int maxHere;
    private final int maxDepth;
    private final int queueLimit;
    private final Duration ageing;
    public final Map<RunId, Known> live = new LinkedHashMap<>();
    public final Map<RunId, Known> waiting = new LinkedHashMap<>();
    public final TreeSet<RunId> released = new TreeSet<>(Comparator.comparing(RunId::value));
    private final Map<String, Known> keys = new HashMap<>();

    /** Those of the waiting ones that are not known to be in the log. */
    private final Set<RunId> unsent = new HashSet<>();

    final Set<RunId> onTrial = new HashSet<>();
    CircuitStatus circuit = CircuitStatus.CLOSED;
    int probesLeft;

    public DoorModel(int maxRuns, int maxHere, int maxDepth, int queueLimit, Duration ageing) {
        this.maxRuns = maxRuns;
        this.maxHere = maxHere;
        this.maxDepth = maxDepth;
        this.queueLimit = queueLimit;
        this.ageing = ageing;
    }

    /** The name of the answer, and for a known key the run. */
    public String verdict(AdmissionRequest request) {
        Known known = keys.get(key(request));
        if (known != null) {
            return "Known " + known.run();
        }
        if (isBroken()) {
            return "Broken";
        }
        if (request.depth() > maxDepth) {
            return "TooDeep";
        }
        if (request.parent() != null && !live.containsKey(request.parent().run())) {
            return "ParentOver";
        }
        boolean full = live.size() >= maxRuns;
        boolean fullHere = share(request.workspace()) >= maxHere;
        if (!full && !fullHere && waiting.isEmpty()) {
            return "Granted";
        }
        if (queueLimit == 0) {
            return full || !fullHere ? "Full" : "FullHere";
        }
        return waiting.size() >= queueLimit ? "QueueFull" : "Queued";
    }

    public void decide(AdmissionRequest request) {
        String verdict = verdict(request);
        Known run = new Known(request, HeldKey.of(request.workspace(), request.idempotency()));
        if (verdict.equals("Granted")) {
            live.put(run.run(), run);
            noteTrial(run);
        } else if (verdict.equals("Queued")) {
            waiting.put(run.run(), run);
            unsent.add(run.run());
        }
        if (verdict.equals("Granted") || verdict.equals("Queued")) {
            keys.put(key(request), run);
        }
    }

    /** The command of a run is known to be in the log. */
    public void sent(RunId run) {
        unsent.remove(run);
    }

    /** A run that waits is not known to be in the log. */
    public void unsent(RunId run) {
        if (waiting.containsKey(run)) {
            unsent.add(run);
        }
    }

    public List<RunId> promote() {
        List<RunId> moved = new ArrayList<>();
        Optional<Known> next = next();
        while (next.isPresent()) {
            Known run = next.get();
            waiting.remove(run.run());
            live.put(run.run(), run);
            released.add(run.run());
            noteTrial(run);
            moved.add(run.run());
            next = next();
        }
        return moved;
    }

    private Optional<Known> next() {
        return live.size() >= maxRuns || isBroken()
                ? Optional.empty()
                : waiting.values().stream()
                        .filter(run -> share(run.workspace()) < maxHere && !unsent.contains(run.run()))
                        .min(Comparator.<Known>comparingInt(run -> share(run.workspace()))
                                .thenComparingLong(this::order)
                                .thenComparing(run -> run.run().value()));
    }

    public void ended(Known run) {
        unsent.remove(run.run());
        live.remove(run.run());
        waiting.remove(run.run());
        released.remove(run.run());
        onTrial.remove(run.run());
        if (run.key().origin() == KeyOrigin.COMPUTED) {
            keys.values().removeIf(known -> known.run().equals(run.run()));
        }
    }

    /** The run that holds the key of a request. */
    public Optional<Known> holder(AdmissionRequest request) {
        return Optional.ofNullable(keys.get(key(request)));
    }

    /** A run has its key again after everything was lost. */
    public void restoreKey(Known run) {
        keys.put(key(run.request()), run);
    }

    /** A run waits for a place, unless it has one. */
    public void waits(Known run) {
        unsent.remove(run.run());
        if (!live.containsKey(run.run())) {
            waiting.put(run.run(), run);
        }
    }

    /** The scheduler says that it may run. */
    public void seen(Known run) {
        unsent.remove(run.run());
        waiting.remove(run.run());
        released.remove(run.run());
        onTrial.remove(run.run());
        live.put(run.run(), run);
    }

    /** The scheduler has passed it without announcing it: another one may be on trial instead. */
    void refused(Known run) {
        unsent.remove(run.run());
        live.remove(run.run());
        waiting.remove(run.run());
        released.remove(run.run());
        keys.values().removeIf(known -> known.run().equals(run.run()));
        giveTrialBack(run.run());
    }

    /** Nobody vouched for the state in time and it is rebuilt, but nothing is lost. No release is in the log. */
    void rebuiltInPlace() {
        released.forEach(this::giveTrialBack);
        released.forEach(run -> waiting.put(run, live.remove(run)));
        released.clear();
    }

    void circuitIs(CircuitStatus now, int probes) {
        circuit = now;
        probesLeft = now == CircuitStatus.HALF_OPEN ? probes : 0;
        onTrial.clear();
    }

    private void giveTrialBack(RunId run) {
        if (onTrial.remove(run)) {
            probesLeft++;
        }
    }

    /** Redis loses everything and is rebuilt from a log in which every run is, and no release is under way. */
    void rebuilt() {
        unsent.clear();
        released.forEach(run -> waiting.put(run, live.remove(run)));
        released.clear();
    }

    public List<RunId> line() {
        return waiting.values().stream()
                .sorted(Comparator.comparingLong(this::order)
                        .thenComparing(run -> run.run().value()))
                .map(Known::run)
                .toList();
    }

    private long order(Known run) {
        return QueueOrder.of(run.run(), run.request().priority(), ageing);
    }

    private int share(WorkspaceId workspace) {
        return (int) live.values().stream()
                .filter(run -> run.workspace().equals(workspace))
                .count();
    }

    private boolean isBroken() {
        return circuit == CircuitStatus.OPEN || (circuit == CircuitStatus.HALF_OPEN && probesLeft <= 0);
    }

    private void noteTrial(Known run) {
        if (circuit == CircuitStatus.HALF_OPEN) {
            onTrial.add(run.run());
            probesLeft--;
        }
    }

    private static String key(AdmissionRequest request) {
        return request.idempotency().origin() + " " + request.workspace() + " "
                + request.idempotency().key();
    }
}
