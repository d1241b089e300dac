package dev.signalbox.runner.process.adapter;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;

/**
 * How processes are run.
 *
 * @param node the id of the runner's place, part of the marker
 * @param prompts where files with prompts are kept while their attempts run
 * @param ownEnvironment the runner's own environment
 * @param stopGrace how long a process gets between TERM and KILL
 */
public record ProcessSettings(String node, Path prompts, Map<String, String> ownEnvironment, Duration stopGrace) {
    public ProcessSettings {
        ownEnvironment = Map.copyOf(ownEnvironment);
    }
}
