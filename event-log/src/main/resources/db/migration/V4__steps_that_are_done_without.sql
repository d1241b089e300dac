-- A step may be skipped on request, and then those that need it go on. A pending step whose dependency has been skipped is one of them:
-- in every other case it was skipped together with it.

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
    dispatched_at, started_at, ended_at
from steps s;
