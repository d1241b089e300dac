-- A workstream whose work is done and cannot be merged is neither running nor over: the documents of the original program call that
-- state 'conflict'.
create or replace view workstream_status (
    workstream_id, status, agent_id, track, started_at, completed_at, exit_code, attempt, error_message) as
select distinct on (step)
    step,
    case
        when status in ('pending', 'ready', 'backing_off') then 'pending'
        when status in ('dispatched', 'running') then 'running'
        when status = 'succeeded' then 'completed'
        when status = 'conflicted' then 'conflict'
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
