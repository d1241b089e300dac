package dev.signalbox.scheduler.budget;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.contracts.RunId;
import dev.signalbox.contracts.StepId;
import dev.signalbox.contracts.event.BudgetScope;
import dev.signalbox.contracts.spec.Budget;
import dev.signalbox.contracts.spec.BudgetRule;
import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What fits, what is given back, and who stands in whose account. */
class BudgetAccountTest {
    private static final RunId RUN = new RunId("00000000-0000-7000-8000-000000000001");
    private static final RunId CHILD = new RunId("00000000-0000-7000-8000-000000000002");

    private final BudgetAccount workspace = new BudgetAccount(BudgetOwner.WORKSPACE, null, null);
    private final BudgetAccount run = new BudgetAccount(BudgetOwner.of(RUN), workspace, upTo("10", null));
    private final BudgetAccount a = step(RUN, "a", run, null);
    private final BudgetAccount b = step(RUN, "b", run, null);

    @Test
    void what_is_reserved_in_a_step_is_reserved_in_all_accounts_around_it() {
        a.reserve(usd("3"));

        assertThat(run.reserved()).isEqualTo(usd("3"));
        assertThat(workspace.reserved()).isEqualTo(usd("3"));
    }

    @Test
    void a_reservation_that_fits_exactly_has_no_shortage() {
        a.reserve(usd("4"));

        assertThat(b.shortage(usd("6"))).isEmpty();
    }

    @Test
    void a_reservation_that_does_not_fit_yet_names_what_is_missing_and_who_holds_it() {
        a.reserve(usd("6"));

        Shortage shortage = b.shortage(usd("5")).orElseThrow();

        assertThat(shortage.account()).isSameAs(run);
        assertThat(shortage.missing().usd()).isEqualByComparingTo("1");
        assertThat(shortage.forGood()).isFalse();
        assertThat(shortage.holder()).isEqualTo(BudgetOwner.of(RUN, new StepId("a")));
    }

    @Test
    void a_reservation_that_would_not_fit_with_everything_given_back_is_short_for_good() {
        a.spend(usd("7"));

        Shortage shortage = b.shortage(usd("4")).orElseThrow();

        assertThat(shortage.forGood()).isTrue();
        assertThat(shortage.holder()).isNull();
    }

    @Test
    void what_an_attempt_spends_comes_out_of_what_is_reserved_for_it() {
        a.reserve(usd("3"));

        a.spend(usd("2"));

        assertThat(run.spent()).isEqualTo(usd("2"));
        assertThat(run.reserved()).isEqualTo(usd("1"));
    }

    @Test
    void what_an_attempt_spends_beyond_its_reservation_shows_as_spent() {
        a.reserve(usd("3"));

        a.spend(usd("5"));

        assertThat(run.spent()).isEqualTo(usd("5"));
        assertThat(run.reserved().usd()).isEqualByComparingTo("0");
    }

    @Test
    void settling_gives_back_what_was_not_spent() {
        a.reserve(usd("3"));
        a.spend(usd("2"));

        a.settle();

        assertThat(run.reserved().isNothing()).isTrue();
        assertThat(workspace.reserved().isNothing()).isTrue();
        assertThat(b.shortage(usd("8"))).isEmpty();
        assertThat(b.shortage(usd("8.01"))).isPresent();
    }

    @Test
    void tokens_are_limited_by_themselves() {
        BudgetAccount tokens = new BudgetAccount(BudgetOwner.of(RUN), workspace, upTo(null, 100L));
        BudgetAccount step = step(RUN, "a", tokens, null);

        assertThat(step.shortage(new Amount(new BigDecimal("1000000"), 100))).isEmpty();
        assertThat(step.shortage(new Amount(BigDecimal.ZERO, 101)).orElseThrow().missing())
                .isEqualTo(new Amount(BigDecimal.ZERO, 1));
    }

    @Test
    void the_narrowest_account_decides() {
        BudgetAccount narrow = step(RUN, "c", run, upTo("1", null));

        assertThat(narrow.shortage(usd("2")).orElseThrow().account().owner().scope())
                .isEqualTo(BudgetScope.STEP);
    }

