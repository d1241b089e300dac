package dev.signalbox.definitions.format;

import dev.signalbox.contracts.spec.AgentSpec;
import dev.signalbox.contracts.spec.AgentType;
import dev.signalbox.definitions.InputProblemCode;
import dev.signalbox.definitions.draft.AgentDraft;
import dev.signalbox.definitions.draft.FleetDraft;
import dev.signalbox.definitions.draft.Mention;
import dev.signalbox.definitions.draft.Problems;
import dev.signalbox.definitions.draft.Section;
import dev.signalbox.definitions.draft.TrackDraft;
import dev.signalbox.definitions.text.Value;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Reads the agents and tracks of a definition or of an agents file: {@code agents} and {@code tracks}, or {@code agent_configs} and
 * {@code track_assignments}, which mean the same.
 */
public final class FleetSection {
    private static final int MOST_CAPACITY = 100_000;
    private static final Pattern POOL = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]*");
    private static final String AGENTS = "agents";
    private static final String AGENT_LIST = "agent_configs";
    private static final String REGISTRY = "registry";
    private static final String TRACKS = "tracks";
    private static final String TRACK_LIST = "track_assignments";

    private final Problems problems;

    public FleetSection(Problems problems) {
        this.problems = problems;
    }

    /** Reads an agents file, with the gates it declares. */
    public FleetDraft readFile(Document document) {
        if (!(document.value() instanceof Value.Fields fields)) {
            problems.error(
                    InputProblemCode.TYPE_WRONG,
                    document.value().place(),
                    "an agents file must be a mapping with 'agents', 'tracks' and 'gates', not "
                            + document.value().kind());
            return FleetDraft.NONE;
        }
        Section section = new Section(fields, "an agents file", problems);
        section.value(SignalboxFormat.API_VERSION);
        FleetDraft fleet = read(section).withGates(new GateSection(problems).declared(section));
        section.reportUnknownKeys();
        if (fleet.agents().isEmpty() && !fleet.usesRegistry() && !problems.hasErrors()) {
            problems.error(InputProblemCode.AGENTS_MISSING, section.place(), "the agents file declares no agent");
        }
        return fleet;
    }

    FleetDraft read(Section section) {
        List<AgentDraft> agents = new ArrayList<>();
        List<TrackDraft> tracks = new ArrayList<>();
        boolean usesRegistry = false;
        for (String key : Stream.of(AGENTS, AGENT_LIST).filter(section::has).toList()) {
            if (section.value(key) instanceof Value.Text text && text.text().equals(REGISTRY)) {
                usesRegistry = true;
            } else {
                agents.addAll(agents(section, key));
            }
        }
        for (String key : Stream.of(TRACKS, TRACK_LIST).filter(section::has).toList()) {
            tracks.addAll(tracks(section, key));
        }
        return new FleetDraft(agents, tracks, usesRegistry, Map.of());
    }

    private List<AgentDraft> agents(Section section, String key) {
        Value value = section.value(key);
        return switch (value) {
            case Value.Fields byId ->
                byId.fields().entrySet().stream()
                        .flatMap(entry ->
                                agent(
                                        new Mention(
                                                entry.getKey(), entry.getValue().key()),
                                        entry.getValue().value())
                                        .stream())
                        .toList();
            case Value.Items list ->
                list.items().stream().flatMap(item -> listed(item).stream()).toList();
            case null, default -> {
                section.invalid(
                        key,
                        "must be a mapping from agent ids to agents, a list of agents, or 'registry' for those of the workspace");
                yield List.of();
            }
        };
    }

    private Optional<AgentDraft> listed(Value item) {
        if (item instanceof Value.Fields fields && fields.has("id")) {
            Mention id = new Section(fields, "an agent", problems).mention("id");
            return id == null ? Optional.empty() : agent(id, item);
        }
        problems.error(InputProblemCode.KEY_MISSING, item.place(), "an agent in a list must be a mapping with an 'id'");
        return Optional.empty();
    }

    private Optional<AgentDraft> agent(Mention id, Value value) {
        if (value instanceof Value.Nothing) {
            return Optional.of(new AgentDraft(id, AgentType.COMMAND, null, 1, List.of(), AgentSpec.DEFAULT_POOL));
        }
        if (!(value instanceof Value.Fields fields)) {
            problems.error(
                    InputProblemCode.TYPE_WRONG, value.place(), "an agent must be a mapping, not " + value.kind());
            return Optional.empty();
        }
        Section section = new Section(fields, "an agent", problems);
        section.value("id");
        AgentDraft read =
                agent(id, section, section.ownEntries()).withLabels(new Labels(problems).read(section, "labels"));
        AgentDraft agent = read.withAccess(new AccessSection(problems).read(section, read.type()));
        section.reportUnknownKeys();
        return Optional.of(agent);
    }

    /** Reads the keys of an agent; what else the section says is the caller's. */
    public AgentDraft agent(Mention id, Section section, Map<String, Object> carried) {
        @Nullable AgentType type = AgentTypes.read(section, "type", problems);
        @Nullable Integer capacity = section.wholeNumber("capacity", 1, MOST_CAPACITY);
        @Nullable String pool = pool(section);
        boolean isUnreadable = type == null && section.has("type");
        AgentType kind = type == null ? assumedType(section) : type;
        return new AgentDraft(
                id,
                kind,
                section.mention("track"),
                capacity == null ? 1 : capacity,
                section.command("run"),
                pool == null ? AgentSpec.DEFAULT_POOL : pool,
                Map.of(),
                kind.takesProfile() || isUnreadable ? ProfileKeys.read(section) : null,
                null,
                carried);
    }

    /** Command, unless the type is unreadable: then one that causes no further problems. */
    private static AgentType assumedType(Section section) {
        return section.has("type") && !section.has("run") ? AgentType.FAKE : AgentType.COMMAND;
    }

    private static @Nullable String pool(Section section) {
        String pool = section.line("pool", 100);
        if (pool == null || POOL.matcher(pool).matches()) {
            return pool;
        }
        section.invalid("pool", "must be letters, digits and . _ -");
        return null;
    }

    private List<TrackDraft> tracks(Section parent, String key) {
        List<TrackDraft> tracks = new ArrayList<>();
        parent.section(key, "'" + key + "'")
                .ifPresent(section -> section.entries()
                        .forEach((name, field) -> tracks.add(new TrackDraft(
                                new Mention(name, field.key()), section.mentions(name, "[ws-22, ws-23]")))));
        return tracks;
    }
}
