package dev.signalbox.simulation;

import dev.signalbox.contracts.AttemptRef;
import dev.signalbox.contracts.WorkspaceId;
import dev.signalbox.runner.slot.SlotAnswer;
import dev.signalbox.runner.slot.SlotCaps;
import dev.signalbox.runner.slot.model.SlotModel;
import dev.signalbox.runner.slot.model.SlotModel.Answer;
import dev.signalbox.runner.slot.model.SlotModel.Slot;
import java.time.Duration;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/** The slots in Redis: the model that the script is held to on a real Redis, called as the runners call the script. */
final class Slots {
    private static final Duration LEASE = Duration.ofSeconds(10);

    private final SlotCaps caps;
    private final Faults faults;
    private final SlotModel model;
    private final Map<Slot, String> takenBy = new LinkedHashMap<>();
    private boolean down;

    Slots(SlotCaps caps, Time time, Faults faults) {
        this.caps = caps;
        this.faults = faults;
        this.model = new SlotModel(
                caps, LEASE.toMillis(), () -> Duration.ofNanos(time.nanos()).toMillis());
    }

    void isDown(boolean now) {
        down = now;
    }

    /**
     * Asks for slots.
     *
     * @param runners the members of the consumer groups of the runners
     * @param held what the runner holds already
     */
    SlotAnswer acquire(String runner, Set<String> runners, Collection<AttemptRef> held, List<AttemptRef> attempts) {
        if (down) {
            return new SlotAnswer.Unavailable("Redis is away");
        }
        List<Slot> wanted = attempts.stream().map(Slots::slot).toList();
        Answer answer = model.acquire(runner, List.of(), wanted);
        if (!(answer instanceof Answer.Granted) && hasRecovered(runner, runners, held)) {
            answer = model.acquire(runner, List.of(), wanted);
        }
        return switch (answer) {
            case Answer.Granted granted -> {
                wanted.subList(0, granted.count()).forEach(slot -> takenBy.put(slot, runner));
                yield new SlotAnswer.Granted(granted.count(), granted.inUse());
            }
            case Answer.NotRegistered _ -> new SlotAnswer.Recovering(LEASE);
            case Answer.NotOpen(long millis) -> new SlotAnswer.Recovering(Duration.ofMillis(millis));
        };
    }

    private boolean hasRecovered(String runner, Set<String> runners, Collection<AttemptRef> held) {
        return model.renew(runner, List.of(), slots(runner, held)) instanceof Answer.Granted
                || (runners.contains(runner) && model.open(List.of(), runners) instanceof Answer.Granted);
    }

    void release(String runner, Collection<AttemptRef> held, AttemptRef attempt) {
        if (!faults.isBroken(Faults.Broken.SLOTS_ARE_NOT_GIVEN_BACK)) {
            takenBy.remove(slot(attempt));
        }
        if (!down && !faults.isBroken(Faults.Broken.SLOTS_ARE_NOT_GIVEN_BACK)) {
            model.renew(runner, List.of(slot(attempt)), slots(runner, held));
        }
    }

    /** A runner names what it holds. */
    void renew(String runner, Collection<AttemptRef> held) {
        if (!down) {
            model.renew(runner, List.of(), slots(runner, held));
        }
    }

    void loseEverything() {
        if (faults.isBroken(Faults.Broken.SLOTS_ARE_FORGOTTEN_WHEN_REDIS_LOSES_ITS_DATA)) {
            model.held().forEach(model::expire);
        } else {
            model.loseEverything();
        }
    }

    int inUse() {
        return model.held().size();
    }

    int inUse(WorkspaceId workspace) {
        return (int) model.held().stream()
                .filter(slot -> slot.workspace().equals(workspace.value()))
                .count();
    }

    SlotCaps caps() {
        return caps;
    }

    private List<Slot> slots(String runner, Collection<AttemptRef> held) {
        return faults.isBroken(Faults.Broken.SLOTS_ARE_NOT_GIVEN_BACK)
                ? takenBy.keySet().stream()
                        .filter(slot -> Objects.equals(takenBy.get(slot), runner))
                        .toList()
                : held.stream().map(Slots::slot).toList();
    }

    private static Slot slot(AttemptRef attempt) {
        return new Slot(attempt.toString(), attempt.workspace().value());
    }
}
