package dev.signalbox.definitions.format;

import dev.signalbox.contracts.spec.AgentType;
import dev.signalbox.definitions.InputProblemCode;
import dev.signalbox.definitions.draft.DidYouMean;
import dev.signalbox.definitions.draft.Mention;
import dev.signalbox.definitions.draft.Problems;
import dev.signalbox.definitions.draft.Section;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The names of agent types as definitions write them. */
public final class AgentTypes {
    private AgentTypes() {}

    /** The type of a name that every runner drives. */
    public static Optional<AgentType> named(String name) {
        return AgentType.BUILT_IN.stream()
                .filter(type -> type.value().equals(name))
                .findFirst();
    }

    /**
     * The type that a key names; null when it names none. An unknown one is reported: as an error when it is known which types the runners
     * bring, else as something that may be wrong.
     */
    public static @Nullable AgentType read(Section section, String key, Problems problems) {
        Mention name = section.mention(key);
        if (name == null) {
            return null;
        }
        Optional<AgentType> builtIn = named(name.text());
        if (builtIn.isPresent()) {
            return builtIn.get();
        }
        @Nullable Collection<AgentType> brought = problems.broughtTypes();
        if (!AgentType.isName(name.text()) || (brought != null && !brought.contains(new AgentType(name.text())))) {
            reportUnknown(name, brought == null ? List.of() : brought, problems);
            return null;
        }
        if (brought == null) {
            problems.warning(
                    InputProblemCode.AGENT_TYPE_WITHOUT_ADAPTER,
                    name.place(),
                    "'" + name.text() + "' is none of the types that every runner drives: a runner must bring it"
                            + DidYouMean.among(names(List.of()), name.text()));
        }
        return new AgentType(name.text());
    }

    private static void reportUnknown(Mention name, Collection<AgentType> brought, Problems problems) {
        List<String> names = names(brought);
        problems.error(
                InputProblemCode.AGENT_TYPE_UNKNOWN,
                name.place(),
                "there is no agent type '" + name.text() + "', only " + String.join(" and ", names)
                        + "; a tool with a command line is of type command, with its argument list in 'run'"
                        + DidYouMean.among(names, name.text()));
    }

    private static List<String> names(Collection<AgentType> brought) {
        return Stream.concat(AgentType.BUILT_IN.stream(), brought.stream().sorted())
                .map(AgentType::value)
                .distinct()
                .toList();
    }
}
