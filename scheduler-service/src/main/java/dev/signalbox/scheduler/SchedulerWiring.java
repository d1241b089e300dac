package dev.signalbox.scheduler;

import dev.signalbox.scheduler.stream.OutcomeBacklog;
import dev.signalbox.scheduler.stream.SchedulerMetrics;
import dev.signalbox.scheduler.stream.SchedulerSettings;
import dev.signalbox.scheduler.stream.SchedulerTopology;
import dev.signalbox.scheduler.workspace.Retention;
import io.micrometer.core.instrument.MeterRegistry;
import io.smallrye.common.annotation.Identifier;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.util.Map;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.errors.StreamsUncaughtExceptionHandler;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;

/** Puts the parts together. */
@ApplicationScoped
public class SchedulerWiring {
    private static final Logger LOG = Logger.getLogger(SchedulerWiring.class);

    @Produces
    @Singleton // a client proxy would be a topology of its own, an empty one
    Topology topology(SchedulerConfiguration configuration, OutcomeBacklog backlog, MeterRegistry registry) {
        SchedulerSettings settings = new SchedulerSettings(
                new Retention(configuration.callerKeyWindow(), configuration.rememberEndedRuns()),
                configuration.timerResolution());
        return SchedulerTopology.build(settings, backlog, new SchedulerMetrics(registry));
    }

    @Produces
    @Singleton
    OutcomeBacklog backlog(
            @Identifier("default-kafka-broker") Map<String, Object> kafka,
            @ConfigProperty(name = "quarkus.kafka-streams.application-id") String group) {
        return OutcomeBacklog.ofKafka(kafka, group);
    }

    /** A failure of the machinery restarts its thread from what was committed; nothing is lost or done twice. */
    @Produces
    @Singleton
    StreamsUncaughtExceptionHandler restartTheThread() {
        return failure -> {
            LOG.error("a scheduler thread failed and is started again", failure);
            return StreamsUncaughtExceptionHandler.StreamThreadExceptionResponse.REPLACE_THREAD;
        };
    }
}
