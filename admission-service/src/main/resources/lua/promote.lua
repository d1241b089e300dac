-- Moves waiting runs into free places: of the workspace with the fewest live runs the one that is first in order among those that are
-- known to be in the log, so that a release never stands there before its run. Answers with the runs that were moved, each with its
-- workspace.
-- ARGV: 1 lease time in ms, 2 most live runs, 3 most live runs of a workspace, 4 how many to move at most
if not vouched() then
  return {}
end
local PORTION = 32

-- No entry: the scheduler has announced the run already.
local function is_in_the_log(run)
  local entry = redis.call('HGET', UNSEEN, run)
  return not entry or string.sub(entry, 1, 5) == 'sent:'
end

-- The first run of a workspace that may be moved, and its order; nil when there is none.
local function first_of(workspace)
  local from = 0
  repeat
    local some = redis.call('ZRANGE', QUEUE .. ':' .. workspace, from, from + PORTION - 1, 'WITHSCORES')
    for i = 1, #some, 2 do
      if is_in_the_log(some[i]) then
        return some[i], tonumber(some[i + 1])
      end
    end
    from = from + PORTION
  until #some == 0
  return nil
end

local moved = {}
redis.call('ZREMRANGEBYSCORE', LEASES, '-inf', whole(now))
while #moved < 2 * tonumber(ARGV[4]) and redis.call('ZCARD', LEASES) < tonumber(ARGV[2]) and not broken() do
  local best
  for _, workspace in ipairs(redis.call('SMEMBERS', WAITING)) do
    local share = held(LEASES .. ':' .. workspace)
    local run, order
    if share < tonumber(ARGV[3]) then
      run, order = first_of(workspace)
    end
    if run then
      local candidate = {run = run, workspace = workspace, share = share, order = order}
      if not best
        or candidate.share < best.share
        or candidate.share == best.share
          and (candidate.order < best.order or candidate.order == best.order and candidate.run < best.run) then
        best = candidate
      end
    end
  end
  if not best then
    break
  end
  dequeue(best.run)
  redis.call('ZREMRANGEBYSCORE', LEASES .. ':' .. best.workspace, '-inf', whole(now))
  lease(best.run, best.workspace, tonumber(ARGV[1]))
  redis.call('HSET', RELEASED, best.run, whole(now) .. '\t' .. best.workspace)
  note_trial(best.run)
  moved[#moved + 1] = best.run
  moved[#moved + 1] = best.workspace
end
return moved
