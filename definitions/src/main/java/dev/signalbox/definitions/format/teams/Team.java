package dev.signalbox.definitions.format.teams;

import dev.signalbox.definitions.draft.Mention;
import java.util.List;
import java.util.Map;

/**
 * Agents that work on one goal at the same time.
 *
 * @param name what people call it
 * @param members who works, in the order of the file
 * @param carried what is kept and shown but not acted on
 * @param notEnforced rules that are kept and shown but not enforced
 */
public record Team(Mention name, List<Member> members, Map<String, Object> carried, Map<String, Object> notEnforced) {
    /**
     * One of its places.
     *
     * @param role what the place is called; the name of the agent when the file gives it no other
     * @param agent who fills it
     */
    public record Member(String role, Mention agent) {}
}
