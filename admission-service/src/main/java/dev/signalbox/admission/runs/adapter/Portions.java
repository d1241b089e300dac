package dev.signalbox.admission.runs.adapter;

import dev.signalbox.admission.runs.AdmissionRequest;
import dev.signalbox.admission.runs.RunParts;
import dev.signalbox.admission.runs.port.CommandLog;
import dev.signalbox.contracts.RunId;
import dev.signalbox.contracts.WireMessage;
import dev.signalbox.contracts.command.AddSteps;
import dev.signalbox.contracts.spec.StepSpec;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * A request in portions that fit into one record of the log each: the run begins with the first, unsealed if others follow, and the
 * last one seals it.
 *
 * @param first what is decided on
 * @param message the command of the first, as it travels
 * @param rest the steps of the others; none when the request fits into one record
 * @param seals whether the run is complete with the last of them
 */
record Portions(AdmissionRequest first, WireMessage message, List<List<StepSpec>> rest, boolean seals) {
    private static final String BY = "admission-service";

    static Portions of(AdmissionRequest request, CommandLog log) {
        WireMessage whole = log.encode(request.command());
        if (whole.body().length <= CommandLog.LARGEST_BODY) {
            return new Portions(request, whole, List.of(), false);
        }
        List<List<StepSpec>> parts = RunParts.cut(request.spec().steps(), RunParts.SIZE);
        AdmissionRequest first = request.beginningWith(parts.getFirst());
        return new Portions(first, log.encode(first.command()), parts.subList(1, parts.size()), !request.unsealed());
    }

    /** Whether none of them is too large; one step may be. */
    boolean fit(CommandLog log) {
        return message.body().length <= CommandLog.LARGEST_BODY
                && restOf(first.candidate(), first.at()).stream()
                        .allMatch(part -> log.encode(part).body().length <= CommandLog.LARGEST_BODY);
    }

    /** The commands that follow the first. Sent again they change nothing. */
    List<AddSteps> restOf(RunId run, Instant now) {
        List<AddSteps> commands = new ArrayList<>(rest.size());
        for (List<StepSpec> steps : rest) {
            boolean last = commands.size() + 1 == rest.size();
            commands.add(new AddSteps(
                    first.workspace(),
                    run,
                    steps,
                    last && seals,
                    "part %d of %d".formatted(commands.size() + 2, rest.size() + 1),
                    BY,
                    now));
        }
        return commands;
    }
}
