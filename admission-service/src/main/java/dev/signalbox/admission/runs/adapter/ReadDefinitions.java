package dev.signalbox.admission.runs.adapter;

import dev.signalbox.admission.AdmissionConfig;
import dev.signalbox.admission.runs.port.Definitions;
import dev.signalbox.admission.runs.port.Definitions.Reading.Rejected;
import dev.signalbox.admission.runs.port.Definitions.Reading.Understood;
import dev.signalbox.contracts.api.RunRequest;
import dev.signalbox.definitions.DefinitionInput;
import dev.signalbox.definitions.DefinitionLimits;
import dev.signalbox.definitions.DefinitionReader;
import dev.signalbox.definitions.ReadResult.Readable;
import dev.signalbox.definitions.ReadResult.Unreadable;
import jakarta.enterprise.context.ApplicationScoped;

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
        return switch (DefinitionReader.read(DefinitionInput.of(request, limits))) {
            case Readable readable -> new Understood(readable.spec(), readable.warnings());
            case Unreadable unreadable -> new Rejected(unreadable.code(), unreadable.detail(), unreadable.problems());
        };
    }
}
