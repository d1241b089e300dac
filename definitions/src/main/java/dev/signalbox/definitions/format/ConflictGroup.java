package dev.signalbox.definitions.format;

import dev.signalbox.definitions.draft.Mention;
import dev.signalbox.definitions.draft.Section;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * Steps of one {@code conflict_group} write one reserved path. So they are never in flight together, whatever their files, whichever
 * run or format they come from, and a plan knows it.
 */
final class ConflictGroup {
    private static final String KEY = "conflict_group";
    private static final String FOLDER = ".signalbox/conflict-groups/";

    private ConflictGroup() {}

    /** What a member writes; nothing when it belongs to no group. */
    static List<Mention> writes(Section step) {
        Mention group = step.mention(KEY);
        return group == null ? List.of() : List.of(new Mention(FOLDER + asFileName(group.text()), group.place()));
    }

    private static String asFileName(String group) {
        StringBuilder name = new StringBuilder();
        for (byte octet : group.getBytes(StandardCharsets.UTF_8)) {
            boolean plain = octet > 0 && (Character.isLetterOrDigit(octet) || octet == '-' || octet == '_');
            name.append(plain ? String.valueOf((char) octet) : "=%02X".formatted(octet));
        }
        return name.isEmpty() ? "=" : name.toString();
    }
}
