package dev.signalbox.admission.command.adapter;

import dev.signalbox.admission.AdmissionConfig;
import dev.signalbox.admission.command.CommandAnswer.Unavailable;
import dev.signalbox.contracts.ProblemCode;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jboss.logging.Logger;

/** Waits for the log, for as long as somebody who asks something may have to. */
@ApplicationScoped
public class Acknowledgements {
    private static final Logger LOG = Logger.getLogger(Acknowledgements.class);

    private final Duration deadline;

    Acknowledgements(AdmissionConfig config) {
        this.deadline = config.submitDeadline();
    }

    /** Blocks until the log has it; says what to answer when that takes too long. */
    public Optional<Unavailable> await(CompletionStage<?> appended) {
        try {
            appended.toCompletableFuture().get(deadline.toMillis(), TimeUnit.MILLISECONDS);
            return Optional.empty();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return missing(e);
        } catch (ExecutionException | TimeoutException e) {
            return missing(e);
        }
    }

    private static Optional<Unavailable> missing(Exception failure) {
        LOG.warnf("A command is not acknowledged: %s", failure);
        return Optional.of(new Unavailable(
                ProblemCode.LOG_UNAVAILABLE,
                "Kafka has not acknowledged the request. Ask again: asking twice changes nothing."));
    }
}
