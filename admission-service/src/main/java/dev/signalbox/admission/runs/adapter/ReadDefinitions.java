package dev.signalbox.admission.runs.adapter;

import dev.signalbox.admission.AdmissionConfig;
import dev.signalbox.admission.runs.port.Definitions;
import dev.signalbox.admission.runs.port.Definitions.Reading.Rejected;
import dev.signalbox.admission.runs.port.Definitions.Reading.Understood;
import dev.signalbox.contracts.api.RunRequest;
import dev.signalbox.contracts.api.StepsRequest;
import dev.signalbox.contracts.spec.AgentSpec;
import dev.signalbox.contracts.spec.StepSpec;
import dev.signalbox.definitions.DefinitionInput;
import dev.signalbox.definitions.DefinitionLimits;
import dev.signalbox.definitions.DefinitionReader;
import dev.signalbox.definitions.ReadResult.Readable;
import dev.signalbox.definitions.ReadResult.Unreadable;
import dev.signalbox.definitions.RunSoFar;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;

/** Reads every input format there is. */
@ApplicationScoped
public class ReadDefinitions implements Definitions {
    private final DefinitionLimits limits;

    ReadDefinitions(AdmissionConfig config) {
        this.limits =
                new DefinitionLimits(config.maxDefinitionSize().asLongValue(), DefinitionLimits.DEFAULT.mostSteps());
    }

    @Override
    public Reading read(RunRequest request) {
        return reading(DefinitionInput.of(request, limits));
    }

    @Override
    public Reading read(StepsRequest request, List<StepSpec> steps, List<AgentSpec> agents) {
        return reading(DefinitionInput.of(request, RunSoFar.of(steps, agents), limits));
    }

    private static Reading reading(DefinitionInput input) {
        return switch (DefinitionReader.read(input)) {
            case Readable readable -> new Understood(readable.spec(), readable.warnings());
            case Unreadable unreadable -> new Rejected(unreadable.code(), unreadable.detail(), unreadable.problems());
        };
    }
}
