package dev.signalbox.runner.process.adapter;

import dev.signalbox.runner.process.Callback;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;

/**
 * How processes are run.
 *
 * @param node the id of the runner's place, part of the marker
 * @param prompts where files with prompts are kept while their attempts run
 * @param pipes where the named pipes are through which attempts print
 * @param ownEnvironment the runner's own environment
 * @param callback what the processes get to submit runs of their own with
 * @param stopGrace how long a process gets between TERM and KILL
 */
public record ProcessSettings(
        String node,
        Path prompts,
        Path pipes,
        Map<String, String> ownEnvironment,
        Callback callback,
        Duration stopGrace) {
    public ProcessSettings {
        ownEnvironment = Map.copyOf(ownEnvironment);
    }
}
