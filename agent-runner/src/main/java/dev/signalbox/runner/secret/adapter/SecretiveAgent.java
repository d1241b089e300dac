package dev.signalbox.runner.secret.adapter;

import dev.signalbox.contracts.attempt.AttemptOutcome;
import dev.signalbox.contracts.attempt.AttemptResult;
import dev.signalbox.runner.attempt.Assignment;
import dev.signalbox.runner.attempt.Work;
import dev.signalbox.runner.attempt.port.Agent;
import dev.signalbox.runner.process.Callback;
import dev.signalbox.runner.process.Refusal;
import dev.signalbox.runner.secret.AttemptSecrets;
import dev.signalbox.runner.secret.Redactor;
import dev.signalbox.runner.secret.port.SecretSource;
import java.time.InstantSource;
import java.util.List;
import java.util.function.Consumer;

/** Any agent, given the secrets of its attempts, of which nothing is in what it reports. An attempt whose secrets cannot be had is denied. */
public final class SecretiveAgent implements Agent {
    private final Agent agent;
    private final SecretSource source;
    private final Callback callback;
    private final InstantSource clock;

    public SecretiveAgent(Agent agent, SecretSource source, Callback callback, InstantSource clock) {
        this.agent = agent;
        this.source = source;
        this.callback = callback;
        this.clock = clock;
    }

    @Override
    public Work begin(Assignment assignment, Consumer<AttemptResult> ended) {
        AttemptSecrets secrets;
        try {
            secrets = AttemptSecrets.of(
                    assignment.start().access(),
                    callback.variables(assignment.start(), clock.instant()),
                    List.of(Callback.TOKEN),
                    source);
        } catch (Refusal e) {
            ended.accept(AttemptResult.withoutProcess(AttemptOutcome.DENIED, e.getMessage()));
            return Work.DONE;
        }
        Redactor redactor = secrets.redactor();
        return agent.begin(assignment.with(secrets), result -> ended.accept(redactor.result(result)));
    }
}
