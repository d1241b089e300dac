package dev.signalbox.definitions.format;

import dev.signalbox.contracts.scope.ConflictGroup;
import dev.signalbox.contracts.spec.ClaimPolicy;
import dev.signalbox.contracts.spec.ClaimScope;
import dev.signalbox.definitions.draft.Choice;
import dev.signalbox.definitions.draft.Mention;
import dev.signalbox.definitions.draft.Section;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Reads how a step, or a run, keeps its files from others. */
final class ClaimRules {
    private static final String GROUP = "conflict_group";

    private ClaimRules() {}

    /** The group a step belongs to; null when it belongs to none. */
    static @Nullable String groupOf(Section step) {
        Mention group = step.mention(GROUP);
        return group == null ? null : group.text();
    }

    /** What a member of a group writes for it; nothing when it belongs to none. */
    static List<Mention> writes(Section step) {
        Mention group = step.mention(GROUP);
        return group == null ? List.of() : List.of(new Mention(ConflictGroup.pathOf(group.text()), group.place()));
    }

    /** What a step, or those of a run that do not say, does when others have its files; null when nothing is said. */
    static @Nullable ClaimPolicy policyOf(Section section) {
        String choice = Choice.of(section, "on_conflict", List.of("queue", "reject", "override"));
        return choice == null ? null : ClaimPolicy.valueOf(choice.toUpperCase(Locale.ROOT));
    }

    /** For how long a run keeps the files of its steps; null when it does not say. */
    static @Nullable ClaimScope scopeOf(Section run) {
        String choice = Choice.of(run, "scope", List.of("step", "run"));
        return choice == null ? null : ClaimScope.valueOf(choice.toUpperCase(Locale.ROOT));
    }
}
