package dev.signalbox.definitions.format.coordination;

import dev.signalbox.contracts.api.RunParameters;
import dev.signalbox.contracts.spec.Budget;
import dev.signalbox.contracts.spec.BudgetRule;
import dev.signalbox.contracts.spec.OnFailure;
import dev.signalbox.contracts.spec.RunOptions;
import dev.signalbox.contracts.spec.RunOptionsBuilder;
import dev.signalbox.definitions.InputProblemCode;
import dev.signalbox.definitions.draft.DidYouMean;
import dev.signalbox.definitions.draft.FleetDraft;
import dev.signalbox.definitions.draft.IdleParameters;
import dev.signalbox.definitions.draft.Mention;
import dev.signalbox.definitions.draft.Problems;
import dev.signalbox.definitions.draft.RunDraft;
import dev.signalbox.definitions.format.coordination.WorkflowGraph.Lane;
import dev.signalbox.definitions.text.Place;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Several workflows as one run. What is typed with the command wins over what a workflow says, that over the configuration of the
 * project, and that over the defaults: 3 steps in parallel and 50 dollars.
 */
record Coordination(
        List<Workflow> workflows, CoordinationSettings settings, RunParameters parameters, Problems problems) {
    private static final int DEFAULT_PARALLEL = 3;
    private static final BigDecimal DEFAULT_BUDGET = new BigDecimal("50.0");
    private static final String REQUEST = "request";

    RunDraft run(String fallbackName, Place place) {
        reportIdleParameters();
        CoordinationMode mode = mode();
        List<Lane> lanes = lanes();
        return new RunDraft(
                workflows.size() == 1
                        ? workflows.getFirst().name().text()
                        : workflows.isEmpty() ? fallbackName : workflows.size() + " workflows",
                place,
                null,
                FleetDraft.NONE,
                new WorkflowGraph(lanes, problems)
                        .steps(mode).stream().map(settings::limited).toList(),
                options(),
                carried(mode),
                notEnforced());
    }

    private void reportIdleParameters() {
        new IdleParameters(problems, "coordination workflows")
                .and("target", parameters.target())
                .and("goal", parameters.goal())
                .and("concurrency", parameters.concurrency())
                .and("governor", parameters.governor());
    }

    private CoordinationMode mode() {
        String said = parameters.mode();
        if (said == null) {
            return settings.mode() == null ? CoordinationMode.PARALLEL : settings.mode();
        }
        return CoordinationMode.named(said).orElseGet(() -> {
            problems.error(
                    InputProblemCode.VALUE_INVALID,
                    Place.startOf(REQUEST),
                    "there is no mode '" + said + "', only " + String.join(" and ", CoordinationMode.texts())
                            + DidYouMean.among(CoordinationMode.texts(), said));
            return CoordinationMode.PARALLEL;
        });
    }

    private List<Lane> lanes() {
        List<Lane> lanes = new ArrayList<>();
        Map<String, Integer> used = new HashMap<>();
        for (Workflow workflow : ordered()) {
            String prefix = "";
            if (workflows.size() > 1) {
                String slug = slug(workflow.name().text());
                int number = used.merge(slug, 1, Integer::sum);
                prefix = slug + (number == 1 ? "" : "." + number) + "/";
            }
            lanes.add(new Lane(workflow, prefix));
        }
        return lanes;
    }

    /** The higher priority first, but each workflow after those it depends on. */
    private List<Workflow> ordered() {
        List<Workflow> open = new ArrayList<>(workflows);
        open.sort(Comparator.comparingInt(Workflow::rank).reversed());
        Set<String> names = new HashSet<>();
        open.forEach(workflow -> names.add(workflow.name().text()));
        List<Workflow> ordered = new ArrayList<>();
        while (!open.isEmpty()) {
            Workflow next = open.stream()
                    .filter(workflow ->
                            workflow.dependsOn().stream().map(Mention::text).noneMatch(names::contains))
                    .findFirst()
                    .orElse(open.getFirst());
            open.remove(next);
            names.remove(next.name().text());
            ordered.add(next);
        }
        return ordered;
    }

    /** A name as a part of step ids. */
    static String slug(String name) {
        String slug = name.toLowerCase(Locale.ROOT)
                .replaceAll("[^a-z0-9._]+", "-")
                .replaceAll("^[^a-z0-9]+", "")
                .replaceAll("-$", "");
        String fitting = slug.substring(0, Math.min(slug.length(), 80));
        return fitting.isEmpty() ? "workflow" : fitting;
    }

    private RunOptions options() {
        Optional<Integer> own = only().map(Workflow::maxParallel);
        int parallel = own.or(() -> Optional.ofNullable(settings.maxParallel())).orElse(DEFAULT_PARALLEL);
        int priority = workflows.stream()
                .flatMap(workflow -> Optional.ofNullable(workflow.priority()).stream())
                .max(Comparator.naturalOrder())
                .orElse(RunOptions.DEFAULT_PRIORITY);
        return RunOptionsBuilder.builder()
                .maxParallel(parallel)
                .onFailure(OnFailure.CONTINUE)
                .priority(priority)
                .timeout(timeout())
                .build()
                .withBudget(BudgetRule.of(Budget.ofUsd(budget())));
    }

    private Optional<Workflow> only() {
        return workflows.size() == 1 ? Optional.of(workflows.getFirst()) : Optional.empty();
    }

    /** The times of all workflows together, since one may have to wait for another; the configured one when a workflow has none. */
    private @Nullable Duration timeout() {
        Duration sum = Duration.ZERO;
        for (Workflow workflow : workflows) {
            Duration own = workflow.timeout() == null ? settings.timeout() : workflow.timeout();
            if (own == null) {
                return null;
            }
            sum = sum.plus(own);
        }
        return sum.isZero() ? null : sum;
    }

    private Map<String, Object> carried(CoordinationMode mode) {
        Kept byName = new Kept();
        workflows.forEach(workflow -> byName.put(workflow.name().text(), workflow.carried()));
        return new Kept()
                .put("mode", mode.text())
                .put("workflows", byName.all())
                .all();
    }

    private Map<String, Object> notEnforced() {
        Kept byName = new Kept();
        for (Workflow workflow : workflows) {
            Kept rules = new Kept().putAll(workflow.notEnforced());
            if (workflows.size() > 1) {
                rules.put(
                        "budget_usd",
                        workflow.budgetUsd() == null
                                ? null
                                : workflow.budgetUsd().doubleValue());
                rules.put("max_parallel", workflow.maxParallel());
                rules.put(
                        "timeout",
                        workflow.timeout() == null ? null : workflow.timeout().toString());
            }
            byName.put(workflow.name().text(), rules.all());
        }
        return new Kept()
                .put("workflows", byName.all())
                .putAll(settings.notEnforced())
                .all();
    }

    private BigDecimal budget() {
        return only().map(Workflow::budgetUsd)
                .or(() -> Optional.ofNullable(settings.budgetUsd()))
                .orElse(DEFAULT_BUDGET);
    }
}
