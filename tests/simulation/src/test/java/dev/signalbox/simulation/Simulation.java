package dev.signalbox.simulation;

import dev.signalbox.admission.runs.AdmissionRequest;
import dev.signalbox.contracts.AttemptRef;
import dev.signalbox.contracts.RunId;
import dev.signalbox.contracts.WorkspaceId;
import dev.signalbox.contracts.admission.RunStatusChanged;
import dev.signalbox.contracts.attempt.AttemptOutcome;
import dev.signalbox.contracts.command.RunCommand;
import dev.signalbox.contracts.event.RunStatus;
import dev.signalbox.runner.slot.SlotCaps;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** Two doors, the scheduler and two runners in one thread, on a log, a Redis and a clock in memory. The same seed is the same history. */
final class Simulation implements RunnerNode.Fleet {
    /** Sometimes the cap of a workspace is met first, sometimes the one of all. */
    private static final List<SlotCaps> CAPS = List.of(new SlotCaps(3, 2), new SlotCaps(2, 2));

    private static final int MOST_ROUNDS = 400;

    private final Faults faults;
    private final Time time = new Time();
    private final Topics topics = new Topics();
    private final Audit audit = new Audit(topics);
    private final Workload workload;
    private final DoorState state;
    private final Slots slots;
    private final List<DoorNode> doors;
    private final SchedulerNode scheduler;
    private final List<RunnerNode> runners;
    private final int[] owners = {0, 1};
    private final Map<RunId, RunStatusChanged> statuses = new LinkedHashMap<>();
    private final Deque<String> story = new ArrayDeque<>();
    private int statusesRead;

    Simulation(long seed, Set<Faults.Broken> broken) {
        faults = new Faults(seed, broken);
        workload = new Workload(faults, time, audit);
        state = new DoorState(time, faults, workload.requests);
        SlotCaps caps = CAPS.get(Math.floorMod(seed, CAPS.size()));
        slots = new Slots(caps, time, faults);
        doors = List.of(door(), door());
        scheduler = new SchedulerNode(topics, faults, time, caps.perWorkspace());
        runners = List.of(runner("north"), runner("south"));
    }

    private DoorNode door() {
        return new DoorNode(topics, state, faults, time, workload.requests, workload::acknowledged);
    }

    private RunnerNode runner(String name) {
        return new RunnerNode(name, topics, slots, faults, time, audit, this);
    }

    /** Plays faults for a while, then lets everything come to its end. Fails as soon as a promise is broken. */
    void play() {
        try {
            runners.forEach(RunnerNode::start);
            int turns = 100 + faults.below(200);
            for (int turn = 0; turn < turns; turn++) {
                act(faults.below(48));
                check();
            }
            comeToAnEnd();
        } catch (AssertionError e) {
            throw new AssertionError(e.getMessage() + "; before that: " + story, e);
        }
    }

    private void act(int what) {
        switch (what) {
            case 0, 1, 2 -> did("ask", () -> faults.any(doors).ask(workload.next()));
            case 3, 4, 5, 6, 7, 8, 9 -> did("door", () -> faults.any(doors).work());
            case 10, 11, 12 -> did("upkeep", () -> upkeep(faults.any(doors)));
            case 13, 14, 15, 16, 17, 18, 19, 20 -> did("scheduler", () -> scheduler.work(1 + faults.below(4)));
            case 21, 22, 23, 24, 25, 26, 27 ->
                did("runner", () -> faults.any(runners).work());
            case 28, 29, 30, 31 -> did("agent", () -> faults.any(runners).endOne(outcome()));
            case 32, 33, 34 -> did("time", () -> pass(Duration.ofMillis(faults.below(5_000))));
            case 35, 36 -> did("wish", this::wish);
            case 37 -> did("kill", this::killSomething);
            case 38, 39 -> did("start", () -> runners.forEach(RunnerNode::start));
            case 40 -> did("redis", this::hurtRedis);
            case 41 -> did("clock", this::jump);
            case 42 -> did("rebalance", () -> rebalance(faults.below(2), faults.below(2)));
            case 43 -> did("silence", this::silence);
            case 44, 45 -> did("use", () -> faults.any(runners).useSome());
            default -> did("child", this::askForChild);
        }
    }

    private void askForChild() {
        List<AttemptRef> working = audit.working();
        if (!working.isEmpty()) {
            audit.readEvents();
            faults.any(doors).ask(workload.child(faults.any(working)));
        }
    }

    private void did(String name, Runnable action) {
        story.addLast(name);
        if (story.size() > 30) {
            story.removeFirst();
        }
        action.run();
    }

    private AttemptOutcome outcome() {
        if (faults.oneIn(8)) {
            return AttemptOutcome.HANDED_BACK;
        }
        return faults.oneIn(4) ? AttemptOutcome.FAILED : AttemptOutcome.SUCCEEDED;
    }

    private void upkeep(DoorNode door) {
        door.upkeep(doors.stream().allMatch(other -> other.equals(door) || other.isIdle()));
    }

    private void wish() {
        RunCommand wish = workload.wish();
        if (wish != null) {
            topics.commands.add(wish);
            if (faults.repeats()) {
                topics.commands.add(wish);
            }
        }
    }

