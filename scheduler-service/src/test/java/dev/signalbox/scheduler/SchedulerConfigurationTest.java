package dev.signalbox.scheduler;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.signalbox.contracts.governor.GovernorLimits;
import dev.signalbox.contracts.governor.GovernorMode;
import dev.signalbox.scheduler.budget.Amount;
import dev.signalbox.scheduler.budget.BudgetSettings;
import dev.signalbox.scheduler.budget.UnknownModel;
import dev.signalbox.scheduler.governor.GovernorSettings;
import io.quarkus.runtime.configuration.DurationConverter;
import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfig;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

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

    @Test
    void the_governor_warns_by_default() {
        assertThat(GovernorRules.settings(governor(Map.of()))).isEqualTo(GovernorSettings.DEFAULT);
    }

    @Test
    void every_key_of_the_governor_can_be_set() {
        GovernorSettings settings = GovernorRules.settings(governor(Map.ofEntries(
                Map.entry("signalbox.governor.mode", "enforce"),
                Map.entry("signalbox.governor.check", "20s"),
                Map.entry("signalbox.governor.window", "1m"),
                Map.entry("signalbox.governor.fuse", "2h"),
                Map.entry("signalbox.governor.max-cost-usd", "2.50"),
                Map.entry("signalbox.governor.max-tokens", "1000"),
                Map.entry("signalbox.governor.max-turns", "30"),
                Map.entry("signalbox.governor.silence", "5m"),
                Map.entry("signalbox.governor.silence-in-call", "0s"),
                Map.entry("signalbox.governor.loop", "5"),
                Map.entry("signalbox.governor.longest-cycle", "6"),
                Map.entry("signalbox.governor.churn", "0"))));

        assertThat(settings)
                .isEqualTo(new GovernorSettings(
                        GovernorMode.ENFORCE,
                        Duration.ofSeconds(20),
                        Duration.ofMinutes(1),
                        Duration.ofMinutes(5),
                        Duration.ZERO,
                        5,
                        6,
                        0,
                        new GovernorLimits(new BigDecimal("2.50"), 1_000L, 30, Duration.ofHours(2))));
    }

    @Test
    void the_variables_of_the_original_set_the_same() {
        GovernorSettings settings = GovernorRules.settings(governor(Map.of(
                "PI_ORCH_GOV_MODE", "observe",
                "PI_ORCH_GOV_CHECK_SECONDS", "30",
                "PI_ORCH_GOV_WINDOW_SECONDS", "90",
                "PI_ORCH_GOV_EMERGENCY_FUSE_SECONDS", "600",
                "PI_ORCH_GOV_MAX_COST_USD", "0.5",
                "PI_ORCH_GOV_MAX_TOKENS", "9000")));

        assertThat(settings.mode()).isEqualTo(GovernorMode.OBSERVE);
        assertThat(settings.check()).isEqualTo(Duration.ofSeconds(30));
        assertThat(settings.window()).isEqualTo(Duration.ofSeconds(90));
        assertThat(settings.limits())
                .isEqualTo(new GovernorLimits(new BigDecimal("0.5"), 9_000L, null, Duration.ofMinutes(10)));
    }

    @ParameterizedTest
    @CsvSource({
        "PI_ORCH_GOV_CHECK_SECONDS,5",
        "PI_ORCH_GOV_EMERGENCY_FUSE_SECONDS,10",
        "PI_ORCH_GOV_MAX_COST_USD,0",
        "PI_ORCH_GOV_MODE,strict"
    })
    void a_variable_of_the_original_that_is_out_of_its_range_is_refused_by_its_name(String variable, String value) {
        assertThatThrownBy(() -> GovernorRules.settings(governor(Map.of(variable, value))))
                .hasStackTraceContaining(variable + "=" + value + " is not allowed");
    }

    @ParameterizedTest
    @CsvSource({
        "check,14s,check must be at least 15s",
        "window,60s,window must be at least as long as signalbox.governor.check",
        "fuse,59s,fuse must be at least 60s",
        "max-tokens,0,max-tokens must be at least 1",
        "loop,1,'loop must be 0, or from 2 to 100'",
        "longest-cycle,13,longest-cycle must be from 1 to 12"
    })
    void a_value_that_makes_no_sense_is_refused_by_its_key(String key, String value, String reason) {
        assertThatThrownBy(() -> GovernorRules.settings(governor(Map.of("signalbox.governor." + key, value))))
                .hasMessage("signalbox.governor." + reason);
    }

    private static GovernorConfiguration governor(Map<String, String> properties) {
        return config(properties, GovernorConfiguration.class);
    }

    private static SchedulerConfiguration configured(Map<String, String> properties) {
        return config(properties, SchedulerConfiguration.class);
    }

    private static <T> T config(Map<String, String> properties, Class<T> mapping) {
        SmallRyeConfig config = new SmallRyeConfigBuilder()
                .addDefaultInterceptors()
                .withInterceptors(new KnobInterceptor())
                .withMapping(mapping)
                .withConverter(Duration.class, 200, new DurationConverter())
                .withSources(new PropertiesConfigSource(properties, "test", 500))
                .build();
        return config.getConfigMapping(mapping);
    }
}
