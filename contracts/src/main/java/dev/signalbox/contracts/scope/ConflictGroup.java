package dev.signalbox.contracts.scope;

import java.nio.charset.StandardCharsets;

/**
 * Steps of one conflict group of a workspace are never in flight together. Each of them writes a reserved path that stands for the group,
 * so that a reader that knows nothing of groups keeps them apart as well.
 */
public final class ConflictGroup {
    private static final String FOLDER = ".signalbox/conflict-groups/";

    private ConflictGroup() {}

    /** The path that stands for a group. Different groups have different ones. */
    public static String pathOf(String group) {
        StringBuilder name = new StringBuilder(FOLDER);
        for (byte octet : group.getBytes(StandardCharsets.UTF_8)) {
            boolean plain = octet > 0 && (Character.isLetterOrDigit(octet) || octet == '-' || octet == '_');
            name.append(plain ? String.valueOf((char) octet) : "=%02X".formatted(octet));
        }
        return group.isEmpty() ? FOLDER + "=" : name.toString();
    }
}
