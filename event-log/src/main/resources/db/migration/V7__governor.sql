-- What the governor says of the last attempt at a step, and the tripwires that attempts have touched with what became of them.

alter table steps add column governor json;

create table tripwires (
    run uuid not null,
    step text not null,
    attempt integer not null,
    tripwire text not null,
    place integer not null,
    stopped boolean not null,
    at timestamptz not null,
    outcome text,
    usd_after numeric not null,
    tokens_after bigint not null,
    primary key (run, step, attempt, tripwire)
);
create index tripwires_by_time on tripwires (at);
comment on table tripwires is 'Each tripwire that an attempt has touched, how the attempt ended (null: it has not), and what it spent after that';

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
    governor::text
from steps s;
