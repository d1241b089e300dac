package dev.signalbox.runner.governor;

import dev.signalbox.runner.coding.AgentSignal;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** What the governor makes of the signals of a coding agent. */
final class Observations {
    private static final Pattern SHELL = Pattern.compile("bash|shell|terminal|command|exec");
    private static final Pattern VERIFICATION =
            Pattern.compile("\\b(?:tests?|lint|typecheck|type-check|build|vitest|jest"
                    + "|pytest|go (?:test|vet)|cargo (?:test|check)|mvn|gradle|(?:pnpm|npm|bun|yarn) test)\\b");

    private Observations() {}

    static List<Observation> of(List<AgentSignal> signals) {
        return signals.stream().flatMap(Observations::of).toList();
    }

    private static Stream<Observation> of(AgentSignal signal) {
        return switch (signal) {
            case AgentSignal.Begun _, AgentSignal.Noted _, AgentSignal.Unread _ -> Stream.empty();
            case AgentSignal.Said said ->
                Stream.of(new Observation.Spoke(said.text().length()));
            case AgentSignal.ToolCalled called ->
                Stream.of(new Observation.CallBegun(called.call(), called.signature(), verifies(called)));
            case AgentSignal.ToolAnswered answered ->
                Stream.of(new Observation.CallEnded(answered.call(), answered.error() != null, answered.answer()));
            case AgentSignal.TurnEnded() -> Stream.of(new Observation.TurnEnded());
            case AgentSignal.Used used -> Stream.of(new Observation.Spent(used.total()));
            case AgentSignal.Finished _ -> Stream.of(new Observation.Finished());
        };
    }

    private static boolean verifies(AgentSignal.ToolCalled called) {
        return SHELL.matcher(called.tool().toLowerCase(Locale.ROOT)).find()
                && VERIFICATION.matcher(called.arguments()).find();
    }
}
