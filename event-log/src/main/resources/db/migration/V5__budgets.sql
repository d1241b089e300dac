-- What runs and steps may spend, and what is set aside for their attempts in flight.

alter table runs
    add column limit_usd numeric,
    add column limit_tokens bigint,
    add column on_exceed text,
    add column reserved_usd numeric not null default 0,
    add column reserved_tokens bigint not null default 0;

alter table steps
    add column limit_usd numeric,
    add column limit_tokens bigint,
    add column on_exceed text,
    add column slice json,
    add column reserved_usd numeric not null default 0,
    add column reserved_tokens bigint not null default 0;

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
    dispatched_at, started_at, ended_at, limit_usd, limit_tokens, on_exceed, reserved_usd, reserved_tokens
from steps s;

-- What is known already of runs that came before: the budgets of their definitions, and those that were set anew.

with definitions as (
    select run, showable(body) -> 'data' -> 'spec' -> 'options' -> 'budget' as budget
    from events
    where type = 'dev.signalbox.run-accepted.v1')
update runs r
set limit_usd = (d.budget -> 'limit' ->> 'usd')::numeric,
    limit_tokens = (d.budget -> 'limit' ->> 'tokens')::bigint,
    on_exceed = d.budget ->> 'onExceed'
from definitions d
where r.run = d.run and json_typeof(d.budget) = 'object';

with definitions as (
    select run, spec ->> 'id' as step, spec -> 'budget' as budget
    from events
    cross join lateral json_array_elements(
        case type
            when 'dev.signalbox.run-accepted.v1' then showable(body) -> 'data' -> 'spec' -> 'steps'
            else showable(body) -> 'data' -> 'steps'
        end) spec
    where type in ('dev.signalbox.run-accepted.v1', 'dev.signalbox.run-extended.v1'))
update steps s
set limit_usd = (d.budget -> 'limit' ->> 'usd')::numeric,
    limit_tokens = (d.budget -> 'limit' ->> 'tokens')::bigint,
    on_exceed = d.budget ->> 'onExceed'
from definitions d
where s.run = d.run and s.step = d.step and json_typeof(d.budget) = 'object';

with raised as (
    select distinct on (run, data ->> 'step')
        run, data ->> 'step' as step, data -> 'limit' as budget
    from (
        select run, seq, showable(body) -> 'data' as data
        from events
        where type = 'dev.signalbox.budget-raised.v1') facts
    order by run, data ->> 'step', seq desc),
runs_raised as (
    update runs r
    set limit_usd = (n.budget ->> 'usd')::numeric,
        limit_tokens = (n.budget ->> 'tokens')::bigint,
        on_exceed = coalesce(r.on_exceed, 'pause')
    from raised n
    where r.run = n.run and n.step is null)
update steps s
set limit_usd = (n.budget ->> 'usd')::numeric,
    limit_tokens = (n.budget ->> 'tokens')::bigint,
    on_exceed = coalesce(s.on_exceed, 'pause')
from raised n
where s.run = n.run and s.step = n.step;

with dispatched as (
    select distinct on (run, step) run, step, showable(body) -> 'data' -> 'reserved' as slice
    from events
    where type = 'dev.signalbox.step-dispatched.v1'
    order by run, step, seq desc)
update steps s
set slice = d.slice,
    reserved_usd = greatest(0, coalesce((d.slice ->> 'usd')::numeric, 0)
        - coalesce((s.attempt_usage ->> 'costUsd')::numeric, 0)),
    reserved_tokens = greatest(0, coalesce((d.slice ->> 'tokens')::bigint, 0)
        - coalesce((s.attempt_usage ->> 'inputTokens')::bigint, 0)
        - coalesce((s.attempt_usage ->> 'outputTokens')::bigint, 0))
from dispatched d
where s.run = d.run and s.step = d.step and s.status in ('dispatched', 'running') and json_typeof(d.slice) = 'object';

with reserved as (
    select run, sum(reserved_usd) as usd, sum(reserved_tokens) as tokens
    from steps
    group by run
    having sum(reserved_usd) > 0 or sum(reserved_tokens) > 0)
update runs r
set reserved_usd = s.usd,
    reserved_tokens = s.tokens
from reserved s
where r.run = s.run;