    @Test
    void a_child_run_reserves_out_of_what_is_reserved_for_the_attempt_that_asked_for_it() {
        a.reserve(usd("6"));
        b.reserve(usd("4"));
        BudgetAccount child = new BudgetAccount(BudgetOwner.of(CHILD), a, null);
        BudgetAccount inner = step(CHILD, "x", child, null);

        assertThat(inner.shortage(usd("6"))).isEmpty();
        inner.reserve(usd("6"));

        assertThat(run.reserved().usd()).isEqualByComparingTo("10");
        assertThat(inner.reserved().usd()).isEqualByComparingTo("6");
    }

    @Test
    void a_child_run_that_lacks_only_what_its_own_parent_holds_is_short_for_good() {
        a.reserve(usd("6"));
        BudgetAccount inner = step(CHILD, "x", new BudgetAccount(BudgetOwner.of(CHILD), a, null), null);

        Shortage shortage = inner.shortage(usd("11")).orElseThrow();

        assertThat(shortage.forGood()).isTrue();
        assertThat(shortage.holder()).isNull();
    }

    @Test
    void what_a_child_spends_its_parents_have_spent() {
        a.reserve(usd("6"));
        BudgetAccount inner = step(CHILD, "x", new BudgetAccount(BudgetOwner.of(CHILD), a, null), null);
        inner.reserve(usd("2"));

        inner.spend(usd("1.5"));
        inner.settle();

        assertThat(a.spent()).isEqualTo(usd("1.5"));
        assertThat(run.spent()).isEqualTo(usd("1.5"));
        assertThat(run.reserved().usd()).isEqualByComparingTo("4.5");
    }

    @Test
    void an_account_moves_with_all_that_stands_in_it() {
        BudgetAccount child = new BudgetAccount(BudgetOwner.of(CHILD), workspace, null);
        BudgetAccount inner = step(CHILD, "x", child, null);
        inner.reserve(usd("2"));
        inner.spend(usd("1"));

        child.moveInto(a);

        assertThat(run.spent()).isEqualTo(usd("1"));
        assertThat(run.reserved().usd()).isEqualByComparingTo("1");
        assertThat(workspace.spent()).isEqualTo(usd("1"));
        inner.settle();
        assertThat(workspace.reserved().isNothing()).isTrue();
    }

    @Test
    void of_what_is_not_declared_as_much_is_reserved_as_there_is_room_for() {
        a.spend(usd("9.25"));

        assertThat(b.portion(new Amount(BigDecimal.ONE, 500)))
                .as("tokens are not limited")
                .isEqualTo(new Amount(new BigDecimal("0.75"), 0));
    }

    @Test
    void where_nothing_is_left_all_of_it_is_asked_for_and_does_not_fit() {
        a.spend(usd("10"));

        Amount portion = b.portion(new Amount(BigDecimal.ONE, 500));

        assertThat(portion.usd()).isEqualByComparingTo("1");
        assertThat(b.shortage(portion).orElseThrow().forGood()).isTrue();
    }

    @Test
    void it_warns_once_at_the_share_and_again_after_it_is_raised() {
        a.spend(usd("7.99"));
        assertThat(run.warnsNow()).isFalse();

        a.spend(usd("0.01"));
        assertThat(run.warnsNow()).isTrue();
        a.spend(usd("1"));
        assertThat(run.warnsNow()).isFalse();

        run.limitTo(upTo("20", null));
        assertThat(run.warnsNow()).isFalse();
        a.spend(usd("7"));
        assertThat(run.warnsNow()).isTrue();
    }

    @Test
    void the_sentence_says_what_is_spent_and_what_is_missing() {
        a.spend(usd("9.5"));

        assertThat(b.shortage(usd("0.75")).orElseThrow().sentence(b.owner()))
                .isEqualTo(
                        "the budget of the run is used up: $9.50 of $10.00 are spent, and $0.25 are missing for the next"
                                + " attempt at step b");
    }

    private static BudgetAccount step(RunId of, String id, BudgetAccount around, @Nullable BudgetRule rule) {
        return new BudgetAccount(BudgetOwner.of(of, new StepId(id)), around, rule);
    }

    private static BudgetRule upTo(@Nullable String usd, @Nullable Long tokens) {
        return BudgetRule.of(new Budget(usd == null ? null : new BigDecimal(usd), tokens));
    }

    private static Amount usd(String usd) {
        return new Amount(new BigDecimal(usd), 0);
    }
}
