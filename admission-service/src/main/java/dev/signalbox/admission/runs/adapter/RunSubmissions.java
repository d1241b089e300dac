package dev.signalbox.admission.runs.adapter;

import dev.signalbox.admission.AdmissionConfig;
import dev.signalbox.admission.breaker.RecentFailures;
import dev.signalbox.admission.runs.Admission;
import dev.signalbox.admission.runs.Admission.Accepted;
import dev.signalbox.admission.runs.Admission.Attached;
import dev.signalbox.admission.runs.Admission.Denied;
import dev.signalbox.admission.runs.Admission.Queued;
import dev.signalbox.admission.runs.AdmissionDecision;
import dev.signalbox.admission.runs.AdmissionDecision.Admit;
import dev.signalbox.admission.runs.AdmissionDecision.Attach;
import dev.signalbox.admission.runs.AdmissionDecision.Deny;
import dev.signalbox.admission.runs.AdmissionDecision.Enqueue;
import dev.signalbox.admission.runs.AdmissionDecision.Finish;
import dev.signalbox.admission.runs.AdmissionRequest;
import dev.signalbox.admission.runs.HeldKey;
import dev.signalbox.admission.runs.LeaseAnswer;
import dev.signalbox.admission.runs.LeaseAnswer.Rebuilding;
import dev.signalbox.admission.runs.LogPosition;
import dev.signalbox.admission.runs.RunAdmission;
import dev.signalbox.admission.runs.UnsettledRun;
import dev.signalbox.admission.runs.UnsettledRuns;
import dev.signalbox.admission.runs.port.CommandLog;
import dev.signalbox.admission.runs.port.CommandRefused;
import dev.signalbox.admission.runs.port.RunLeases;
import dev.signalbox.admission.runs.port.StateUnreachable;
import dev.signalbox.admission.upkeep.Door;
import dev.signalbox.admission.upkeep.DoorCondition.LogDown;
import dev.signalbox.contracts.WireMessage;
import dev.signalbox.contracts.command.AddSteps;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/** Carries a request through: decide, send, note. Its calls block their thread, which is therefore a virtual one. */
@ApplicationScoped
public class RunSubmissions {
    private static final Logger LOG = Logger.getLogger(RunSubmissions.class);

    private final RunLeases leases;
    private final CommandLog log;
    private final UnsettledRuns unsettled;
    private final Door door;
    private final RecentFailures failures;
    private final AdmissionConfig config;
    private final Clock clock;

    RunSubmissions(
            RunLeases leases,
            CommandLog log,
            UnsettledRuns unsettled,
            Door door,
            RecentFailures failures,
            AdmissionConfig config,
            Clock clock) {
        this.leases = leases;
        this.log = log;
        this.unsettled = unsettled;
        this.door = door;
        this.failures = failures;
        this.config = config;
        this.clock = clock;
    }

    /**
     * What became of a request.
     *
     * @param admission what the caller gets
     * @param activeRuns how many leases were held when it was decided; null when that is not known
     */
    public record Result(Admission admission, @Nullable Integer activeRuns) {}

    /** Admits a request, attaches it to the run of an earlier one, or denies it. */
    public Result submit(AdmissionRequest request) {
        Optional<Deny> impossible = RunAdmission.impossible(
                request, config.maxSlots(), config.maxSlotsPerWorkspace(), config.claimOverride());
        if (impossible.isPresent()) {
            return new Result(new Denied(impossible.get()), null);
        }
        Portions portions = Portions.of(request, log);
        if (!portions.fit(log)) {
            return new Result(new Denied(RunAdmission.tooLargeForTheLog()), null);
        }
        Result result = submit(portions.first(), portions.message());
        return portions.rest().isEmpty() || isFollowedByTheRest(result, portions)
                ? result
                : new Result(new Denied(RunAdmission.logUnavailable()), result.activeRuns());
    }

    /** The run of an earlier request may lack parts, so they are sent with every one. */
    private boolean isFollowedByTheRest(Result result, Portions portions) {
        return switch (result.admission()) {
            case Accepted accepted -> areAcknowledged(portions.restOf(accepted.run(), clock.instant()));
            case Queued queued -> areAcknowledged(portions.restOf(queued.run(), clock.instant()));
            case Attached attached -> areAcknowledged(portions.restOf(attached.run(), clock.instant()));
            case Denied _ -> true;
        };
    }

    private boolean areAcknowledged(List<AddSteps> parts) {
        try {
            CompletableFuture.allOf(parts.stream()
                            .map(part -> log.append(part, log.encode(part)).toCompletableFuture())
                            .toArray(CompletableFuture<?>[]::new))
                    .get(config.submitDeadline().toMillis(), TimeUnit.MILLISECONDS);
            return true;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        } catch (ExecutionException | TimeoutException e) {
            LOG.warnf("A run is not complete: a part of it is not acknowledged by the log: %s", causeOf(e));
            return false;
        }
    }

