package dev.signalbox.runner.process;

import dev.signalbox.contracts.attempt.AgentFault;
import dev.signalbox.contracts.attempt.AttemptOutcome;
import dev.signalbox.contracts.attempt.AttemptResult;
import dev.signalbox.contracts.spec.ResourceLimits;
import dev.signalbox.runner.output.FailureSignature;
import org.jspecify.annotations.Nullable;

/**
 * What is known of the end of processes besides their exit: only that tells one that was out of memory from one that crashed.
 *
 * @param limits what they were held to
 * @param breach the limit for which this runner killed them; null when it did not
 * @param kernel what the kernel did to their group
 * @param stopped whether this runner was asked to stop them
 * @param machineKills how many processes of the whole machine the kernel killed for want of memory while they ran; looked at only when a
 *     signal ended them
 */
public record CauseOfEnd(
        ResourceLimits limits, @Nullable Breach breach, KernelRecord kernel, boolean stopped, long machineKills) {
    private static final int KILL = 9;

    /** The end as their exit tells it, corrected by what else is known. */
    public AttemptResult explain(AttemptResult result) {
        if (breach != null) {
            return failed(result, breach);
        }
        if (result.outcome() == AttemptOutcome.SUCCEEDED) {
            return result;
        }
        if (kernel.outOfMemoryKills() > 0) {
            return failed(result, new Breach(AgentFault.OUT_OF_MEMORY, killedForTheirMemory()));
        }
        if (machineKills > 0 && !stopped && Integer.valueOf(KILL).equals(result.signal())) {
            return failed(
                    result,
                    new Breach(
                            AgentFault.OUT_OF_MEMORY,
                            "it was killed when the machine was out of memory: the kernel has killed " + machineKills
                                    + " processes for that meanwhile"));
        }
        return kernel.refusedProcesses() == 0 ? result : refused(result);
    }

    private String killedForTheirMemory() {
        Long most = limits.memoryBytes();
        return "the kernel killed its processes: "
                + (most == null
                        ? "there was no memory for them"
                        : "they used more than their " + LimitWatch.mebibytes(most) + " of memory");
    }

    private AttemptResult refused(AttemptResult result) {
        String told = "the kernel refused it another process " + kernel.refusedProcesses() + " times: it may have "
                + limits.processes() + " at a time";
        return result.fault() == null
                ? failed(result, new Breach(AgentFault.TOO_MANY_PROCESSES, told))
                : result.withMessage(joined(told, result.message()));
    }

    private static AttemptResult failed(AttemptResult result, Breach breach) {
        AttemptResult failed =
                result.withoutAnswer(AttemptOutcome.FAILED, joined(breach.message(), result.message()), breach.fault());
        return FailureSignature.sign(failed, breach.message());
    }

    private static String joined(String first, @Nullable String second) {
        return second == null ? first : first + "; " + second;
    }
}
