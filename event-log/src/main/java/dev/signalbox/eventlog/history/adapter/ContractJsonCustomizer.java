package dev.signalbox.eventlog.history.adapter;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.signalbox.contracts.ContractJson;
import io.quarkus.jackson.ObjectMapperCustomizer;
import jakarta.inject.Singleton;

/** Has the REST API write JSON as the contracts do. */
@Singleton
public class ContractJsonCustomizer implements ObjectMapperCustomizer {
    @Override
    public void customize(ObjectMapper mapper) {
        ContractJson.configure(mapper);
    }
}
