package dev.signalbox.runner.worktree;

import dev.signalbox.contracts.attempt.AttemptOutcome;
import dev.signalbox.contracts.attempt.AttemptResult;
import dev.signalbox.contracts.spec.Gate;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Function;

/** The gates of a step, and how one of them is run. */
final class Gates {
    private final List<Gate> gates;
    private final Function<Gate, AttemptResult> run;
    private final Consumer<String> remarks;

    /**
     * @param run runs a gate where the attempt works, and waits for its end
     * @param remarks says something in the output of the attempt
     */
    Gates(List<Gate> gates, Function<Gate, AttemptResult> run, Consumer<String> remarks) {
        this.gates = List.copyOf(gates);
        this.run = run;
        this.remarks = remarks;
    }

    boolean isEmpty() {
        return gates.isEmpty();
    }

    boolean areLike(Gates other) {
        return gates.equals(other.gates);
    }

    void remark(String sentence) {
        remarks.accept(sentence);
    }

    /** Runs them in their order up to the first that fails and is not only advice. What is only advice is said in the output of the attempt. */
    GateRun check() {
        List<String> advice = new ArrayList<>();
        for (Gate gate : gates) {
            AttemptResult result = run.apply(gate);
            if (result.outcome() != AttemptOutcome.SUCCEEDED) {
                String failure = gate.name() + ": " + how(result);
                if (!gate.advisory()) {
                    return new GateRun(failure, advice);
                }
                advice.add(failure);
                remark("gate " + failure + "; it is advice, and keeps nothing out");
            }
        }
        return new GateRun(null, advice);
    }

    private static String how(AttemptResult result) {
        String message = result.message();
        String exit = result.exitCode() == null ? "" : "exit code " + result.exitCode();
        return message == null ? exit : exit.isEmpty() ? message : exit + "; " + message;
    }
}
