package dev.signalbox.admission;

import dev.signalbox.contracts.knob.AdmissionKnob;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.Arrays;
import org.eclipse.microprofile.config.Config;
import org.jboss.logging.Logger;

/** Says which variables of the original are set and mean nothing here. */
@ApplicationScoped
class KnobNotice {
    private static final Logger LOG = Logger.getLogger(KnobNotice.class);

    private final Config config;

    KnobNotice(Config config) {
        this.config = config;
    }

    void check(@Observes StartupEvent starting) {
        Arrays.stream(AdmissionKnob.values())
                .filter(knob -> knob.key().isEmpty())
                .filter(knob ->
                        config.getOptionalValue(knob.variable(), String.class).isPresent())
                .forEach(knob -> LOG.warnf(
                        "%s is set and means nothing here: the state is in Redis, not in a file", knob.variable()));
    }
}
