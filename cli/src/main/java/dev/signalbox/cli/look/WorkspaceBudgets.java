package dev.signalbox.cli.look;

import dev.signalbox.cli.ExitCode;
import dev.signalbox.cli.Failure;
import dev.signalbox.cli.Signalbox;
import dev.signalbox.cli.run.WorkspaceOption;
import dev.signalbox.cli.text.MoneyWords;
import dev.signalbox.cli.text.PlainText;
import dev.signalbox.cli.text.Words;
import dev.signalbox.client.SignalboxClient;
import dev.signalbox.contracts.admission.SpentToday;
import dev.signalbox.contracts.admission.WorkspaceBudget;
import dev.signalbox.contracts.api.WorkspaceBudgetRequest;
import dev.signalbox.contracts.api.WorkspaceBudgetView;
import dev.signalbox.contracts.spec.Budget;
import dev.signalbox.contracts.spec.OnExceed;
import java.io.IOException;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Shows, sets and takes away what all runs of a workspace together may spend. */
record WorkspaceBudgets(Signalbox signalbox) {
    int of(String named, WorkspaceBudgetRequest request, @Nullable OnExceed onExceed, boolean unlimited)
            throws IOException {
        boolean sets = request.usd() != null || request.tokens() != null || request.daily() != null;
        String reason = request.reason();
        if (unlimited && (sets || onExceed != null)) {
            throw new Failure(
                    ExitCode.WRONG_USAGE, "--unlimited takes the budget away: name no limit and no rule with it.");
        }
        if (!unlimited && !sets && (onExceed != null || reason != null)) {
            throw new Failure(
                    ExitCode.WRONG_USAGE, "Say what may be spent: --usd, --tokens, --daily-usd, --daily-tokens.");
        }
        String workspace = WorkspaceOption.resolve(named, signalbox.console());
        try (SignalboxClient client = signalbox.client()) {
            if (unlimited) {
                client.removeWorkspaceBudget(workspace, reason);
                asked(workspace, "the runs of workspace %s have no common budget any more");
            } else if (sets) {
                client.setWorkspaceBudget(workspace, request);
                asked(workspace, "the budget of workspace %s is set; to see it: signalbox budget --workspace %1$s");
            } else {
                show(client.workspaceBudget(workspace));
            }
        }
        return ExitCode.DONE.number();
    }

    private void asked(String workspace, String words) {
        if (signalbox.json()) {
            signalbox.printJson(Map.of("workspace", workspace));
        } else {
            signalbox.console().say(words.replace("%1$s", workspace).replace("%s", workspace));
        }
    }

    private void show(WorkspaceBudgetView view) {
        WorkspaceBudget budget = view.budget();
        if (signalbox.json()) {
            signalbox.printJson(view);
        } else if (budget == null) {
            signalbox.console().say("workspace %s has no budget".formatted(view.workspace()));
        } else {
            line("workspace", view.workspace().value());
            line(
                    "money",
                    MoneyWords.of(budget.rule().limit(), budget.spent(), budget.reserved())
                            .orElse("nothing is spent"));
            if (!budget.rule().limit().limitsNothing()) {
                line("at limit", Words.of(budget.rule().onExceed()));
            }
            today(budget.today());
            line("since", Words.of(budget.since(), signalbox.console().zone()));
            line(
                    "set by",
                    budget.setBy() + ", "
                            + Words.of(budget.setAt(), signalbox.console().zone()));
            if (!budget.reason().isEmpty()) {
                line("reason", budget.reason());
            }
        }
    }

    private void today(@Nullable SpentToday today) {
        if (today != null) {
            line(
                    "today",
                    MoneyWords.of(today.budget().rule().limit(), today.spent(), Budget.NONE)
                            .orElse("nothing is spent"));
            line("at limit", Words.of(today.budget().rule().onExceed()) + ", until the day is over");
            line(
                    "until",
                    Words.of(today.until(), signalbox.console().zone()) + ", midnight in "
                            + today.budget().zone());
        }
    }

    private void line(String label, String value) {
        signalbox.console().say("%-10s %s".formatted(label, PlainText.line(value)));
    }
}
