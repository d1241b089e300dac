package dev.signalbox.definitions.draft;

import dev.signalbox.contracts.spec.RunOptions;
import dev.signalbox.definitions.text.Place;
import java.util.List;
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
 */
public record RunDraft(
        String name,
        Place place,
        @Nullable Mention workspace,
        FleetDraft fleet,
        List<StepDraft> steps,
        RunOptions options) {}
