package dev.signalbox.agenttype;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * What an agent is asked to do in one attempt.
 *
 * @param key names the attempt; the next one at the same step has another
 * @param run the run
 * @param step the step
 * @param attempt 1 for the first try, then 2, 3, ...
 * @param agent the agent
 * @param directory the directory of the workspace
 * @param command the {@code run} of the agent or the step; empty when there is none
 * @param prompt what it is asked; empty when the step has no prompt
 * @param profile how it is to work
 * @param variables what a process would have as environment: those of the step, and its secrets
 */
public record AgentTask(
        String key,
        String run,
        String step,
        int attempt,
        String agent,
        Path directory,
        List<String> command,
        String prompt,
        Profile profile,
        Map<String, String> variables) {
    public AgentTask {
        command = List.copyOf(command);
        variables = Map.copyOf(variables);
    }

    /**
     * How an agent is to work.
     *
     * @param model the model; empty for the usual one
     * @param systemPrompt what is added to the system prompt; empty for nothing
     * @param tools the tools it may use; empty for the usual ones
     * @param maxTurns after how many turns it is to end; empty for no limit
     * @param session the session that it is to go on with; empty for a new one
     */
    public record Profile(
            Optional<String> model,
            Optional<String> systemPrompt,
            List<String> tools,
            OptionalInt maxTurns,
            Optional<String> session) {
        public Profile {
            tools = List.copyOf(tools);
        }
    }

    /** Its variables are left out: secrets are among them. */
    @Override
    public String toString() {
        return "AgentTask[" + key + "]";
    }
}
