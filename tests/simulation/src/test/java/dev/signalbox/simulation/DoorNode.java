package dev.signalbox.simulation;

import dev.signalbox.admission.runs.AdmissionDecision;
import dev.signalbox.admission.runs.AdmissionRequest;
import dev.signalbox.admission.runs.HeldKey;
import dev.signalbox.admission.runs.LeaseAnswer;
import dev.signalbox.admission.runs.LogPosition;
import dev.signalbox.admission.runs.RunAdmission;
import dev.signalbox.admission.status.RunStanding;
import dev.signalbox.admission.status.RunStandings;
import dev.signalbox.admission.upkeep.CommandsBeyond;
import dev.signalbox.admission.upkeep.RestoredRun;
import dev.signalbox.admission.upkeep.SentRun;
import dev.signalbox.admission.upkeep.UnseenRun;
import dev.signalbox.admission.upkeep.UpkeepPlan;
import dev.signalbox.contracts.RunId;
import dev.signalbox.contracts.command.ReleaseRun;
import dev.signalbox.contracts.command.RunCommand;
import dev.signalbox.contracts.command.SubmitRun;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/** A door: submissions on their way, and the upkeep of what all doors share. */
final class DoorNode {
    private static final Duration UNSENT_FOR = Duration.ofSeconds(5);
    private static final Duration LEASE_TIME = Duration.ofMinutes(1);
    private static final Duration KEY_TIME = Duration.ofHours(24);

    private final Topics topics;
    private final DoorState state;
    private final Faults faults;
    private final Time time;
    private final Map<RunId, AdmissionRequest> requests;
    private final BiConsumer<AdmissionRequest, RunId> acknowledged;
    private final List<Submission> underWay = new ArrayList<>();
    private RunStandings standings = new RunStandings();
    private int statusesRead;

    /** A submission between two calls of ports. */
    private static final class Submission {
        final AdmissionRequest asked;

        @Nullable
        AdmissionRequest granted;

        String generation = "";

        @Nullable
        LogPosition position;

        Submission(AdmissionRequest asked) {
            this.asked = asked;
        }
    }

    DoorNode(
            Topics topics,
            DoorState state,
            Faults faults,
            Time time,
            Map<RunId, AdmissionRequest> requests,
            BiConsumer<AdmissionRequest, RunId> acknowledged) {
        this.topics = topics;
        this.state = state;
        this.faults = faults;
        this.time = time;
        this.requests = requests;
        this.acknowledged = acknowledged;
    }

    void die() {
        underWay.clear();
        standings = new RunStandings();
        statusesRead = 0;
    }

    boolean isIdle() {
        return underWay.isEmpty();
    }

    void ask(AdmissionRequest request) {
        underWay.add(new Submission(request));
    }

    /** One submission comes to its next call of a port. */
    void work() {
        if (!underWay.isEmpty()) {
            Submission next = faults.any(underWay);
            during(() -> goOn(next));
        }
    }

    private void during(Runnable something) {
        try {
            something.run();
        } catch (Crash _) {
            die();
        }
    }

    private void goOn(Submission submission) {
        AdmissionRequest granted = submission.granted;
        LogPosition position = submission.position;
        if (granted == null) {
            decide(submission);
        } else if (position == null) {
            append(submission, granted);
        } else {
            faults.port();
            state.noteSent(granted, submission.generation, position);
            underWay.remove(submission);
            acknowledged.accept(submission.asked, granted.candidate());
        }
    }

    private void decide(Submission submission) {
        AdmissionRequest asked = submission.asked;
        LeaseAnswer answer = state.decide(asked);
        faults.port();
        submission.generation = answer.generationOrNone();
        switch (RunAdmission.decide(asked, answer)) {
            case AdmissionDecision.Admit _ -> submission.granted = asked;
            case AdmissionDecision.Enqueue _ -> submission.granted = asked.waiting();
            case AdmissionDecision.Finish finish -> submission.granted = requests.get(finish.run());
            case AdmissionDecision.Attach attach -> {
                underWay.remove(submission);
                acknowledged.accept(asked, attach.run());
            }
            case AdmissionDecision.Deny _ -> underWay.remove(submission);
        }
    }

