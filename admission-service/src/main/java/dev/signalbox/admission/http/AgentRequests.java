package dev.signalbox.admission.http;

import static dev.signalbox.admission.http.RequestBodies.require;

import dev.signalbox.contracts.AgentId;
import dev.signalbox.contracts.ProblemCode;
import dev.signalbox.contracts.WorkspaceId;
import dev.signalbox.contracts.api.AgentRequest;
import dev.signalbox.contracts.api.Problem;
import dev.signalbox.contracts.spec.AccessRules;
import dev.signalbox.contracts.spec.AgentAccess;
import dev.signalbox.contracts.spec.AgentProfile;
import dev.signalbox.contracts.spec.AgentSpec;
import dev.signalbox.contracts.spec.AgentSpecBuilder;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What people say about agents, taken at their word only when it can be meant. */
final class AgentRequests {
    private static final String DEFAULT_WORKSPACE = "default";
    private static final int MOST_CAPACITY = 100_000;
    private static final int MOST_LABELS = 100;
    private static final int MOST_ARGUMENTS = 1_000;
    private static final int LONGEST_LINE = 200;
    private static final Pattern POOL = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,99}");
    private static final Pattern LABEL = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._/-]{0,99}");

    private AgentRequests() {}

    static WorkspaceId workspace(@Nullable String name) throws InvalidRequest {
        try {
            return new WorkspaceId(name == null ? DEFAULT_WORKSPACE : name);
        } catch (IllegalArgumentException e) {
            throw refused("No workspace can be called '" + name + "'.");
        }
    }

    static AgentId id(@Nullable String name) throws InvalidRequest {
        require(name != null, "An agent needs an 'id'.");
        try {
            return new AgentId(Objects.requireNonNull(name));
        } catch (IllegalArgumentException e) {
            throw refused(
                    "'" + name + "' cannot be an agent's id: letters, digits and . _ : - are possible, 200 at most.");
        }
    }

    static AgentSpec agent(AgentRequest request) throws InvalidRequest {
        require((Object) request.type() != null, "An agent needs a 'type'.");
        int capacity = Objects.requireNonNullElse(request.capacity(), 1);
        require(
                capacity >= 1 && capacity <= MOST_CAPACITY,
                "'capacity' must be a number from 1 to " + MOST_CAPACITY + ".");
        String pool = Objects.requireNonNullElse(request.pool(), AgentSpec.DEFAULT_POOL);
        require(POOL.matcher(pool).matches(), "'pool' must be letters, digits and . _ -, 100 at most.");
        String track = request.track();
        require(track == null || isLine(track), "'track' must be one line of at most 200 characters.");
        return AgentSpecBuilder.builder()
                .id(id(request.id()))
                .type(request.type())
                .track(track)
                .capacity(capacity)
                .command(command(request.command()))
                .pool(pool)
                .labels(labels(request.labels()))
                .profile(profile(request))
                .access(access(request))
                .build();
    }

    private static List<String> command(@Nullable List<String> command) throws InvalidRequest {
        if (command == null) {
            return List.of();
        }
        require(
                command.size() <= MOST_ARGUMENTS
                        && command.stream().allMatch(argument -> (Object) argument != null && argument.indexOf(0) < 0),
                "'command' must be a list of at most " + MOST_ARGUMENTS + " texts without a NUL character.");
        require(command.isEmpty() || !command.getFirst().isBlank(), "'command' must begin with a program.");
        return command;
    }

    private static @Nullable AgentProfile profile(AgentRequest request) throws InvalidRequest {
        AgentProfile profile = request.profile();
        if (profile == null) {
            return null;
        }
        require(request.type().takesProfile(), "Only a coding agent has a 'profile'.");
        for (String name : Arrays.asList(profile.model(), profile.session())) {
            require(
                    name == null || isLine(name),
                    "'model' and 'session' must be one line of at most " + LONGEST_LINE + " characters.");
        }
        require(
                profile.tools().size() <= MOST_ARGUMENTS
                        && profile.tools().stream().allMatch(AgentRequests::isLine),
                "'tools' must be a list of at most " + MOST_ARGUMENTS + " lines.");
        Integer turns = profile.maxTurns();
        require(turns == null || turns >= 1, "'maxTurns' must be at least 1.");
        return profile;
    }

    private static @Nullable AgentAccess access(AgentRequest request) throws InvalidRequest {
        Optional<String> flaw = AccessRules.flaw(request.access(), request.type());
        if (flaw.isPresent()) {
            throw refused("'access' cannot be used: " + flaw.get() + ".");
        }
        return request.access();
    }

    private static Map<String, String> labels(@Nullable Map<String, String> labels) throws InvalidRequest {
        if (labels == null) {
            return Map.of();
        }
        require(labels.size() <= MOST_LABELS, "An agent has at most " + MOST_LABELS + " labels.");
        for (Map.Entry<String, String> label : labels.entrySet()) {
            require(
                    LABEL.matcher(label.getKey()).matches()
                            && (Object) label.getValue() != null
                            && label.getValue().length() <= LONGEST_LINE
                            && label.getValue().chars().noneMatch(Character::isISOControl),
                    "'" + label.getKey()
                            + "' cannot be a label: its name has letters, digits and . _ / -, 100 at most, and its"
                            + " value is one line of 200 characters at most.");
        }
        return labels;
    }

    private static boolean isLine(String text) {
        return !text.isBlank() && text.length() <= LONGEST_LINE && text.chars().noneMatch(Character::isISOControl);
    }

    private static InvalidRequest refused(String detail) {
        return new InvalidRequest(Problem.of(ProblemCode.REQUEST_INVALID, detail));
    }
}
