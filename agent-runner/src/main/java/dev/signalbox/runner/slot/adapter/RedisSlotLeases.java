package dev.signalbox.runner.slot.adapter;

import dev.signalbox.contracts.AttemptRef;
import dev.signalbox.runner.slot.SlotAnswer;
import dev.signalbox.runner.slot.SlotCaps;
import dev.signalbox.runner.slot.port.RunnerGroup;
import dev.signalbox.runner.slot.port.SlotLeases;
import io.vertx.redis.client.Response;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;

/**
 * Slot leases in Redis: a sorted set by expiry, and one for each workspace, counted and changed by one script (slots.lua). The clock of Redis decides what has
 * expired. Slots given back since the last call travel with the next one; when none follows soon, they go by themselves.
 *
 * <p>Redis may lose everything at any time. The script notices and grants nothing until all runners have named the attempts they work
 * on. Who they are is known from Kafka's consumer groups; where one stays silent, the duration of one lease has to pass, after which its
 * leases would have ended anyway.
 */
public final class RedisSlotLeases implements SlotLeases, AutoCloseable {
    private static final Duration RETURN_WITHIN = Duration.ofMillis(5);
    private static final Duration ANSWER_WITHIN = Duration.ofSeconds(1);
    private static final int RENEWALS_PER_LEASE = 5;
    private static final int NOT_REGISTERED = -1;
    private static final int NOT_OPEN = -2;

    private final SlotScript script;
    private final SlotOwner owner;
    private final SlotCaps caps;
    private final Duration lease;
    private final RunnerGroup runners;
    private final ScheduledExecutorService timer;
    private final Object lock = new Object();
    private final Set<Slot> held = new LinkedHashSet<>();
    private Set<Slot> returning = new LinkedHashSet<>();
    private boolean returnPlanned;
    private volatile int inUse;

    private enum Operation {
        ACQUIRE("acquire"),
        RENEW("renew"),
        OPEN("open");

        private final String word;

        Operation(String word) {
            this.word = word;
        }
    }

    /**
     * A right to have one agent process.
     *
     * @param holder the attempt and its node
     * @param workspace where it works
     */
    private record Slot(String holder, String workspace) {}

    private record Call(Set<Slot> returned, CompletableFuture<Response> answer) {}

    /** @param leftBehind attempts of an earlier run of this node; they are over */
    public RedisSlotLeases(
            SlotScript script,
            SlotOwner owner,
            SlotCaps caps,
            Duration lease,
            RunnerGroup runners,
            ScheduledExecutorService timer,
            Collection<AttemptRef> leftBehind) {
        this.script = script;
        this.owner = owner;
        this.caps = caps;
        this.lease = lease;
        this.runners = runners;
        this.timer = timer;
        leftBehind.forEach(attempt -> returning.add(slot(attempt)));
    }

    /** Makes itself known, if Redis answers, and begins to renew what is held; until then leases end by themselves. */
    public void keepUp() {
        renew();
        long period = lease.dividedBy(RENEWALS_PER_LEASE).toMillis();
        timer.scheduleWithFixedDelay(this::renew, period, period, TimeUnit.MILLISECONDS);
    }

    /** How many slots were in use over all runners when Redis last said so. */
    public int inUse() {
        return inUse;
    }

    @Override
    public SlotAnswer acquire(List<AttemptRef> attempts) {
        List<Slot> wanted = attempts.stream().map(this::slot).toList();
        SlotAnswer answer = call(Operation.ACQUIRE, flat(wanted));
        if (answer instanceof SlotAnswer.Recovering && hasRecovered()) {
            answer = call(Operation.ACQUIRE, flat(wanted));
        }
        switch (answer) {
            case SlotAnswer.Granted granted -> hold(wanted.subList(0, granted.count()));
            case SlotAnswer.Unavailable unavailable -> giveBack(wanted);
            case SlotAnswer.Recovering recovering -> {}
        }
        return answer;
    }

    @Override
    public void release(AttemptRef attempt) {
        giveBack(List.of(slot(attempt)));
    }

