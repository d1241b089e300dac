package dev.signalbox.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.signalbox.contracts.RunId;
import dev.signalbox.contracts.StepId;
import dev.signalbox.contracts.api.BudgetRequest;
import dev.signalbox.contracts.api.RunRequest;
import dev.signalbox.contracts.api.SourceFile;
import dev.signalbox.contracts.event.BudgetRaised;
import dev.signalbox.contracts.event.BudgetWarned;
import dev.signalbox.contracts.event.RunEvent;
import dev.signalbox.contracts.event.RunFact;
import dev.signalbox.contracts.event.RunStatus;
import dev.signalbox.contracts.event.StepDispatched;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Money through all four services, over REST. */
class BudgetIT extends SystemTest {
    @Test
    void a_run_over_its_budget_pauses_before_the_next_dispatch_and_goes_on_after_the_raise() {
        RunRequest request = new RunRequest(
                site.workspace().toString(), List.of(new SourceFile("budget.yaml", """
                        apiVersion: signalbox/v1
                        budget: {usd: 1, warn_at: 60}
                        agents: {f: {type: fake}}
                        steps:
                          a: {agent: f, fake: {usage: {cost_usd: 0.6}}}
                          b: {agent: f, depends_on: [a], fake: {usage: {cost_usd: 0.6}}}
                        """)), null, null, true, null);

        RunId run = stack.submit(request);
        await().atMost(Duration.ofSeconds(30))
                .untilAsserted(
                        () -> assertThat(stack.client().run(run).status()).isEqualTo(RunStatus.PAUSED));
        assertThat(stack.client().run(run).reason()).contains("the budget of the run is used up");
        assertThat(dispatched(run)).containsExactly(new StepId("a"));

        stack.client().raiseBudget(run, new BudgetRequest(null, new BigDecimal("2"), null, "worth it"));

        assertEnds(run, RunStatus.SUCCEEDED);
        assertThat(dispatched(run)).containsExactly(new StepId("a"), new StepId("b"));
        assertThat(facts(run))
                .hasAtLeastOneElementOfType(BudgetWarned.class)
                .hasAtLeastOneElementOfType(BudgetRaised.class);
        assertThat(stack.client().run(run).usage().costUsd()).isEqualByComparingTo("1.2");
    }

    private List<StepId> dispatched(RunId run) {
        return facts(run).stream()
                .filter(StepDispatched.class::isInstance)
                .map(fact -> ((StepDispatched) fact).step())
                .toList();
    }

    private List<RunFact> facts(RunId run) {
        return stack.client().events(run, 0).items().stream()
                .map(RunEvent::data)
                .toList();
    }
}
