-- What child runs spend is money of the attempt that asked for them, and so of its step and its run.

-- What all runs below a run, or below one of its steps, have spent in US dollars.
create function usd_spent_below(above uuid, at_step text) returns numeric language sql stable as $$
    with recursive below as (
        select run, cost_usd from runs where parent_run = above and (at_step is null or parent_step = at_step)
        union all
        select r.run, r.cost_usd from runs r join below b on r.parent_run = b.run)
    select coalesce(sum(cost_usd), 0) from below
$$;

-- The same in tokens.
create function tokens_spent_below(above uuid, at_step text) returns bigint language sql stable as $$
    with recursive below as (
        select run, input_tokens + output_tokens as tokens
        from runs
        where parent_run = above and (at_step is null or parent_step = at_step)
        union all
        select r.run, r.input_tokens + r.output_tokens from runs r join below b on r.parent_run = b.run)
    select coalesce(sum(tokens), 0)::bigint from below
$$;

-- How an attempt ended, without what it answered: that may have 64 KiB, and a list a thousand steps.
create function without_output(result text) returns text language sql immutable as $$
    select (result::jsonb - 'output')::text
$$;
