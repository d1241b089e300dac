package dev.signalbox.runner.take.port;

import java.util.Map;
import java.util.Optional;

/** How far the dispatch topic has been taken. */
@FunctionalInterface
public interface Offsets {
    /**
     * Makes the offsets of each partition durable and waits for it.
     *
     * @return empty when that is certain; else why it is not, and then nothing may be begun
     */
    Optional<String> commit(Map<Integer, Long> offsets);
}