    private void append(Submission submission, AdmissionRequest granted) {
        LogPosition position = append(granted.command());
        if (position == null) {
            underWay.remove(submission);
        } else {
            submission.position = position;
        }
    }

    /** Null when it is not known to be in the log. */
    private @Nullable LogPosition append(RunCommand command) {
        faults.port();
        if (faults.fails()) {
            return null;
        }
        if (faults.isBroken(Faults.Broken.ACKNOWLEDGED_COMMANDS_ARE_LOST) && faults.oneIn(10)) {
            return new LogPosition(0, topics.commands.size());
        }
        topics.commands.add(command);
        LogPosition position = new LogPosition(0, topics.commands.size() - 1L);
        if (faults.repeats()) {
            topics.commands.add(command);
        }
        faults.port();
        return faults.fails() ? null : position;
    }

    /** One round of what the upkeep of leases does. */
    void upkeep(boolean othersAreQuiet) {
        during(() -> {
            if (state.isVouchedFor()) {
                renew();
                state.promote().forEach(this::release);
            } else if (underWay.isEmpty() && othersAreQuiet) {
                rebuild();
            }
        });
    }

    private void release(RunId run) {
        Audit.holds(isInTheLog(run), "a release never stands before its run", run);
        append(new ReleaseRun(Objects.requireNonNull(requests.get(run)).workspace(), run, time.now()));
    }

    private boolean isInTheLog(RunId run) {
        return topics.commands.stream()
                .anyMatch(command ->
                        command instanceof SubmitRun submit && submit.run().equals(run));
    }

    private void renew() {
        long progress = topics.commandsTaken;
        faults.port();
        readStatuses();
        List<RunId> overdue = state.released().stream()
                .filter(run -> run.age().compareTo(UNSENT_FOR) >= 0)
                .map(run -> run.run())
                .toList();
        UpkeepPlan plan =
                UpkeepPlan.of(standings, state.held(), state.parked(), state.unseen(), Map.of(0, progress), UNSENT_FOR);
        faults.port();
        state.apply(plan.changes());
        state.vouch();
        for (UnseenRun unsent : plan.unsent()) {
            sendAgain(unsent);
        }
        Audit.holds(
                faults.isBroken(Faults.Broken.ACKNOWLEDGED_COMMANDS_ARE_LOST)
                        || plan.refused().isEmpty(),
                "the scheduler refuses nothing",
                plan.refused());
        overdue.forEach(this::release);
    }

    private void sendAgain(UnseenRun unsent) {
        AdmissionRequest request = Objects.requireNonNull(requests.get(unsent.run()));
        String generation = state.generation();
        LogPosition position = append(request.command());
        if (position != null) {
            state.noteSent(request, generation, position);
        }
    }

    private void rebuild() {
        int progress = topics.commandsTaken;
        faults.port();
        readStatuses();
        CommandsBeyond beyond = beyond(progress);
        List<RestoredRun> runs = RestoredRun.all(standings, beyond, state.unseen(), time.now(), LEASE_TIME, KEY_TIME);
        faults.port();
        state.rebuild(runs);
    }

    private CommandsBeyond beyond(int progress) {
        CommandsBeyond.Reading reading = new CommandsBeyond.Reading();
        for (int offset = progress; offset < topics.commands.size(); offset++) {
            RunCommand command = topics.commands.get(offset);
            if (command instanceof SubmitRun submit) {
                AdmissionRequest request = AdmissionRequest.of(submit);
                reading.submitted(new SentRun(
                        submit.run(),
                        request.workspace(),
                        HeldKey.of(request.workspace(), request.idempotency()),
                        new LogPosition(0, offset),
                        request.waitsWith()));
            } else if (command instanceof ReleaseRun release) {
                reading.released(release.run());
            }
        }
        return reading.end();
    }

    private void readStatuses() {
        for (; statusesRead < topics.statuses.size(); statusesRead++) {
            Topics.Status status = topics.statuses.get(statusesRead);
            if (status.status() == null) {
                standings.forget(status.run());
            } else {
                standings.apply(RunStanding.of(status.status()));
            }
        }
    }
}