    private Result submit(AdmissionRequest request, WireMessage message) {
        UnsettledRun run = unsettled.enter(request.candidate());
        boolean sending = false;
        try {
            LeaseAnswer answer = leases.decide(request, message.body());
            Optional.ofNullable(answer.heldLeases()).ifPresent(door::holds);
            AdmissionDecision decision = RunAdmission.decide(request, answer);
            sending = decision instanceof Admit || decision instanceof Enqueue;
            return new Result(carryOut(decision, answer, request, message, run), answer.heldLeases());
        } catch (StateUnreachable e) {
            LOG.debug("A request is denied because Redis does not answer", e);
            return new Result(new Denied(RunAdmission.stateUnreachable()), null);
        } finally {
            if (!sending) {
                run.abandon();
            }
        }
    }

    private Admission carryOut(
            AdmissionDecision decision,
            LeaseAnswer answer,
            AdmissionRequest request,
            WireMessage message,
            UnsettledRun run) {
        return switch (decision) {
            case Admit admit -> {
                send(request, message, answer.generationOrNone(), run);
                yield awaitAcceptance(run, new Accepted(admit.run()));
            }
            case Enqueue queued -> {
                AdmissionRequest waiting = request.waiting();
                send(waiting, log.encode(waiting.command()), answer.generationOrNone(), run);
                door.waits(queued.place().waiting());
                door.callForUpkeep();
                yield awaitAcceptance(run, new Queued(queued.run(), queued.place()));
            }
            case Attach attach -> new Attached(attach.run(), attach.place());
            case Finish finish -> finish(finish, request, answer);
            case Deny denial -> denied(denial, answer);
        };
    }

    /** Sends the run of an earlier request as that was let in: to run, or to wait. */
    private Admission finish(Finish finish, AdmissionRequest request, LeaseAnswer answer) {
        AdmissionRequest same = request.under(finish.run());
        return awaitAcceptance(
                sendAgain(finish.place() == null ? same : same.waiting(), answer.generationOrNone()),
                new Attached(finish.run(), finish.place()));
    }

    /**
     * Sends the command of a run that was granted before, unless somebody here is at it already.
     *
     * @param request the request under the id that was granted
     * @param generation names the life of the state that the grant was read from
     */
    public UnsettledRun sendAgain(AdmissionRequest request, String generation) {
        return unsettled.joinOrBegin(
                request.candidate(), run -> send(request, log.encode(request.command()), generation, run));
    }

    private void send(AdmissionRequest request, WireMessage message, String generation, UnsettledRun run) {
        log.append(request.command(), message).whenComplete((position, failure) -> {
            if (failure == null) {
                failures.succeeded();
                run.acknowledge(position);
                note(request, generation, position, run);
            } else if (causeOf(failure) instanceof CommandRefused refused) {
                forget(request, refused, run);
            } else {
                failures.failed(clock.instant());
                LOG.warnf("Run %s is not acknowledged by the log: %s", request.candidate(), causeOf(failure));
                run.fail(causeOf(failure));
            }
        });
    }

    private void note(AdmissionRequest request, String generation, LogPosition position, UnsettledRun run) {
        leases.noteSent(request, generation, position).whenComplete((holder, failure) -> {
            if (failure != null) {
                LOG.debugf(failure, "It is not noted that run %s is in the log; the upkeep will", request.candidate());
            } else {
                holder.ifPresent(other -> LOG.errorf(
                        "Run %s and run %s were admitted under one key while Redis had lost its data",
                        request.candidate(), other));
            }
            run.settle();
            if (request.held()) {
                door.callForReleases();
            }
        });
    }

    private void forget(AdmissionRequest request, CommandRefused refused, UnsettledRun run) {
        LOG.errorf(refused, "Run %s can never reach the log", request.candidate());
        leases.release(request.candidate(), request.workspace(), HeldKey.of(request.workspace(), request.idempotency()))
                .whenComplete((released, failure) -> run.fail(refused));
    }

    private Admission awaitAcceptance(UnsettledRun run, Admission accepted) {
        try {
            run.acknowledged().get(config.submitDeadline().toMillis(), TimeUnit.MILLISECONDS);
            return accepted;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return new Denied(RunAdmission.logUnavailable());
        } catch (ExecutionException e) {
            return new Denied(
                    causeOf(e) instanceof CommandRefused
                            ? RunAdmission.tooLargeForTheLog()
                            : RunAdmission.logUnavailable());
        } catch (TimeoutException e) {
            return new Denied(RunAdmission.logUnavailable());
        }
    }

    /** Leases that nobody could renew because the log is down are not being rebuilt: they wait for the log. */
    private Denied denied(Deny denial, LeaseAnswer answer) {
        if (!(answer instanceof Rebuilding)) {
            return new Denied(denial);
        }
        door.callForUpkeep();
        return new Denied(door.condition() instanceof LogDown ? RunAdmission.leasesWaitForTheLog() : denial);
    }

    private static Throwable causeOf(Throwable failure) {
        boolean wrapped = failure instanceof CompletionException || failure instanceof ExecutionException;
        return wrapped ? Optional.ofNullable(failure.getCause()).orElse(failure) : failure;
    }
}
