package dev.signalbox.definitions.draft;

import dev.signalbox.contracts.spec.RunOptions;
import dev.signalbox.definitions.text.Place;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A definition, read but not yet checked as a whole.
 *
 * @param name what people call it
 * @param place where it stands
 * @param workspace the workspace it names; null when it names none
 * @param fleet who works
 * @param steps its steps, in their order
 * @param options limits and policy
 * @param carried what is kept and shown but not acted on
 * @param notEnforced rules that are kept and shown but not enforced
 */
public record RunDraft(
        String name,
        Place place,
        @Nullable Mention workspace,
        FleetDraft fleet,
        List<StepDraft> steps,
        RunOptions options,
        Map<String, Object> carried,
        Map<String, Object> notEnforced) {
    /** A run that says nothing that is only kept. */
    public RunDraft(
            String name,
            Place place,
            @Nullable Mention workspace,
            FleetDraft fleet,
            List<StepDraft> steps,
            RunOptions options) {
        this(name, place, workspace, fleet, steps, options, Map.of(), Map.of());
    }

    public RunDraft withFleet(FleetDraft other) {
        return new RunDraft(name, place, workspace, other, steps, options, carried, notEnforced);
    }

    public RunDraft withOptions(RunOptions other) {
        return new RunDraft(name, place, workspace, fleet, steps, other, carried, notEnforced);
    }
}
