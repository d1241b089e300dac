package dev.signalbox.contracts;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;

/** How contracts are written as JSON. Every service and client uses this mapper, or one set up by {@link #configure}. */
public final class ContractJson {
    private static final ObjectMapper MAPPER = configure(JsonMapper.builder().build());

    private ContractJson() {}

    /** The shared mapper. Thread-safe; it must not be reconfigured. */
    public static ObjectMapper mapper() {
        return MAPPER;
    }

    /** Absent means null, times are ISO 8601 text, and unknown properties are ignored so that newer writers can be read. */
    public static ObjectMapper configure(ObjectMapper mapper) {
        MessageCatalogue.factTypes().forEach(mapper::registerSubtypes);
        return mapper.registerModule(new JavaTimeModule())
                .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
                .disable(SerializationFeature.WRITE_DURATIONS_AS_TIMESTAMPS)
                .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
                .setDefaultPropertyInclusion(JsonInclude.Include.NON_NULL);
    }
}
