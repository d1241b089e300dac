package dev.signalbox.scheduler.budget;

import dev.signalbox.contracts.spec.Budget;
import dev.signalbox.contracts.spec.BudgetRule;
import java.math.BigDecimal;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What one owner may spend, has reserved and has spent. Accounts stand in each other: what is reserved or spent in one is reserved or
 * spent in all around it, so a reservation must fit into every one of them.
 *
 * <pre>
 * workspace, today ⊃ workspace ⊃ run ⊃ step ⊃ child run ⊃ step of the child run
 * </pre>
 *
 * <p>While an attempt is in flight, its step's account holds a slice: what was reserved for the attempt. What the attempt spends, and
 * what child runs of the attempt reserve and spend, comes out of the slice first. Spending more than the slice is possible, and shows
 * as spent; the sum of spent and reserved is therefore within the limit whenever attempts keep to what was reserved for them.
 *
 * <p>Costs the same however many accounts stand in another. Not thread-safe.
 */
public final class BudgetAccount {
    private final BudgetOwner owner;
    private @Nullable BudgetAccount around;
    private final Set<BudgetAccount> holders = new LinkedHashSet<>();

    private @Nullable BudgetRule rule;
    private boolean warned;

    private Amount own = Amount.NOTHING;
    private Amount innerSpent = Amount.NOTHING;
    private Amount innerReserved = Amount.NOTHING;

    private Amount slice = Amount.NOTHING;
    private Amount spentBeforeSlice = Amount.NOTHING;

    private Amount spent = Amount.NOTHING;
    private Amount reserved = Amount.NOTHING;

    /**
     * An account in which nothing is spent.
     *
     * @param around the account that this one stands in; null for the outermost
     * @param rule its budget; null when it has none of its own
     */
    public BudgetAccount(BudgetOwner owner, @Nullable BudgetAccount around, @Nullable BudgetRule rule) {
        this.owner = owner;
        this.around = around;
        this.rule = rule;
    }

    public BudgetOwner owner() {
        return owner;
    }

    public @Nullable BudgetAccount around() {
        return around;
    }

    public @Nullable BudgetRule rule() {
        return rule;
    }

    /** What may be spent; unlimited when it has no budget of its own. */
    public Budget limit() {
        return rule == null ? Budget.NONE : rule.limit();
    }

    public Amount spent() {
        return spent;
    }

    public Amount reserved() {
        return reserved;
    }

    /** What was reserved for the attempt in flight; nothing when there is none. */
    public Amount slice() {
        return slice;
    }

    /** What had been spent when the slice was reserved. */
    public Amount spentBeforeSlice() {
        return spentBeforeSlice;
    }

    public boolean isWarned() {
        return warned;
    }

    /** Takes up what was kept: what it had spent, and the slice of the attempt in flight. */
    public void restore(Amount ownSpent, Amount keptSlice, Amount keptSpentBeforeSlice, boolean keptWarned) {
        own = ownSpent;
        slice = keptSlice;
        spentBeforeSlice = keptSpentBeforeSlice;
        warned = keptWarned;
        if (!slice.isNothing()) {
            enterHolder(this);
        }
        update();
    }

    /** It stands in another account from now on, with all that stands in it. */
    public void moveInto(BudgetAccount other) {
        Amount allSpent = spent;
        Amount allReserved = reserved;
        Set<BudgetAccount> allHolders = Set.copyOf(holders);
        if (around != null) {
            around.add(Amount.NOTHING.minus(allSpent), Amount.NOTHING.minus(allReserved));
            for (BudgetAccount account = around; account != null; account = account.around) {
                account.holders.removeAll(allHolders);
            }
        }
        around = other;
        for (BudgetAccount account = other; account != null; account = account.around) {
            account.holders.addAll(allHolders);
        }
        other.add(allSpent, allReserved);
    }

    /** Another budget from now on, or none. It may warn again when so much of the new one is not spent yet. */
    public void limitTo(@Nullable BudgetRule other) {
        rule = other;
        warned = warned && other != null && isWarningDue(other);
    }

    /** It was said already how much is spent; after this it may be said again. */
    public void warnAgain() {
        warned = false;
    }

    /** What was spent so far does not count any more. */
    public void countFromNow() {
        own = own.minus(spent);
        update();
    }

    /** Why an amount cannot be reserved; empty when it can. */
    public Optional<Shortage> shortage(Amount asked) {
        Amount need = asked;
        Amount held = Amount.NOTHING;
        for (BudgetAccount account = this; account != null; account = account.around) {
            Amount free = account.freeSlice();
            need = need.leftAfter(free);
            held = held.plus(free);
            Amount whole = account.spent.plus(account.reserved).plus(need);
            if (whole.exceeds(account.limit())) {
                boolean forGood = account.spent.plus(held).plus(need).exceeds(account.limit());
                return Optional.of(
                        new Shortage(account, account.beyondLimit(whole), forGood, account.otherHolder(this)));
            }
        }
        return Optional.empty();
    }

