package dev.signalbox.simulation;

import dev.signalbox.admission.model.DoorModel;
import dev.signalbox.admission.model.DoorModel.Known;
import dev.signalbox.admission.queue.ReleasedRun;
import dev.signalbox.admission.runs.AdmissionRequest;
import dev.signalbox.admission.runs.HeldKey;
import dev.signalbox.admission.runs.LeaseAnswer;
import dev.signalbox.admission.runs.LogPosition;
import dev.signalbox.admission.upkeep.LeaseChange;
import dev.signalbox.admission.upkeep.RestoredRun;
import dev.signalbox.admission.upkeep.UnseenRun;
import dev.signalbox.contracts.RunId;
import dev.signalbox.contracts.api.QueuePlace;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What the doors share in Redis. Caps, keys and the queue are those of the model that the scripts are held to on a real Redis; around it are
 * the runs that the scheduler has not announced, and the word of somebody that all of it is true.
 */
final class DoorState {
    static final int MAX_RUNS = 3;
    static final int MAX_HERE = 2;
    private static final int QUEUE_LIMIT = 3;
    private static final Duration VOUCHED = Duration.ofSeconds(30);

    private record Unseen(long since, @Nullable LogPosition position) {}

    private final Time time;
    private final Faults faults;
    private final Map<RunId, AdmissionRequest> requests;
    private DoorModel model = emptyModel();
    private final Map<RunId, Unseen> unseen = new LinkedHashMap<>();
    private final Map<RunId, Long> releasedSince = new HashMap<>();
    private long vouchedUntil;
    private int generation;
    private boolean complete;

    DoorState(Time time, Faults faults, Map<RunId, AdmissionRequest> requests) {
        this.time = time;
        this.faults = faults;
        this.requests = requests;
    }

    private static DoorModel emptyModel() {
        return new DoorModel(MAX_RUNS, MAX_HERE, 2, QUEUE_LIMIT, Duration.ofSeconds(10));
    }

    boolean isVouchedFor() {
        return complete && time.nanos() < vouchedUntil;
    }

    void vouch() {
        if (isVouchedFor()) {
            vouchedUntil = time.nanos() + VOUCHED.toNanos();
        }
    }

    String generation() {
        return Integer.toString(generation);
    }

    int live() {
        return model.live.size();
    }

    Map<RunId, Known> leases() {
        return model.live;
    }

    boolean isEmpty() {
        return model.live.isEmpty() && model.waiting.isEmpty() && model.released.isEmpty() && unseen.isEmpty();
    }

    @Override
    public String toString() {
        return "live " + model.live.keySet() + ", waiting " + model.waiting.keySet() + ", released " + model.released
                + ", unseen " + unseen;
    }

    LeaseAnswer decide(AdmissionRequest request) {
        if (!isVouchedFor()) {
            return new LeaseAnswer.Rebuilding();
        }
        String verdict = model.verdict(request);
        Known holder = model.holder(request).orElse(null);
        model.decide(request);
        if (holder != null) {
            Unseen state = unseen.get(holder.run());
            boolean unsent = state != null && state.position() == null;
            return new LeaseAnswer.Known(
                    generation(), holder.run(), holder.key().requestHash(), unsent, live(), null);
        }
        return switch (verdict) {
            case "Granted" -> {
                unseen.put(request.candidate(), new Unseen(time.nanos(), null));
                yield new LeaseAnswer.Granted(generation(), live());
            }
            case "Queued" -> {
                unseen.put(request.candidate(), new Unseen(time.nanos(), null));
                requests.computeIfPresent(request.candidate(), (run, known) -> known.waiting());
                yield new LeaseAnswer.Queued(generation(), live(), new QueuePlace(1, 1, null));
            }
            case "Full" -> new LeaseAnswer.Full(live(), 0);
            case "FullHere" -> new LeaseAnswer.FullHere(live(), MAX_HERE);
            case "ParentOver" -> new LeaseAnswer.ParentOver(live());
            case "TooDeep" -> new LeaseAnswer.TooDeep(live());
            case "QueueFull" -> new LeaseAnswer.QueueFull(live(), QUEUE_LIMIT);
            default -> throw new AssertionError("nobody asks so that the answer is " + verdict);
        };
    }

