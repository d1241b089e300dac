package dev.signalbox.admission.http;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.signalbox.contracts.ContractJson;
import io.quarkus.jackson.ObjectMapperCustomizer;
import jakarta.inject.Singleton;

/** The API writes JSON as the contracts say. */
@Singleton
class ContractJsonCustomizer implements ObjectMapperCustomizer {
    @Override
    public void customize(ObjectMapper mapper) {
        ContractJson.configure(mapper);
    }
}
