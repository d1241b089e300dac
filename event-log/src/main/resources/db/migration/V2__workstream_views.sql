-- The two tables that users of the workstream orchestrator know, with exactly its columns, as views.

create function iso_8601(at timestamptz) returns text
    language sql stable parallel safe
    return to_char(at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"');

-- JSON may say \u0000, which PostgreSQL cannot show as text.
create function showable(body json) returns json
    language sql immutable parallel safe
    return replace(body::text, '\u0000', '\ufffd')::json;

create function attempt_message(result json) returns text
    language sql immutable parallel safe
    return coalesce(
        nullif(showable(result) ->> 'message', ''),
        'killed by signal ' || (showable(result) ->> 'signal'),
        'exit code ' || (showable(result) ->> 'exitCode'),
        showable(result) ->> 'outcome');

create view workstream_status (
    workstream_id, status, agent_id, track, started_at, completed_at, exit_code, attempt, error_message) as
select distinct on (step)
    step,
    case
        when status in ('pending', 'ready', 'backing_off') then 'pending'
        when status in ('dispatched', 'running') then 'running'
        when status = 'succeeded' then 'completed'
        else 'failed'
    end,
    agent,
    track,
    iso_8601(started_at),
    iso_8601(ended_at),
    (showable(result) ->> 'exitCode')::integer,
    attempt,
    case
        when status = 'succeeded' then null
        when status = 'skipped' then reason
        when status = 'cancelled' then coalesce(attempt_message(result), 'cancelled')
        else attempt_message(result)
    end
from steps
order by step, run desc;
comment on view workstream_status is 'Where each workstream is, in the latest run that has it';

create view execution_log (id, timestamp, workstream_id, agent_id, event_type, message) as
with facts as (
    select
        run, seq, at, step, type,
        showable(body) -> 'data' as data,
        count(*) filter (where type = 'dev.signalbox.step-dispatched.v1') over attempts as attempt
    from events
    where step is not null
    window attempts as (partition by run, step order by seq)
), told as (
    select
        run, seq, at, step, type, data,
        max(data ->> 'agent') filter (where type = 'dev.signalbox.step-dispatched.v1')
            over (partition by run, step, attempt) as agent
    from facts
)
select
    row_number() over (order by at, run, seq),
    iso_8601(at),
    step,
    agent,
    case type
        when 'dev.signalbox.step-started.v1' then 'started'
        when 'dev.signalbox.step-succeeded.v1' then 'completed'
        when 'dev.signalbox.step-backing-off.v1' then 'retry'
        else 'failed'
    end,
    case type
        when 'dev.signalbox.step-started.v1' then 'attempt ' || (data ->> 'attempt') || ' on ' || (data ->> 'runner')
        when 'dev.signalbox.step-skipped.v1' then data ->> 'reason'
        when 'dev.signalbox.step-cancelled.v1' then coalesce(attempt_message(data -> 'result'), 'cancelled')
        else attempt_message(data -> 'result')
    end
from told
where type in (
    'dev.signalbox.step-started.v1',
    'dev.signalbox.step-succeeded.v1',
    'dev.signalbox.step-backing-off.v1',
    'dev.signalbox.step-failed.v1',
    'dev.signalbox.step-cancelled.v1',
    'dev.signalbox.step-skipped.v1');
comment on view execution_log is 'What happened to every workstream, over all runs, the oldest first';
