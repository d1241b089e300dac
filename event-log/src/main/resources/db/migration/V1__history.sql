-- What the event log remembers. Every table is written by the ingest alone; everything else only reads.
-- Bodies are kept as "json", not "jsonb": the text stays byte for byte as its writer wrote it, and a NUL in it does no harm.

create table followed_topics (
    topic text primary key,
    topic_id text not null,
    partitions integer not null
);
comment on table followed_topics is 'The topics as they were when they were first followed: another id means that a topic was recreated';

create table consumer_offsets (
    topic text not null,
    partition integer not null,
    next_offset bigint not null,
    primary key (topic, partition)
);
comment on table consumer_offsets is 'Where reading goes on. Written in the transaction of the batch that was read: the truth, whatever Kafka has';

create table runs (
    run uuid primary key,
    workspace text not null,
    name text not null,
    format text not null,
    status text not null,
    reason text,
    pending integer not null,
    ready integer not null,
    in_flight integer not null,
    succeeded integer not null,
    failed integer not null,
    cancelled integer not null,
    skipped integer not null,
    input_tokens bigint not null,
    output_tokens bigint not null,
    cost_usd numeric not null,
    submitted_at timestamptz not null,
    accepted_at timestamptz not null,
    started_at timestamptz,
    ended_at timestamptz,
    last_seq bigint not null,
    missing_events bigint not null
) with (fillfactor = 70);
create index runs_by_workspace on runs (workspace, run);
create index runs_by_status on runs (status, run);

create table steps (
    run uuid not null,
    step text not null,
    position integer not null,
    title text,
    depends_on json not null,
    track text,
    max_attempts integer not null,
    files json not null,
    status text not null,
    waits_for json,
    agent text,
    runner text,
    attempt integer not null,
    epoch bigint not null,
    result json,
    reason text,
    input_tokens bigint not null,
    output_tokens bigint not null,
    cost_usd numeric not null,
    earlier_usage json,
    attempt_usage json,
    dispatched_at timestamptz,
    started_at timestamptz,
    ended_at timestamptz,
    primary key (run, step)
) with (fillfactor = 60);
create unique index steps_in_order on steps (run, position);

create table events (
    run uuid not null,
    seq bigint not null,
    type text not null,
    at timestamptz not null,
    step text,
    body json not null,
    primary key (run, seq)
);

create table missing_events (
    run uuid not null,
    first_seq bigint not null,
    last_seq bigint not null,
    noticed_at timestamptz not null,
    primary key (run, first_seq)
);
comment on table missing_events is 'Events that never arrived although later ones did. Empty, unless a record was unreadable or lost';

create table output_chunks (
    run uuid not null,
    step text not null,
    attempt integer not null,
    number bigint not null,
    at timestamptz not null,
    body json not null,
    primary key (run, step, attempt, number)
);

create table admissions (
    id text collate "C" primary key,
    workspace text not null,
    verdict text not null,
    run uuid,
    code text,
    at timestamptz not null,
    body json not null
);
create index admissions_by_workspace on admissions (workspace, id);

create view step_view as
select
    run, step, position, title, depends_on::text, track, max_attempts, files::text, status, waits_for::text,
    case
        when status = 'pending' then (
            select count(*)
            from json_array_elements_text(s.depends_on) needed
            join steps d on d.run = s.run and d.step = needed
            where d.status <> 'succeeded')
        else 0
    end::integer as unmet,
    agent, runner, attempt, epoch, result::text, reason, input_tokens, output_tokens, cost_usd,
    dispatched_at, started_at, ended_at
from steps s;
comment on view step_view is 'A step as the API shows it: how many dependencies are unmet is counted when it is asked for';

create view admission_view as
select id, workspace, body::text from admissions;
