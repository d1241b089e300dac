package dev.signalbox.runner.presence.port;

import dev.signalbox.contracts.runner.RunnerHeartbeat;

/** Where it is kept which runners there are. What cannot be sent is given up: the next word says it all again. */
public interface RunnerLog {
    /** Says that a runner is there. */
    void tell(RunnerHeartbeat heartbeat);

    /** Says that the runner of a place has left in order. */
    void left(String node);
}
