package dev.signalbox.definitions.format;

import dev.signalbox.contracts.spec.AgentType;
import dev.signalbox.definitions.InputProblemCode;
import dev.signalbox.definitions.draft.DidYouMean;
import dev.signalbox.definitions.draft.Mention;
import dev.signalbox.definitions.draft.Problems;
import dev.signalbox.definitions.draft.Section;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The names of agent types as definitions write them. */
public final class AgentTypes {
    private static final List<String> NAMES =
            Arrays.stream(AgentType.values()).map(AgentTypes::nameOf).toList();

    private AgentTypes() {}

    public static String nameOf(AgentType type) {
        return type.name().toLowerCase(Locale.ROOT);
    }

    public static Optional<AgentType> named(String name) {
        return Arrays.stream(AgentType.values())
                .filter(type -> nameOf(type).equals(name))
                .findFirst();
    }

    /** The type that a key names; null when it names none. An unknown one is reported. */
    public static @Nullable AgentType read(Section section, String key, Problems problems) {
        Mention name = section.mention(key);
        if (name == null) {
            return null;
        }
        Optional<AgentType> type = named(name.text());
        if (type.isEmpty()) {
            problems.error(
                    InputProblemCode.AGENT_TYPE_UNKNOWN,
                    name.place(),
                    "there is no agent type '" + name.text() + "', only " + String.join(" and ", NAMES)
                            + "; a tool with a command line is of type command, with its argument list in 'run'"
                            + DidYouMean.among(NAMES, name.text()));
        }
        return type.orElse(null);
    }
}
