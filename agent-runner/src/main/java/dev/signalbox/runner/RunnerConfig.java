package dev.signalbox.runner;

import dev.signalbox.runner.process.LimitPolicy;
import io.quarkus.runtime.annotations.ConfigDocDefault;
import io.quarkus.runtime.configuration.MemorySize;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;

/** How this runner takes and supervises attempts. */
@ConfigMapping(prefix = "signalbox.runner")
public interface RunnerConfig {
    /** The pool whose attempts are taken. */
    @WithDefault("default")
    String pool();

    /**
     * Names this runner across restarts: letters, digits and {@code . _ -}. No two runners may share it. When it is not set, an id is made up
     * and kept in the data directory.
     */
    Optional<String> id();

    /** Where this runner keeps its id, its journal, results that could not be sent and workspaces without a directory of their own. */
    @WithDefault(".signalbox/runner")
    Path dataDirectory();

    /** The directory of each workspace that is a name and not a path. */
    Map<String, Path> workspaces();

    /**
     * How many agent processes may be alive at a time, over all runners. Also read from {@code signalbox.admission.max-slots} and from
     * {@code PI_ORCH_ADM_MAX_SLOTS}.
     */
    @WithDefault("${signalbox.admission.max-slots:${PI_ORCH_ADM_MAX_SLOTS:16}}")
    @ConfigDocDefault("16")
    int maxSlots();

    /**
     * How many agent processes of one workspace may be alive at a time, over all runners; no limit when it is not set. Also read from {@code
     * signalbox.admission.max-slots-per-workspace}.
     */
    @WithDefault("${signalbox.admission.max-slots-per-workspace:}")
    @ConfigDocDefault("no limit beside max-slots")
    OptionalInt maxSlotsPerWorkspace();

    /** How many attempts may run here at a time; as many as there are slots when it is not set. */
    OptionalInt places();

    /**
     * How long a slot stays taken when its runner neither renews nor returns it. Also read from {@code PI_ORCH_ADM_SLOT_TTL_MS}, in
     * milliseconds.
     */
    @WithDefault("${PI_ORCH_ADM_SLOT_TTL_MS:15000}ms")
    @ConfigDocDefault("15s")
    Duration slotLease();

    /** How often the scheduler is told that an attempt is still worked on. */
    @WithDefault("3s")
    Duration heartbeatInterval();

    /** How often this runner says that it is there, what it works on and how its machine is doing. */
    @WithDefault("5s")
    Duration presenceInterval();

    /** How long the scheduler waits for such a report before it calls the attempt lost. */
    @WithDefault("15s")
    Duration lease();

    /** How long before the end of its lease an attempt is killed when its reports are not acknowledged. */
    @WithDefault("4s")
    Duration leaseMargin();

    /** How long a process gets to end by itself after TERM, before KILL. */
    @WithDefault("5s")
    Duration stopGrace();

    /** What happens when this runner is shut down. */
    Drain drain();

    /** How a runner that is shut down brings its work to an end. */
    interface Drain {
        /**
         * How long attempts that run may go on after TERM, while nothing new is taken. What has not ended by then is stopped and handed back: it
         * is dispatched again at once, and the attempt does not count. Whoever ends this process must wait for longer: this, the stop grace, and
         * a few seconds.
         */
        @WithDefault("10s")
        Duration grace();
    }

    /**
     * The directory of cgroup version 2 in which each attempt gets a group of its own, by which the kernel keeps its limits and its whole tree
     * is killed. By default the group that this runner is in; {@code none} for no groups.
     */
    Optional<String> cgroup();

    /**
     * What becomes of an attempt with a limit that this machine cannot hold it to: {@code best-effort} lets it begin and says so in its output,
     * {@code require} denies it.
     */
    @WithDefault("best-effort")
    LimitPolicy limits();

    /** How much of an attempt's output is kept, in bytes; of a longer one the head and the tail are. */
    @WithDefault("16M")
    MemorySize maxOutput();

    /** How long output may wait for more of it before it is sent. */
    @WithDefault("100ms")
    Duration outputWait();

    /** How long a result may wait for its acknowledgement before it is stored on disk. */
    @WithDefault("300ms")
    Duration spoolAfter();

    /** How long a coding agent's program may go on after it has said how its work ended; then it is ended. */
    @WithDefault("30s")
    Duration resultGrace();

    /** Where the files of secrets are that definitions name as {@code file:PATH}; none can be named when it is not set. */
    Optional<Path> secretsDirectory();

    /**
     * Which variables of this runner definitions may name as {@code env:NAME}; all but the runner's own (those that begin with
     * {@code SIGNALBOX_}, {@code QUARKUS_}, {@code KAFKA_} and the like) when it is not set.
     */
    Optional<Set<String>> secretVariables();

    /** A directory with types of agent of your own: descriptions ({@code *.yaml}) and, on a JVM, classes ({@code *.jar}). */
    Optional<Path> typesDir();

    /** How long an order to stop is remembered; longer than a dispatch may wait in its topic. */
    @WithDefault("24h")
    Duration stopMemory();

    /** Attempts that work apart from others. */
    Worktrees worktrees();

    /** Where such attempts work, and what is waited for. */
    interface Worktrees {
        /** Where worktrees and copies of workspaces are made; in the data directory when it is not set. Not inside of a workspace. */
        Optional<Path> directory();

        /**
         * How many worktrees there may be. When there are so many, the oldest with which nothing would be lost are removed; when there is none,
         * attempts that need another one are denied.
         */
        @WithDefault("500")
        int most();

        /** How much worktrees and copies may have together, with the same effect; no limit when it is not set. Looked at every minute. */
        Optional<MemorySize> maxSize();

        /** How much must stay free on the disk that they are on, with the same effect. */
        @WithDefault("1G")
        MemorySize leastFree();

        /** The git program: its name on the PATH, or where it is. */
        @WithDefault("git")
        String git();

        /** How long one call of git may take. */
        @WithDefault("10m")
        Duration gitTimeout();

        /** How long a gate may take that does not say it. */
        @WithDefault("15m")
        Duration gateTimeout();

        /** How often the work of attempts in flight is compared, to find conflicts before it is merged. */
        @WithDefault("5s")
        Duration radarInterval();
    }
}
