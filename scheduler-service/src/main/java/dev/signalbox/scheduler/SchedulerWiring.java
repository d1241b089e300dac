package dev.signalbox.scheduler;

import dev.signalbox.scheduler.budget.Amount;
import dev.signalbox.scheduler.budget.BudgetSettings;
import dev.signalbox.scheduler.budget.adapter.PriceBookFile;
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
import java.math.BigDecimal;
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
                budgets(configuration),
                maxSlotsPerWorkspace(configuration),
                configuration.timerResolution());
        return SchedulerTopology.build(settings, backlog, new SchedulerMetrics(registry));
    }

    static int maxSlotsPerWorkspace(SchedulerConfiguration configuration) {
        int most = configuration.maxSlotsPerWorkspace().orElse(Integer.MAX_VALUE);
        if (most < 1) {
            throw new IllegalArgumentException(
                    "signalbox.scheduler.max-slots-per-workspace must be at least 1, not " + most);
        }
        return most;
    }

    static BudgetSettings budgets(SchedulerConfiguration configuration) {
        return new BudgetSettings(
                PriceBookFile.read(configuration.priceBook()),
                configuration.unknownModel(),
                new Amount(
                        positive("default-reservation-usd", configuration.defaultReservationUsd()),
                        positive(
                                        "default-reservation-tokens",
                                        BigDecimal.valueOf(configuration.defaultReservationTokens()))
                                .longValueExact()),
                new Amount(
                        positive("most-believable-usd", configuration.mostBelievableUsd()),
                        positive("most-believable-tokens", BigDecimal.valueOf(configuration.mostBelievableTokens()))
                                .longValueExact()));
    }

    private static BigDecimal positive(String key, BigDecimal value) {
        if (value.signum() <= 0) {
            throw new IllegalArgumentException(
                    "signalbox.scheduler." + key + " must be more than nothing, not " + value.toPlainString());
        }
        return value;
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
