-- A step whose work cannot be merged is counted by itself, no longer among those that are ready.
alter table runs add column conflicted integer not null default 0;
update runs r
set conflicted = c.steps, ready = r.ready - c.steps
from (select run, count(*)::integer as steps from steps where status = 'conflicted' group by run) c
where c.run = r.run and r.ended_at is null;

-- An attempt may end long before its step does.
alter table steps add column attempt_ended_at timestamptz;
update steps set attempt_ended_at = ended_at where ended_at is not null and status in ('succeeded', 'failed');
update steps s
set attempt_ended_at = e.at
from (
    select run, step, max(at) as at
    from events
    where type = 'dev.signalbox.step-conflicted.v1'
    group by run, step) e
where e.run = s.run and e.step = s.step and s.status = 'failed' and e.at > s.dispatched_at;
update steps s
set attempt_ended_at = e.at
from (
    select run, step, max(at) as at
    from events
    where type in ('dev.signalbox.step-conflicted.v1', 'dev.signalbox.step-backing-off.v1')
    group by run, step) e
where e.run = s.run and e.step = s.step and s.ended_at is null and s.status not in ('dispatched', 'running');

create or replace view step_view as
select
    run, step, position, title, depends_on::text, track, max_attempts, files::text, status, waits_for::text,
    case
        when status = 'pending' then (
            select count(*)
            from json_array_elements_text(s.depends_on) needed
            join steps d on d.run = s.run and d.step = needed
            where d.status not in ('succeeded', 'failed', 'skipped'))
        else 0
    end::integer as unmet,
    agent, runner, attempt, epoch, result::text, reason, input_tokens, output_tokens, cost_usd,
    dispatched_at, started_at, ended_at, limit_usd, limit_tokens, on_exceed, reserved_usd, reserved_tokens,
    governor::text, attempt_ended_at
from steps s;