    /**
     * What to reserve for an attempt of which nothing is known: in each unit that some account limits, as much of {@code wanted} as
     * there is room for; where there is no room, all that is wanted, which does not fit. Where nothing limits, nothing.
     */
    public Amount portion(Amount wanted) {
        BigDecimal usd = null;
        Long tokens = null;
        Amount held = Amount.NOTHING;
        for (BudgetAccount account = this; account != null; account = account.around) {
            held = held.plus(account.freeSlice());
            Amount taken = account.spent.plus(account.reserved).minus(held);
            Budget limit = account.limit();
            if (limit.usd() != null) {
                BigDecimal room = limit.usd().subtract(taken.usd());
                usd = usd == null ? room : usd.min(room);
            }
            if (limit.tokens() != null) {
                long room = limit.tokens() - taken.tokens();
                tokens = tokens == null ? room : Math.min(tokens, room);
            }
        }
        return new Amount(portion(wanted.usd(), usd), portion(wanted.tokens(), tokens));
    }

    private static BigDecimal portion(BigDecimal wanted, @Nullable BigDecimal room) {
        if (room == null) {
            return BigDecimal.ZERO;
        }
        return room.signum() > 0 ? wanted.min(room) : wanted;
    }

    private static long portion(long wanted, @Nullable Long room) {
        if (room == null) {
            return 0;
        }
        return room > 0 ? Math.min(wanted, room) : wanted;
    }

    /** Reserves an amount for the attempt that begins. Call it only when there is no {@link #shortage}. */
    public void reserve(Amount amount) {
        slice = amount;
        spentBeforeSlice = spent;
        if (!amount.isNothing()) {
            enterHolder(this);
        }
        update();
    }

    /** The attempt in flight has spent more: it comes out of its slice first. */
    public void spend(Amount more) {
        own = own.plus(more);
        update();
    }

    /** The attempt has ended: what it did not spend of its slice is given back. */
    public void settle() {
        slice = Amount.NOTHING;
        leaveHolder(this);
        update();
    }

    /** Whether more is spent than allowed, here. */
    public boolean isOverLimit() {
        return spent.exceeds(limit());
    }

    /** Whether all that is allowed is spent, in some unit. */
    public boolean isUsedUp() {
        Budget limit = limit();
        return (limit.usd() != null && spent.usd().compareTo(limit.usd()) >= 0)
                || (limit.tokens() != null && spent.tokens() >= limit.tokens());
    }

    /** Whether it has to be said now, once, how much is spent. */
    public boolean warnsNow() {
        if (rule == null || warned || !isWarningDue(rule)) {
            return false;
        }
        warned = true;
        return true;
    }

    /** What is spent of what is allowed, in words. */
    public String spentOfLimit() {
        return Shortage.share(spent, limit());
    }

    private boolean isWarningDue(BudgetRule by) {
        Budget limit = by.limit();
        return (limit.usd() != null && reaches(spent.usd(), limit.usd(), by.warnAt()))
                || (limit.tokens() != null
                        && reaches(
                                BigDecimal.valueOf(spent.tokens()), BigDecimal.valueOf(limit.tokens()), by.warnAt()));
    }

    private static boolean reaches(BigDecimal spent, BigDecimal limit, int percent) {
        return spent.signum() > 0
                && spent.movePointRight(2).compareTo(limit.multiply(BigDecimal.valueOf(percent))) >= 0;
    }

    private Amount beyondLimit(Amount whole) {
        Budget limit = limit();
        return whole.leftAfter(new Amount(
                limit.usd() == null ? whole.usd() : limit.usd(),
                limit.tokens() == null ? whole.tokens() : limit.tokens()));
    }

    private Amount freeSlice() {
        return slice.leftAfter(spent.minus(spentBeforeSlice).plus(innerReserved));
    }

    private @Nullable BudgetOwner otherHolder(BudgetAccount asking) {
        for (BudgetAccount holder : holders) {
            if (!asking.standsIn(holder)) {
                return holder.owner;
            }
        }
        return null;
    }

    private boolean standsIn(BudgetAccount other) {
        for (BudgetAccount account = this; account != null; account = account.around) {
            if (account == other) {
                return true;
            }
        }
        return false;
    }

    private void enterHolder(BudgetAccount holder) {
        for (BudgetAccount account = this; account != null; account = account.around) {
            account.holders.add(holder);
        }
    }

    private void leaveHolder(BudgetAccount holder) {
        for (BudgetAccount account = this; account != null; account = account.around) {
            account.holders.remove(holder);
        }
    }

    private void update() {
        Amount spentBefore = spent;
        Amount reservedBefore = reserved;
        spent = own.plus(innerSpent);
        reserved = freeSlice().plus(innerReserved);
        if (around != null) {
            around.add(spent.minus(spentBefore), reserved.minus(reservedBefore));
        }
    }

    private void add(Amount moreSpent, Amount moreReserved) {
        innerSpent = innerSpent.plus(moreSpent);
        innerReserved = innerReserved.plus(moreReserved);
        update();
    }
}
