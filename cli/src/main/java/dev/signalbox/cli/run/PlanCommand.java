package dev.signalbox.cli.run;

import dev.signalbox.cli.Console;
import dev.signalbox.cli.ExitCode;
import dev.signalbox.cli.Failure;
import dev.signalbox.cli.RejectedDefinition;
import dev.signalbox.cli.Signalbox;
import dev.signalbox.cli.graph.GraphFormat;
import dev.signalbox.client.CallInterruptedException;
import dev.signalbox.client.ClientException;
import dev.signalbox.client.ProblemException;
import dev.signalbox.client.SignalboxClient;
import dev.signalbox.client.UnreachableException;
import dev.signalbox.contracts.ContractJson;
import dev.signalbox.contracts.api.Plan;
import dev.signalbox.contracts.api.PlanAnswer;
import dev.signalbox.contracts.api.RunParameters;
import dev.signalbox.contracts.api.RunRequest;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParentCommand;

/** {@code signalbox plan <file|directory>...}. */
@Command(
        name = "plan",
        header = "Show what a run would do, before it does: order, agents, conflicts, cost, admission.",
        description = {
            "The plan is made without a service. A door that answers is asked whether it would admit the run now, and what earlier"
                    + " runs of the same name took; nothing is started, stored or reserved. --offline never asks.",
            "With --json, and in the file of --output, the plan is what POST /v1/plans answers."
        },
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:the plan is made",
            "1:with --fail-on-conflict: there are steps that may have to wait for each other",
            "2:the definition has errors, and nothing was planned"
        },
        footer = {
            "",
            "Examples:",
            "  signalbox plan workflow.yaml",
            "  signalbox plan workstreams/ --agents agents.yaml --fail-on-conflict",
            "  signalbox plan workflow.yaml --graph svg > plan.svg",
            "  signalbox plan workflow.yaml --offline --output plan.json"
        })
public final class PlanCommand implements Callable<Integer> {
    @ParentCommand
    Signalbox signalbox;

    @Mixin
    DefinitionOptions definition;

    @Option(names = "--max-parallel", paramLabel = "N", description = "How many steps may be in flight together.")
    @Nullable
    Integer maxParallel;

    @Option(names = "--budget", paramLabel = "USD", description = "What the run may cost, in US dollars.")
    @Nullable
    BigDecimal budget;

    @Option(
            names = "--idempotency-key",
            paramLabel = "KEY",
            description = "The key that the run would be submitted with; the door looks whether it is used.")
    @Nullable
    String idempotencyKey;

    @Option(names = "--output", paramLabel = "FILE", description = "Write the plan to a file, as JSON.")
    @Nullable
    String output;

    @Option(
            names = "--graph",
            paramLabel = "dot|mermaid|svg",
            description = "Print the graph of the steps instead of the table; conflicts are dashed.")
    @Nullable
    GraphFormat graph;

    @Option(
            names = "--fail-on-conflict",
            description = "End with exit code 1 when steps may have to wait for each other.")
    boolean failOnConflict;

    @Option(names = "--offline", description = "Ask no service.")
    boolean offline;

    @Mixin
    ParameterOptions asked = new ParameterOptions();

    /** A plan, and how admission is spoken of. */
    private record Planned(PlanAnswer answer, String admission) {}

    @Override
    public Integer call() throws IOException {
        checkUsage();
        Console console = signalbox.console();
        DefinitionFiles files = DefinitionFiles.read(console, definition.paths, definition.agents);
        RunRequest request = request(files);
        PlanAnswer local = DryRun.planned(request, files.all());
        Planned planned = offline ? new Planned(local, "not asked (--offline)") : asked(request, files, local);
        write(planned.answer());
        show(planned, files);
        return exitCode(planned.answer().plan()).number();
    }

    private void checkUsage() {
        if (graph != null && signalbox.json()) {
            throw new Failure(ExitCode.WRONG_USAGE, "--graph and --json both want standard output; choose one.");
        }
        if (budget != null && budget.signum() < 0) {
            throw new Failure(ExitCode.WRONG_USAGE, "--budget must not be negative, but is " + budget + ".");
        }
    }

    private RunRequest request(DefinitionFiles files) throws IOException {
        RunParameters parameters = asked.with(budget, null);
        return new RunRequest(
                definition.workspace == null && files.nameTheirWorkspace(parameters)
                        ? null
                        : WorkspaceOption.resolve(definition.workspace, signalbox.console()),
                files.definition(),
                files.agents(),
                definition.format,
                definition.strict,
                maxParallel,
                parameters);
    }

    private Planned asked(RunRequest request, DefinitionFiles files, PlanAnswer local) {
        try (SignalboxClient client = signalbox.client()) {
            PlanAnswer answer = client.plan(request, Optional.ofNullable(idempotencyKey));
            return new Planned(
                    answer,
                    answer.admission() == null ? "not decided by the door" : PlanReport.words(answer.admission()));
        } catch (ProblemException e) {
            if (ExitCode.of(e.code()) == ExitCode.WRONG_USAGE) {
                throw new RejectedDefinition(e.problem(), files.all());
            }
            return new Planned(local, "not told (the door answers %s)".formatted(e.code()));
        } catch (UnreachableException e) {
            return new Planned(local, "not asked (no door at %s)".formatted(signalbox.door()));
        } catch (CallInterruptedException e) {
            throw e;
        } catch (ClientException e) {
            return new Planned(local, "not told (%s)".formatted(e.getMessage()));
        }
    }

    private void write(PlanAnswer answer) throws IOException {
        if (output != null) {
            Files.writeString(
                    signalbox.console().directory().resolve(output),
                    ContractJson.mapper().writerWithDefaultPrettyPrinter().writeValueAsString(answer) + "\n");
        }
    }

    private void show(Planned planned, DefinitionFiles files) {
        Console console = signalbox.console();
        if (signalbox.json()) {
            signalbox.printJson(planned.answer());
            return;
        }
        Plan plan = planned.answer().plan();
        new DryRun(signalbox).warn(planned.answer(), files.all());
        if (graph != null) {
            console.out().print(graph.draw(plan));
            console.out().flush();
            return;
        }
        PlanReport report = new PlanReport(console.size().columns(), signalbox.colour());
        report.lines(plan).forEach(console.out()::println);
        console.say("admission: " + planned.admission());
        PlanReport.shortages(planned.answer()).forEach(line -> console.say("money: " + line));
        if (output != null) {
            console.note("The plan is in " + output + ".");
        }
    }

    private ExitCode exitCode(Plan plan) {
        boolean clean = plan.conflictCount() == 0 && plan.conflictsComplete();
        return failOnConflict && !clean ? ExitCode.RUN_FAILED : ExitCode.DONE;
    }
}