    /** Gives back everything that is held and waits for it. */
    @Override
    public void close() {
        synchronized (lock) {
            returning.addAll(held);
            held.clear();
        }
        renew();
        script.disconnect();
    }

    private boolean hasRecovered() {
        return switch (renew()) {
            case SlotAnswer.Granted granted -> true;
            case SlotAnswer.Unavailable unavailable -> false;
            case SlotAnswer.Recovering recovering -> openWithAllRunners();
        };
    }

    private boolean openWithAllRunners() {
        Optional<Set<String>> members = runners.members().filter(ids -> ids.contains(owner.runner()));
        return members.isPresent() && call(Operation.OPEN, List.copyOf(members.get())) instanceof SlotAnswer.Granted;
    }

    private void hold(List<Slot> granted) {
        synchronized (lock) {
            held.addAll(granted);
        }
    }

    private void giveBack(List<Slot> slots) {
        synchronized (lock) {
            slots.forEach(held::remove);
            returning.addAll(slots);
            if (!returnPlanned) {
                returnPlanned = true;
                timer.schedule(this::sendReturned, RETURN_WITHIN.toMillis(), TimeUnit.MILLISECONDS);
            }
        }
    }

    private void sendReturned() {
        synchronized (lock) {
            returnPlanned = false;
            if (returning.isEmpty()) {
                return;
            }
        }
        renew();
    }

    /** Names everything that is held, so that it is right even if Redis knew nothing of it. */
    private SlotAnswer renew() {
        Call call;
        synchronized (lock) {
            call = send(Operation.RENEW, flat(held));
        }
        return await(call);
    }

    private SlotAnswer call(Operation operation, List<String> rest) {
        Call call;
        synchronized (lock) {
            call = send(operation, rest);
        }
        return await(call);
    }

    private Call send(Operation operation, List<String> rest) {
        Set<Slot> returned = returning;
        returning = new LinkedHashSet<>();
        List<String> arguments = new ArrayList<>(6 + 2 * returned.size() + rest.size());
        arguments.add(operation.word);
        arguments.add(owner.runner());
        arguments.add(Long.toString(lease.toMillis()));
        arguments.add(Integer.toString(caps.overall()));
        arguments.add(Integer.toString(caps.perWorkspace()));
        arguments.add(Integer.toString(returned.size()));
        arguments.addAll(flat(returned));
        arguments.addAll(rest);
        return new Call(returned, script.call(arguments));
    }

    private SlotAnswer await(Call call) {
        try {
            return read(call.answer().get(ANSWER_WITHIN.toMillis(), TimeUnit.MILLISECONDS));
        } catch (TimeoutException e) {
            return unavailable(call, "Redis does not answer");
        } catch (ExecutionException e) {
            return unavailable(call, "Redis: " + e.getMessage());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return unavailable(call, "interrupted");
        }
    }

    private SlotAnswer unavailable(Call call, String reason) {
        script.disconnect();
        synchronized (lock) {
            returning.addAll(call.returned());
            returning.removeAll(held);
        }
        return new SlotAnswer.Unavailable(reason);
    }

    private SlotAnswer read(Response answer) {
        int granted = answer.get(0).toInteger();
        if (granted == NOT_REGISTERED) {
            return new SlotAnswer.Recovering(lease);
        }
        if (granted == NOT_OPEN) {
            return new SlotAnswer.Recovering(Duration.ofMillis(answer.get(2).toLong()));
        }
        inUse = answer.get(1).toInteger();
        return new SlotAnswer.Granted(granted, inUse);
    }

    private static List<String> flat(Collection<Slot> slots) {
        return slots.stream()
                .flatMap(slot -> Stream.of(slot.holder(), slot.workspace()))
                .toList();
    }

    private Slot slot(AttemptRef attempt) {
        String holder = attempt.run() + "/" + attempt.step() + "/" + attempt.attempt() + "/" + attempt.epoch() + "@"
                + owner.node();
        return new Slot(holder, attempt.workspace().value());
    }
}
