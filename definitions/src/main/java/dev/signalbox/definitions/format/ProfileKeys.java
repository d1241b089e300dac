package dev.signalbox.definitions.format;

import dev.signalbox.contracts.spec.AgentProfile;
import dev.signalbox.definitions.draft.Mention;
import dev.signalbox.definitions.draft.Section;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads how a coding agent is to work: {@code model}, {@code system_prompt}, {@code tools}, {@code max_turns}, {@code session}. */
final class ProfileKeys {
    private static final int LONGEST_NAME = 200;
    private static final int MOST_TURNS = 100_000;

    private ProfileKeys() {}

    /** Null when none of the keys is there. */
    static @Nullable AgentProfile read(Section section) {
        AgentProfile profile = new AgentProfile(
                section.line("model", LONGEST_NAME),
                section.text("system_prompt"),
                section.has("tools") ? tools(section) : List.of(),
                section.wholeNumber("max_turns", 1, MOST_TURNS),
                section.line("session", LONGEST_NAME));
        return profile.equals(AgentProfile.NONE) ? null : profile;
    }

    private static List<String> tools(Section section) {
        return section.mentions("tools", "[Read, Edit]").stream()
                .map(Mention::text)
                .toList();
    }
}
