package dev.signalbox.runner.presence;

import dev.signalbox.contracts.runner.MissingProgram;
import dev.signalbox.contracts.spec.AgentType;
import java.util.Comparator;
import java.util.List;

/**
 * Which types of agent a runner can really drive just now.
 *
 * @param adapters those it can
 * @param missing those it could if their programs were there
 */
public record Offer(List<AgentType> adapters, List<MissingProgram> missing) {
    public Offer {
        adapters = adapters.stream().sorted().toList();
        missing = missing.stream()
                .sorted(Comparator.comparing(MissingProgram::type))
                .toList();
    }
}
