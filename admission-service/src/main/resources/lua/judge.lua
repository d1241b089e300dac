-- Says what a request for a run gets, and changes nothing.
-- KEYS: 11 idempotency key
-- ARGV: 1 request hash, 2 most live runs, 3 most live runs of the workspace, 4 workspace, 5 depth, 6 most depth,
--       7 parent run ('' for a root run), 8 most waiting runs (0: nothing waits)
local function judged()
  local marker = vouched()
  if not marker then
    return {'rebuilding'}
  end
  local workspace, parent = ARGV[4], ARGV[7]
  local active = held(LEASES)
  local known = redis.call('GET', KEYS[11])
  if known then
    local run, hash = string.match(known, '^(%S+) (%S+)$')
    local entry = redis.call('HGET', UNSEEN, run)
    local state = entry and hash == ARGV[1] and string.match(entry, '^(%a+)\t')
    local unsent = (state == 'unsent' or state == 'relied') and 1 or 0
    local place = position(run)
    return {'known', marker, run, hash, unsent, active, place, redis.call('ZCARD', QUEUE), estimate(place)}
  end
  local denial = broken()
  if denial then
    return {'broken', denial[1], denial[2], denial[3], active}
  end
  if tonumber(ARGV[5]) > tonumber(ARGV[6]) then
    return {'deep', active}
  end
  local parent_ends = parent ~= '' and redis.call('ZSCORE', LEASES, parent)
  if parent ~= '' and (not parent_ends or tonumber(parent_ends) <= now) then
    return {'orphan', active}
  end
  local here = held(LEASES .. ':' .. workspace)
  local waiting = redis.call('ZCARD', QUEUE)
  local full, full_here = active >= tonumber(ARGV[2]), here >= tonumber(ARGV[3])
  if not full and not full_here and waiting == 0 then
    return {'granted', marker, active + 1}
  end
  local limit = tonumber(ARGV[8])
  if limit == 0 then
    if full or not full_here then
      return {'full', active, waiting}
    end
    return {'full-here', active, here}
  end
  if waiting >= limit then
    return {'queue-full', active, waiting}
  end
  return {'queued', marker, active}
end
