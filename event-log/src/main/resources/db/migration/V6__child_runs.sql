-- A child run was asked for by an attempt of another run. A root run has depth 0 and no parent.

alter table runs
    add column parent_run uuid,
    add column parent_step text,
    add column parent_attempt integer not null default 0,
    add column depth integer not null default 0;

create index runs_by_parent on runs (parent_run, run) where parent_run is not null;