    private void killSomething() {
        switch (faults.below(4)) {
            case 0 -> faults.any(doors).die();
            case 1 -> scheduler.die();
            default -> {
                RunnerNode runner = faults.any(runners);
                runner.die();
            }
        }
    }

    private void hurtRedis() {
        if (faults.oneIn(2)) {
            state.loseEverything();
            slots.loseEverything();
        } else {
            slots.isDown(faults.oneIn(2));
        }
    }

    private void jump() {
        Duration by = Duration.ofSeconds(faults.below(120) - 60L);
        if (faults.oneIn(2)) {
            scheduler.jump(by);
        } else {
            faults.any(runners).jump(by);
        }
    }

    private void rebalance(int partition, int owner) {
        owners[partition] = owner;
        runners.forEach(RunnerNode::partitionsMoved);
    }

    /** Nobody is heard of for longer than a lease. */
    private void silence() {
        if (faults.oneIn(4)) {
            time.pass(Duration.ofSeconds(35));
            runners.forEach(RunnerNode::tick);
        }
    }

    private void pass(Duration time) {
        this.time.pass(time);
        runners.forEach(RunnerNode::tick);
    }

    private void check() {
        audit.readEvents();
        for (; statusesRead < topics.statuses.size(); statusesRead++) {
            Topics.Status status = topics.statuses.get(statusesRead);
            if (status.status() == null || status.status().status().isTerminal()) {
                statuses.remove(status.run());
            } else {
                statuses.put(status.run(), status.status());
            }
            checkLiveRuns();
        }
        atMost("slots in use", slots.inUse(), slots.caps().overall());
        atMost("processes", audit.processes(), slots.caps().overall());
        for (WorkspaceId workspace : Workload.WORKSPACES) {
            atMost("slots of a workspace", slots.inUse(workspace), slots.caps().perWorkspace());
            atMost(
                    "processes of a workspace",
                    audit.processes(workspace),
                    slots.caps().perWorkspace());
            atMost(
                    "attempts of a workspace in flight",
                    audit.inFlight(workspace),
                    slots.caps().perWorkspace());
        }
        atMost("leases", state.live(), DoorState.MAX_RUNS);
        Map<WorkspaceId, Integer> here = new HashMap<>();
        state.leases().values().forEach(run -> here.merge(run.workspace(), 1, Integer::sum));
        here.forEach((workspace, leases) -> atMost("leases of a workspace", leases, DoorState.MAX_HERE));
    }

    /** At every prefix of the log, as any reader sees it. */
    private void checkLiveRuns() {
        Map<WorkspaceId, Long> live = statuses.values().stream()
                .filter(status -> !status.held())
                .collect(Collectors.groupingBy(RunStatusChanged::workspace, Collectors.counting()));
        live.forEach((workspace, count) -> atMost("live runs of a workspace", count, DoorState.MAX_HERE));
        atMost("live runs", live.values().stream().mapToLong(Long::longValue).sum(), DoorState.MAX_RUNS);
    }

    private static void atMost(String what, long count, long limit) {
        Audit.holds(count <= limit, what, count);
    }

    private void comeToAnEnd() {
        faults.end();
        slots.isDown(false);
        scheduler.jump(Duration.ZERO);
        runners.forEach(runner -> runner.jump(Duration.ZERO));
        for (int round = 0; round < MOST_ROUNDS && !isAtRest(); round++) {
            lastRound();
            check();
        }
        audit.assertEverythingEnded();
        workload.assertEverythingAcknowledgedIsThere();
        Audit.holds(slots.inUse() == 0, "no slot is leaked", slots.inUse());
        Audit.holds(state.isEmpty(), "no lease of a run is leaked", state);
    }

    private void lastRound() {
        story.clear();
        runners.forEach(RunnerNode::start);
        for (AdmissionRequest missing : workload.missing()) {
            faults.any(doors).ask(missing);
        }
        for (DoorNode door : doors) {
            while (!door.isIdle()) {
                door.work();
            }
        }
        doors.forEach(this::upkeep);
        statuses.values().stream()
                .filter(status -> status.status() == RunStatus.PAUSED)
                .forEach(status -> {
                    topics.commands.addAll(workload.raiseAll(status.run()));
                    topics.commands.add(workload.resume(status.run()));
                });
        do {
            scheduler.work(50);
        } while (!scheduler.isIdle());
        for (RunnerNode runner : runners) {
            runner.work();
            for (int i = runner.working(); i > 0; i--) {
                runner.endOne(AttemptOutcome.SUCCEEDED);
            }
        }
        pass(Duration.ofSeconds(1));
    }

    private boolean isAtRest() {
        return statuses.isEmpty()
                && workload.missing().isEmpty()
                && scheduler.isIdle()
                && runners.stream().allMatch(RunnerNode::isIdle)
                && slots.inUse() == 0
                && state.isEmpty();
    }

    @Override
    public Set<String> members() {
        return runners.stream().filter(RunnerNode::isUp).map(RunnerNode::id).collect(Collectors.toSet());
    }

    @Override
    public boolean owns(RunnerNode node, int partition) {
        return runners.get(owners[partition]).equals(node);
    }
}
