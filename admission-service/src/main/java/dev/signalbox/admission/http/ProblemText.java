package dev.signalbox.admission.http;

import dev.signalbox.contracts.ProblemCode;

/** What a problem means and what to do about it, for people. */
final class ProblemText {
    private ProblemText() {}

    static String of(ProblemCode code) {
        return switch (code) {
            case DEFINITION_INVALID ->
                "The text was read, but what it says cannot be run: a dependency that does not exist, a cycle, a wrong type. The list"
                        + " errors names each problem with its file, line and column. Nothing was created. Correct them and submit"
                        + " again.";
            case DEFINITION_UNREADABLE ->
                "The text is not valid YAML or JSON. The list errors says where reading stopped. Nothing was created.";
            case DEFINITION_TOO_LARGE ->
                "The definition is larger than the operator allows (signalbox.admission.max-definition-size, 8 MiB unless set). Split it"
                        + " into several runs, or ask for a higher limit.";
            case FORMAT_UNKNOWN ->
                "The content fits none of the input formats. A native definition begins with apiVersion: signalbox/v1. With the"
                        + " property format the format can be named.";
            case REQUEST_INVALID ->
                "The request itself is wrong: a parameter, a header or the outer body. The detail says which.";
            case IDEMPOTENCY_KEY_REUSED ->
                "A caller's Idempotency-Key belongs to its first request for 24 hours. This request differs from that one. Use a new"
                        + " key for a new request.";
            case RUN_CAP_REACHED ->
                "As many runs are live as may be. Come back after the time in Retry-After, or let the operator raise"
                        + " signalbox.admission.max-runs.";
            case WORKSPACE_RUN_CAP_REACHED ->
                "As many runs of the workspace are live as signalbox.admission.max-runs-per-workspace allows, although others may "
                        + "still be admitted. Nothing was created. Try again after retryAfterMs, or let the operator raise the limit or "
                        + "choose signalbox.admission.at-cap=queue.";
            case SLOT_CAP_REACHED ->
                "The request asks for more members of a team at once (--concurrency) than there are slots at all"
                        + " (signalbox.admission.max-slots), or for one workspace (signalbox.admission.max-slots-per-workspace)."
                        + " That can never be had. A limit like max_parallel is no such wish: it may be wider than there are slots,"
                        + " and steps wait for theirs. Nothing was created. Ask for fewer at once. Waiting does not help.";
            case DEPTH_EXCEEDED ->
                "An attempt asked for a run, and that run would stand deeper below a root run than signalbox.admission.max-depth "
                        + "allows: the chain of ancestors is counted, not the runs. Nothing was created. Do the work in the run that asked, "
                        + "or let the operator raise the limit. Waiting does not help.";
            case QUEUE_FULL ->
                "All places are taken, and as many runs wait for one as signalbox.admission.queue-limit allows. Nothing was "
                        + "created. Try again after retryAfterMs.";
            case CLAIM_OVERRIDE_FORBIDDEN ->
                "A step of the definition says on_conflict: override: it would start beside whoever has its files. Two agents would "
                        + "then edit the same files, so this door lets no such step in. Nothing was created. Let the step wait (queue) "
                        + "or be given up (reject), or let the operator allow it with signalbox.admission.claim-override.";
            case CIRCUIT_OPEN ->
                "The circuit breaker admits nothing new: a person opened it, or the log has failed again and again. detail says "
                        + "which. What runs goes on. Asking does not prolong the cooldown. Try again after retryAfterMs. signalbox "
                        + "orchestration-circuit shows who opened it, why, and until when; --reset closes it.";
            case CIRCUIT_OPEN_HOST_PRESSURE ->
                "A machine that runs agents has too many processes, too little memory or disk, or too high a load "
                        + "(signalbox.admission.pressure.*), and more work would make it worse. What runs goes on. Asking does not prolong "
                        + "the cooldown. Try again after retryAfterMs. signalbox orchestration-circuit shows the machine.";
            case CIRCUIT_OPEN_CALL_RESULT_GAP ->
                "More attempts than signalbox.admission.breaker.gap-max have started, not ended, and shown no sign of life: what is "
                        + "started does not come back, and starting more would hide that. What runs goes on. Asking does not prolong the "
                        + "cooldown. Try again after retryAfterMs. Look at the runners; when nothing was reported for "
                        + "signalbox.admission.breaker.gap-reset-quiet, the gap is forgotten.";
            case TOKEN_INVALID ->
                "The request carries a token in Authorization, and it was not signed here, has run out, or is torn. A request "
                        + "without a token asks for a root run. Send the SIGNALBOX_TOKEN of the running attempt as it is.";
            case CHILD_RUNS_DISABLED ->
                "The request carries the token of an attempt, but no signalbox.callback.secret is configured that it could be "
                        + "checked with. Let the operator set the same secret for admission and the runners.";
            case PARENT_ENDED ->
                "The token belongs to an attempt of a run that is not live any more, and a child does not outlive its parent. "
                        + "Nothing was created. Submit the run without the token if it is to stand by itself.";
            case SCOPE_EXCEEDED ->
                "An attempt asked for a run, or for more steps of its run, and they would edit files that the step of the attempt may "
                        + "not edit, or run in another workspace. Nothing was created. What is not certain to be within the parent's "
                        + "files counts as beyond. Ask for less, or give the parent's step a wider files.";
            case ADMISSION_REBUILDING ->
                "Redis has lost its data, and the leases and keys are being read from the log again, which takes moments. Until then"
                        + " nothing is admitted, so that no limit is broken. Come back after the time in Retry-After.";
            case STATE_ERROR ->
                "Redis does not answer. Without it limits cannot be kept, so nothing is admitted. Running work goes on. Come back after"
                        + " the time in Retry-After, with the same Idempotency-Key.";
            case LOG_UNAVAILABLE ->
                "Kafka has not acknowledged in time. Come back after the time in Retry-After with the same Idempotency-Key: if the first"
                        + " request gets through after all, it is the same run.";
            case HISTORY_UNAVAILABLE ->
                "The event log or its database does not answer, so runs cannot be looked at. They go on, and so does admission.";
            case RUN_NOT_FOUND ->
                "No run has this id. A run that was accepted a moment ago may take a moment to be readable.";
            case STEP_NOT_FOUND -> "The run has no step of this id.";
            case AGENT_NOT_FOUND ->
                "The registry of the workspace has no agent of this id. One that was registered a moment ago may take a moment to"
                        + " appear. Without the parameter workspace, the workspace 'default' is meant.";
            case REGISTRY_REBUILDING ->
                "The door has started and has not read yet which agents and runners there are. Come back after the time in"
                        + " Retry-After.";
            case RUN_ALREADY_ENDED -> "The run is over; it cannot be changed any more.";
            case NOT_FOUND -> "No resource has this path. The paths that exist are described at /docs.";
            case METHOD_NOT_ALLOWED ->
                "The path exists, but not for this method. The header Allow names those that it has.";
            case UNSUPPORTED_MEDIA_TYPE ->
                "Runs are submitted as application/json (sources and options) or as application/yaml (one native definition).";
            case INTERNAL_ERROR ->
                "An unexpected error. The trace id in the answer names it in the log of the service.";
        };
    }
}
