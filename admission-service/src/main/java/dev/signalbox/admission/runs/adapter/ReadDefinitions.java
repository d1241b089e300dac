package dev.signalbox.admission.runs.adapter;

import dev.signalbox.admission.AdmissionConfig;
import dev.signalbox.admission.agents.RunnerRegister;
import dev.signalbox.admission.agents.adapter.RunnersReader;
import dev.signalbox.admission.runs.port.Definitions;
import dev.signalbox.admission.runs.port.Definitions.Reading.Rejected;
import dev.signalbox.admission.runs.port.Definitions.Reading.Understood;
import dev.signalbox.contracts.api.RunRequest;
import dev.signalbox.contracts.api.StepsRequest;
import dev.signalbox.contracts.runner.MissingProgram;
import dev.signalbox.contracts.spec.AgentSpec;
import dev.signalbox.contracts.spec.AgentType;
import dev.signalbox.contracts.spec.RunOptions;
import dev.signalbox.contracts.spec.StepSpec;
import dev.signalbox.definitions.DefinitionInput;
import dev.signalbox.definitions.DefinitionLimits;
import dev.signalbox.definitions.DefinitionReader;
import dev.signalbox.definitions.ReadResult.Readable;
import dev.signalbox.definitions.ReadResult.Unreadable;
import dev.signalbox.definitions.RunSoFar;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Reads every input format there is. */
@ApplicationScoped
public class ReadDefinitions implements Definitions {
    private final DefinitionLimits limits;
    private final RunnerRegister runners;
    private final RunnersReader reader;
    private final Clock clock;

    ReadDefinitions(AdmissionConfig config, RunnerRegister runners, RunnersReader reader, Clock clock) {
        this.limits =
                new DefinitionLimits(config.maxDefinitionSize().asLongValue(), DefinitionLimits.DEFAULT.mostSteps());
        this.runners = runners;
        this.reader = reader;
        this.clock = clock;
    }

    @Override
    public Reading read(RunRequest request) {
        return reading(DefinitionInput.of(request, limits).withBroughtTypes(broughtTypes()));
    }

    @Override
    public Reading read(StepsRequest request, List<StepSpec> steps, List<AgentSpec> agents, RunOptions options) {
        return reading(DefinitionInput.of(request, RunSoFar.of(steps, agents, options), limits)
                .withBroughtTypes(broughtTypes()));
    }

    /** The types that the runners announce, with or without their programs; null while it is not known which runners there are. */
    private @Nullable Set<AgentType> broughtTypes() {
        return reader.isCurrent()
                ? runners.at(clock.instant()).stream()
                        .flatMap(runner -> Stream.concat(
                                runner.last().adapters().stream(),
                                runner.last().missing().stream().map(MissingProgram::type)))
                        .collect(Collectors.toSet())
                : null;
    }

    private static Reading reading(DefinitionInput input) {
        return switch (DefinitionReader.read(input)) {
            case Readable readable -> new Understood(readable.spec(), readable.warnings());
            case Unreadable unreadable -> new Rejected(unreadable.code(), unreadable.detail(), unreadable.problems());
        };
    }
}
