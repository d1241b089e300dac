-- Moves waiting runs into free places: of the workspace with the fewest live runs the one that is first in order. Answers with the
-- runs that were moved, each with its workspace.
-- ARGV: 1 lease time in ms, 2 most live runs, 3 most live runs of a workspace, 4 how many to move at most
if not vouched() then
  return {}
end
local moved = {}
redis.call('ZREMRANGEBYSCORE', LEASES, '-inf', whole(now))
while #moved < 2 * tonumber(ARGV[4]) and redis.call('ZCARD', LEASES) < tonumber(ARGV[2]) and not broken() do
  local best
  for _, workspace in ipairs(redis.call('SMEMBERS', WAITING)) do
    local share = held(LEASES .. ':' .. workspace)
    if share < tonumber(ARGV[3]) then
      local head = redis.call('ZRANGE', QUEUE .. ':' .. workspace, 0, 0, 'WITHSCORES')
      local candidate = {run = head[1], workspace = workspace, share = share, order = tonumber(head[2])}
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
