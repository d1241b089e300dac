package dev.signalbox.scheduler.workspace;

import dev.signalbox.scheduler.budget.BudgetAccount;
import dev.signalbox.scheduler.line.Place;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/** The ready steps that wait for room in an account, in the order in which they are served. */
final class BudgetLine {
    private final Map<BudgetAccount, NavigableMap<Place, LiveStep>> waiting = new HashMap<>();
    private final Set<BudgetAccount> freed = new LinkedHashSet<>();

    /** The account has no room for the step; until it is freed again, nobody is asked. */
    void await(LiveStep step, BudgetAccount account) {
        standBehind(step, account);
        freed.remove(account);
    }

    /** The step waits because somebody ahead of it does. */
    void standBehind(LiveStep step, BudgetAccount account) {
        waiting.computeIfAbsent(account, key -> new TreeMap<>()).put(step.place(), step);
        step.waitsAt = account;
    }

    void leave(LiveStep step) {
        BudgetAccount account = step.waitsAt;
        if (account != null) {
            step.waitsAt = null;
            waiting.computeIfPresent(account, (key, line) -> {
                line.remove(step.place());
                return line.isEmpty() ? null : line;
            });
        }
    }

    void freed(BudgetAccount inner) {
        for (BudgetAccount account = inner; account != null; account = account.around()) {
            if (waiting.containsKey(account)) {
                freed.add(account);
            }
        }
    }

    Optional<LiveStep> first(BudgetAccount account) {
        return Optional.ofNullable(waiting.get(account))
                .map(line -> line.firstEntry().getValue());
    }

    /** Somebody who may have room now. */
    Optional<LiveStep> next() {
        for (BudgetAccount account : new ArrayList<>(freed)) {
            Optional<LiveStep> first = first(account);
            if (first.isPresent()) {
                return first;
            }
            freed.remove(account);
        }
        return Optional.empty();
    }
}