    /** The command is in the log; when everything was lost meanwhile, lease and key are written again. */
    void noteSent(AdmissionRequest request, String since, LogPosition position) {
        RunId run = request.candidate();
        if (generation().equals(since)) {
            unseen.computeIfPresent(run, (key, was) -> new Unseen(was.since(), position));
            model.sent(run);
        } else if (complete && model.holder(request).isEmpty()) {
            place(known(run), request.held());
            model.restoreKey(known(run));
            unseen.put(run, new Unseen(time.nanos(), position));
        }
    }

    void apply(List<LeaseChange> changes) {
        for (LeaseChange change : changes) {
            Known run = known(change.run());
            switch (change) {
                case LeaseChange.Seen _ -> {
                    unseen.remove(run.run());
                    releasedSince.remove(run.run());
                    model.seen(run);
                }
                case LeaseChange.Waits _ -> {
                    unseen.remove(run.run());
                    model.waits(run);
                }
                case LeaseChange.Renew _ -> {}
                case LeaseChange.Ended _ -> {
                    unseen.remove(run.run());
                    releasedSince.remove(run.run());
                    if (!faults.isBroken(Faults.Broken.LEASES_OF_ENDED_RUNS_STAY)) {
                        model.ended(run);
                    }
                }
            }
        }
    }

    Set<RunId> held() {
        Set<RunId> held = new HashSet<>(model.live.keySet());
        held.addAll(parked());
        return held;
    }

    Set<RunId> parked() {
        Set<RunId> parked = new HashSet<>(model.waiting.keySet());
        parked.addAll(model.released);
        return parked;
    }

    List<RunId> promote() {
        if (!isVouchedFor()) {
            return List.of();
        }
        List<RunId> moved = model.promote();
        moved.forEach(run -> releasedSince.put(run, time.nanos()));
        return moved;
    }

    List<ReleasedRun> released() {
        return model.released.stream()
                .map(run -> new ReleasedRun(run, known(run).workspace(), ageSince(releasedSince.getOrDefault(run, 0L))))
                .toList();
    }

    List<UnseenRun> unseen() {
        return unseen.entrySet().stream()
                .map(entry -> {
                    Known run = known(entry.getKey());
                    Unseen state = entry.getValue();
                    return new UnseenRun(
                            run.run(),
                            run.workspace(),
                            run.key(),
                            ageSince(state.since()),
                            state.position(),
                            run.request().waitsWith());
                })
                .toList();
    }

    void loseEverything() {
        model = emptyModel();
        unseen.clear();
        releasedSince.clear();
        generation++;
        complete = faults.isBroken(Faults.Broken.LEASES_ARE_FORGOTTEN_WHEN_REDIS_LOSES_ITS_DATA) && complete;
    }

    /** Writes what was read from the log, and is true from then on. */
    void rebuild(List<RestoredRun> runs) {
        model = emptyModel();
        releasedSince.clear();
        generation++;
        for (RestoredRun restored : runs) {
            Known run = known(restored.run());
            switch (restored.standing()) {
                case LIVE -> place(run, false);
                case WAITS -> place(run, true);
                case ENDED -> {}
            }
            if (restored.keyHolds().isPositive() && !faults.isBroken(Faults.Broken.KEYS_ARE_NOT_RESTORED)) {
                model.restoreKey(run);
            }
            if (restored.sent() != null) {
                unseen.put(run.run(), new Unseen(time.nanos(), restored.sent().position()));
            }
        }
        unseen.forEach((run, state) -> {
            if (state.position() == null) {
                model.unsent(run);
            }
        });
        complete = true;
        vouchedUntil = time.nanos() + VOUCHED.toNanos();
    }

    private void place(Known run, boolean waits) {
        if (waits) {
            model.waits(run);
        } else {
            model.seen(run);
        }
    }

    private Known known(RunId run) {
        AdmissionRequest request = Objects.requireNonNull(requests.get(run));
        return new Known(request, HeldKey.of(request.workspace(), request.idempotency()));
    }

    private Duration ageSince(long nanos) {
        return Duration.ofNanos(time.nanos() - nanos);
    }
}
