package dev.signalbox.runner.coding.cli;

import dev.signalbox.contracts.spec.AgentProfile;
import dev.signalbox.runner.coding.AgentSignal;
import dev.signalbox.runner.coding.CodingTask;
import dev.signalbox.runner.coding.port.CodingCli;
import dev.signalbox.runner.coding.port.Transcript;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a program has printed, read to its end; of calls and their answers, what a reader is shown. */
record Reading(List<AgentSignal> signals, AgentSignal.@Nullable Finished finished) {
    static final Path PROMPT = Path.of("/private/prompt.txt");
    static final Path SYSTEM = Path.of("/private/system.txt");
    static final AgentProfile EVERYTHING =
            new AgentProfile("large", "Be brief.", List.of("Read", "Bash(git *)"), 7, "s-1");
    static final AgentProfile NO_TOOLS = new AgentProfile("large", "Be brief.", List.of(), 7, "s-1");

    static Reading of(CodingCli cli, String printed) {
        Transcript transcript = cli.transcript();
        List<AgentSignal> signals = printed.lines()
                .flatMap(line -> transcript.read(line).stream())
                .map(Reading::shown)
                .toList();
        return new Reading(signals, transcript.finished());
    }

    private static AgentSignal shown(AgentSignal signal) {
        return switch (signal) {
            case AgentSignal.ToolCalled called ->
                new AgentSignal.ToolCalled(called.call(), called.tool(), called.arguments());
            case AgentSignal.ToolAnswered answered -> new AgentSignal.ToolAnswered(answered.call(), answered.error());
            case AgentSignal.Begun _,
                    AgentSignal.Said _,
                    AgentSignal.Noted _,
                    AgentSignal.Unread _,
                    AgentSignal.TurnEnded _,
                    AgentSignal.Used _,
                    AgentSignal.Finished _ -> signal;
        };
    }

    static CodingTask task(AgentProfile profile, String... command) {
        return new CodingTask(List.of(command), profile, PROMPT, profile.systemPrompt() == null ? null : SYSTEM);
    }

    <S extends AgentSignal> List<S> only(Class<S> kind) {
        return signals.stream().filter(kind::isInstance).map(kind::cast).toList();
    }
}
