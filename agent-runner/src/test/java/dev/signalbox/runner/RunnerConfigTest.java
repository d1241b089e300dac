package dev.signalbox.runner;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.signalbox.runner.process.LimitPolicy;
import dev.signalbox.runner.support.Configs;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class RunnerConfigTest {
    @Test
    void these_are_the_defaults() {
        RunnerConfig config = Configs.of(Map.of());

        assertThat(config.pool()).isEqualTo("default");
        assertThat(config.id()).isEmpty();
        assertThat(config.dataDirectory()).isEqualTo(Path.of(".signalbox/runner"));
        assertThat(config.workspaces()).isEmpty();
        assertThat(config.maxSlots()).isEqualTo(16);
        assertThat(config.maxSlotsPerWorkspace()).isEmpty();
        assertThat(config.places()).isEmpty();
        assertThat(config.slotLease()).isEqualTo(Duration.ofSeconds(15));
        assertThat(config.heartbeatInterval()).isEqualTo(Duration.ofSeconds(3));
        assertThat(config.presenceInterval()).isEqualTo(Duration.ofSeconds(5));
        assertThat(config.lease()).isEqualTo(Duration.ofSeconds(15));
        assertThat(config.leaseMargin()).isEqualTo(Duration.ofSeconds(4));
        assertThat(config.stopGrace()).isEqualTo(Duration.ofSeconds(5));
        assertThat(config.drain().grace()).isEqualTo(Duration.ofSeconds(10));
        assertThat(config.cgroup()).isEmpty();
        assertThat(config.limits()).isEqualTo(LimitPolicy.BEST_EFFORT);
        assertThat(config.maxOutput().asLongValue()).isEqualTo(16L * 1024 * 1024);
        assertThat(config.outputWait()).isEqualTo(Duration.ofMillis(100));
        assertThat(config.spoolAfter()).isEqualTo(Duration.ofMillis(300));
        assertThat(config.stopMemory()).isEqualTo(Duration.ofHours(24));
        assertThat(config.worktrees().directory()).isEmpty();
        assertThat(config.worktrees().most()).isEqualTo(500);
        assertThat(config.worktrees().maxSize()).isEmpty();
        assertThat(config.worktrees().leastFree().asLongValue()).isEqualTo(1L << 30);
        assertThat(config.worktrees().git()).isEqualTo("git");
        assertThat(config.worktrees().gitTimeout()).isEqualTo(Duration.ofMinutes(10));
        assertThat(config.worktrees().gateTimeout()).isEqualTo(Duration.ofMinutes(15));
        assertThat(config.worktrees().radarInterval()).isEqualTo(Duration.ofSeconds(5));
        assertThat(config.resultGrace()).isEqualTo(Duration.ofSeconds(30));
        assertThat(config.secretsDirectory()).isEmpty();
        assertThat(config.secretVariables()).isEmpty();
        assertThat(config.typesDir()).isEmpty();
        assertThatCode(() -> RunnerRules.check(config)).doesNotThrowAnyException();
    }

    @Test
    void every_key_can_be_set() {
        Map<String, String> keys = new HashMap<>();
        keys.put("pool", "gpu");
        keys.put("id", "left-rack");
        keys.put("data-directory", "/data");
        keys.put("workspaces.shop", "/repositories/shop");
        keys.put("max-slots", "12000");
        keys.put("max-slots-per-workspace", "120");
        keys.put("places", "4");
        keys.put("slot-lease", "20s");
        keys.put("heartbeat-interval", "1s");
        keys.put("presence-interval", "2s");
        keys.put("lease", "10s");
        keys.put("lease-margin", "2s");
        keys.put("stop-grace", "500ms");
        keys.put("drain.grace", "1m");
        keys.put("cgroup", "/sys/fs/cgroup/agents");
        keys.put("limits", "require");
        keys.put("max-output", "1M");
        keys.put("output-wait", "50ms");
        keys.put("spool-after", "1s");
        keys.put("stop-memory", "48h");
        keys.put("worktrees.directory", "/fast");
        keys.put("worktrees.most", "20");
        keys.put("worktrees.max-size", "30G");
        keys.put("worktrees.least-free", "5G");
        keys.put("worktrees.git", "/opt/git");
        keys.put("worktrees.git-timeout", "1m");
        keys.put("worktrees.gate-timeout", "2m");
        keys.put("worktrees.radar-interval", "1s");
        keys.put("result-grace", "5s");
        keys.put("secrets-directory", "/secrets");
        keys.put("secret-variables", "A_KEY,B_KEY");
        keys.put("types-dir", "/types");

        RunnerConfig config = Configs.of(keys);

        assertThat(config.pool()).isEqualTo("gpu");
        assertThat(config.id()).contains("left-rack");
        assertThat(config.dataDirectory()).isEqualTo(Path.of("/data"));
        assertThat(config.workspaces()).containsExactly(Map.entry("shop", Path.of("/repositories/shop")));
        assertThat(config.maxSlots()).isEqualTo(12_000);
        assertThat(config.maxSlotsPerWorkspace()).hasValue(120);
        assertThat(config.places()).hasValue(4);
        assertThat(config.slotLease()).isEqualTo(Duration.ofSeconds(20));
        assertThat(config.heartbeatInterval()).isEqualTo(Duration.ofSeconds(1));
        assertThat(config.presenceInterval()).isEqualTo(Duration.ofSeconds(2));
        assertThat(config.lease()).isEqualTo(Duration.ofSeconds(10));
        assertThat(config.leaseMargin()).isEqualTo(Duration.ofSeconds(2));
        assertThat(config.stopGrace()).isEqualTo(Duration.ofMillis(500));
        assertThat(config.drain().grace()).isEqualTo(Duration.ofMinutes(1));
        assertThat(config.cgroup()).contains("/sys/fs/cgroup/agents");
        assertThat(config.limits()).isEqualTo(LimitPolicy.REQUIRE);
        assertThat(config.maxOutput().asLongValue()).isEqualTo(1024 * 1024);
        assertThat(config.outputWait()).isEqualTo(Duration.ofMillis(50));
        assertThat(config.spoolAfter()).isEqualTo(Duration.ofSeconds(1));
        assertThat(config.stopMemory()).isEqualTo(Duration.ofDays(2));
        assertThat(config.worktrees().directory()).contains(Path.of("/fast"));
        assertThat(config.worktrees().most()).isEqualTo(20);
        assertThat(config.worktrees().maxSize())
                .hasValueSatisfying(size -> assertThat(size.asLongValue()).isEqualTo(30L << 30));
        assertThat(config.worktrees().leastFree().asLongValue()).isEqualTo(5L << 30);
        assertThat(config.worktrees().git()).isEqualTo("/opt/git");
        assertThat(config.worktrees().gitTimeout()).isEqualTo(Duration.ofMinutes(1));
        assertThat(config.worktrees().gateTimeout()).isEqualTo(Duration.ofMinutes(2));
        assertThat(config.worktrees().radarInterval()).isEqualTo(Duration.ofSeconds(1));
        assertThat(config.resultGrace()).isEqualTo(Duration.ofSeconds(5));
        assertThat(config.secretsDirectory()).contains(Path.of("/secrets"));
        assertThat(config.secretVariables()).contains(Set.of("A_KEY", "B_KEY"));
        assertThat(config.typesDir()).contains(Path.of("/types"));
        assertThatCode(() -> RunnerRules.check(config)).doesNotThrowAnyException();
    }

    @Test
    void the_callback_is_not_there_by_default_and_can_be_set() {
        CallbackConfig none = Configs.callback(Map.of());
        CallbackConfig whole = Configs.callback(Map.of(
                "signalbox.callback.url", "http://door:8080",
                "signalbox.callback.secret", "a secret of this test",
                "signalbox.callback.token-time", "5m"));

        assertThat(none.url()).isEmpty();
        assertThat(none.secret()).isEmpty();
        assertThat(none.tokenTime()).isEqualTo(Duration.ofHours(12));
        assertThat(whole.url()).contains("http://door:8080");
        assertThat(whole.secret()).contains("a secret of this test");
        assertThat(whole.tokenTime()).isEqualTo(Duration.ofMinutes(5));
    }

    @Test
    void the_old_name_of_the_cap_is_still_understood() {
        assertThat(Configs.of(Map.of("PI_ORCH_ADM_MAX_SLOTS", "40")).maxSlots()).isEqualTo(40);
        assertThat(Configs.of(Map.of("signalbox.admission.max-slots-per-workspace", "4"))
                        .maxSlotsPerWorkspace())
                .hasValue(4);
        assertThat(Configs.of(Map.of("signalbox.admission.max-slots", "41")).maxSlots())
                .isEqualTo(41);
        assertThat(Configs.of(Map.of("PI_ORCH_ADM_SLOT_TTL_MS", "20000")).slotLease())
                .isEqualTo(Duration.ofSeconds(20));
    }

    @Test
    void a_lease_that_cannot_be_kept_is_refused_with_the_keys_to_change() {
        RunnerConfig config = Configs.of(Map.of("lease", "5s"));

        assertThatThrownBy(() -> RunnerRules.check(config))
                .hasMessageContaining("signalbox.runner.lease")
                .hasMessageContaining("signalbox.runner.heartbeat-interval");
    }
}
