package dev.signalbox.runner;

import java.time.Duration;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import org.jboss.logging.Logger;

/** The threads of this runner. What must never wait for something else has a thread of its own. */
final class Threads implements AutoCloseable {
    private static final Logger LOG = Logger.getLogger(Threads.class);
    private static final int SMALL_STACK = 256 * 1024;

    /** Timeouts and fake agents. */
    final ScheduledExecutorService timer = scheduled("timer");

    /** Sends output that has waited: waits for Kafka when it takes no more. */
    final ScheduledExecutorService output = scheduled("output");

    /** Looks at what processes use. */
    final ScheduledExecutorService patrol = scheduled("patrol");

    /** Heartbeats, the spool and the journal: waits for Kafka and the disk. */
    final ScheduledExecutorService reports = scheduled("reports");

    /** Says that this runner is there, and looks at its machine: waits for Kafka and the disk. */
    final ScheduledExecutorService presence = scheduled("presence");

    /** Waits for Redis. */
    final ScheduledExecutorService slots = scheduled("slots");

    /** Looks at worktrees: waits for git and the disk. */
    final ScheduledExecutorService radar = scheduled("radar");

    /** Looks how large worktrees are: waits for the disk. */
    final ScheduledExecutorService sizes = scheduled("sizes");

    /** Waits for nothing: decides when an attempt's lease has run out. */
    final ScheduledExecutorService guard = scheduled("guard");

    /** Tells the governor of each attempt that time passes. */
    final ScheduledExecutorService governors = scheduled("governors");

    /** As many as there are processes to look after. */
    final ExecutorService processes = Executors.newCachedThreadPool(
            factory("process-", Thread.ofPlatform().daemon().stackSize(SMALL_STACK)));

    /** Start processes. */
    final ExecutorService spawners = Executors.newFixedThreadPool(
            Math.max(4, 2 * Runtime.getRuntime().availableProcessors()),
            factory("spawner-", Thread.ofPlatform().daemon()));

    /** Wait for services and for types of agent that are classes; as many as there are attempts at them. */
    final ExecutorService services = Executors.newThreadPerTaskExecutor(
            Thread.ofVirtual().name("signalbox-service-", 1).factory());

    /** Starts a thread that runs until its task ends. */
    static Thread start(String name, Runnable task) {
        return Thread.ofPlatform().name("signalbox-" + name).daemon().start(task);
    }

    /** Does something again and again, each time so long after the time before. */
    static void repeat(ScheduledExecutorService executor, Duration period, String what, Runnable task) {
        executor.scheduleWithFixedDelay(
                persistent(what, task), period.toNanos(), period.toNanos(), TimeUnit.NANOSECONDS);
    }

    /** A task that is repeated although it fails now and then. */
    static Runnable persistent(String what, Runnable task) {
        return () -> {
            try {
                task.run();
            } catch (RuntimeException e) {
                LOG.errorf(e, "%s failed this time", what);
            }
        };
    }

    @Override
    public void close() {
        timer.shutdownNow();
        output.shutdownNow();
        patrol.shutdownNow();
        reports.shutdownNow();
        presence.shutdownNow();
        slots.shutdownNow();
        radar.shutdownNow();
        sizes.shutdownNow();
        guard.shutdownNow();
        governors.shutdownNow();
        spawners.shutdownNow();
        processes.shutdownNow();
        services.shutdownNow();
    }

    private static ScheduledExecutorService scheduled(String name) {
        ScheduledThreadPoolExecutor executor = new ScheduledThreadPoolExecutor(
                1, factory(name + "-", Thread.ofPlatform().daemon()));
        executor.setRemoveOnCancelPolicy(true);
        return executor;
    }

    private static ThreadFactory factory(String name, Thread.Builder builder) {
        return builder.name("signalbox-" + name, 1).factory();
    }
}
