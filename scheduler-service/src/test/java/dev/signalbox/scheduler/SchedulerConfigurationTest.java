package dev.signalbox.scheduler;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.signalbox.scheduler.budget.Amount;
import dev.signalbox.scheduler.budget.BudgetSettings;
import dev.signalbox.scheduler.budget.UnknownModel;
import io.quarkus.runtime.configuration.DurationConverter;
import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfig;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

class SchedulerConfigurationTest {
    @Test
    void the_defaults() {
        SchedulerConfiguration config = configured(Map.of());

        assertThat(config.priceBook()).isEmpty();
        assertThat(config.unknownModel()).isEqualTo(UnknownModel.TOKENS_ONLY);
        BudgetSettings budgets = SchedulerWiring.budgets(config);
        assertThat(budgets.defaultReservation().usd()).isEqualByComparingTo("1");
        assertThat(budgets.defaultReservation().tokens()).isEqualTo(200_000);
        assertThat(budgets.mostBelievable()).isEqualTo(new Amount(new BigDecimal("10000"), 10_000_000_000L));
        assertThat(budgets.prices().models()).isPositive();
    }

    @Test
    void every_key_about_money_can_be_set() {
        SchedulerConfiguration config = configured(Map.of(
                "signalbox.scheduler.price-book", "/etc/prices.json",
                "signalbox.scheduler.unknown-model", "fail_closed",
                "signalbox.scheduler.default-reservation-usd", "0.25",
                "signalbox.scheduler.default-reservation-tokens", "9",
                "signalbox.scheduler.most-believable-usd", "7",
                "signalbox.scheduler.most-believable-tokens", "8",
                "signalbox.scheduler.timer-resolution", "40ms"));

        assertThat(config.priceBook())
                .hasValueSatisfying(path -> assertThat(path).hasToString("/etc/prices.json"));
        assertThat(config.unknownModel()).isEqualTo(UnknownModel.FAIL_CLOSED);
        assertThat(config.defaultReservationUsd()).isEqualByComparingTo("0.25");
        assertThat(config.defaultReservationTokens()).isEqualTo(9);
        assertThat(config.mostBelievableUsd()).isEqualByComparingTo("7");
        assertThat(config.mostBelievableTokens()).isEqualTo(8);
        assertThat(config.timerResolution()).isEqualTo(Duration.ofMillis(40));
    }

    @Test
    void the_slots_of_a_workspace_are_limited_only_where_somebody_says_so_by_either_name() {
        assertThat(SchedulerWiring.maxSlotsPerWorkspace(configured(Map.of()))).isEqualTo(Integer.MAX_VALUE);
        assertThat(SchedulerWiring.maxSlotsPerWorkspace(
                        configured(Map.of("signalbox.admission.max-slots-per-workspace", "3"))))
                .isEqualTo(3);
        assertThat(SchedulerWiring.maxSlotsPerWorkspace(
                        configured(Map.of("signalbox.scheduler.max-slots-per-workspace", "4"))))
                .isEqualTo(4);
        assertThatThrownBy(() -> SchedulerWiring.maxSlotsPerWorkspace(
                        configured(Map.of("signalbox.scheduler.max-slots-per-workspace", "0"))))
                .hasMessageContaining("signalbox.scheduler.max-slots-per-workspace must be at least 1");
    }

    @Test
    void an_amount_of_nothing_is_refused_by_its_key() {
        SchedulerConfiguration config = configured(Map.of("signalbox.scheduler.default-reservation-usd", "0"));

        assertThatThrownBy(() -> SchedulerWiring.budgets(config))
                .hasMessageContaining("signalbox.scheduler.default-reservation-usd must be more than nothing");
    }

    private static SchedulerConfiguration configured(Map<String, String> properties) {
        SmallRyeConfig config = new SmallRyeConfigBuilder()
                .addDefaultInterceptors()
                .withMapping(SchedulerConfiguration.class)
                .withConverter(Duration.class, 200, new DurationConverter())
                .withSources(new PropertiesConfigSource(properties, "test", 500))
                .build();
        return config.getConfigMapping(SchedulerConfiguration.class);
    }
}
