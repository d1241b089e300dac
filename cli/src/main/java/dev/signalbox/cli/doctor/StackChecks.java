package dev.signalbox.cli.doctor;

import dev.signalbox.client.ClientException;
import dev.signalbox.client.SignalboxClient;
import dev.signalbox.contracts.api.RunnerState;
import dev.signalbox.contracts.api.RunnerView;
import dev.signalbox.contracts.runner.MissingProgram;
import dev.signalbox.contracts.spec.AgentType;
import dev.signalbox.standalone.stack.ProcessRecord;
import dev.signalbox.standalone.stack.ProcessState;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** Looks at a stack that runs. */
final class StackChecks {
    private StackChecks() {}

    static List<Finding> processes(List<ProcessRecord> processes) {
        if (processes.isEmpty()) {
            return List.of(Finding.ok("stack", "none was started in this directory; signalbox up starts one"));
        }
        return processes.stream().map(StackChecks::process).toList();
    }

    private static Finding process(ProcessRecord process) {
        String found = process.state().word() + (process.note().isEmpty() ? "" : ": " + process.note());
        return process.state() == ProcessState.READY
                ? Finding.ok(process.name(), found + ", port " + process.port())
                : Finding.missing(process.name(), found, "see " + process.log() + ", or signalbox down and up");
    }

    /** What the runners say of themselves. */
    static List<Finding> runners(SignalboxClient client) {
        List<RunnerView> runners;
        try {
            runners = client.runners();
        } catch (ClientException e) {
            return List.of(Finding.missing(
                    "door", String.valueOf(e.getMessage()), "is the address right, and is the stack ready?"));
        }
        if (runners.isEmpty()) {
            return List.of(Finding.missing("runners", "there are none", "start an agent-runner: no step can run"));
        }
        List<Finding> findings = new ArrayList<>();
        runners.forEach(runner -> findings.addAll(runner(runner)));
        return findings;
    }

    private static List<Finding> runner(RunnerView runner) {
        String name = "runner " + runner.last().node();
        String drives = "pool " + runner.last().pool() + ", drives "
                + runner.last().adapters().stream().map(AgentType::value).collect(Collectors.joining(", "));
        List<Finding> findings = new ArrayList<>();
        findings.add(
                runner.state() == RunnerState.READY
                        ? Finding.ok(name, drives)
                        : Finding.warn(
                                name,
                                runner.state().name().toLowerCase(Locale.ROOT) + ", " + drives,
                                "look at its log and its machine"));
        List<MissingProgram> missing = runner.last().missing();
        if (!missing.isEmpty()) {
            findings.add(Finding.warn(
                    name,
                    "cannot drive "
                            + missing.stream().map(each -> each.type().value()).collect(Collectors.joining(", ")),
                    "not found on its PATH: "
                            + missing.stream().map(MissingProgram::program).collect(Collectors.joining(", "))));
        }
        return findings;
    }
}
