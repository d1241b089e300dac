-- Writes leases, keys and the queue as they were read from the log, under the rebuild lock. Of two runs with one key the newer holds
-- it: run ids sort by time.
-- KEYS: 11 rebuild lock, then for each run: its idempotency key
-- ARGV: 1 token of the lock, 2 lease time in ms, then for each run: its id, its request hash, the time its key holds in ms (0: not at
--       all), 'live', 'waits' or 'ended', its unseen entry without the time ('' when it was announced), its workspace, its order in
--       the queue
if redis.call('GET', KEYS[11]) ~= ARGV[1] then
  return 0
end
for i = 1, (#ARGV - 2) / 7 do
  local run, hash, holds, standing, entry, workspace, order =
    ARGV[7 * i - 4], ARGV[7 * i - 3], ARGV[7 * i - 2], ARGV[7 * i - 1], ARGV[7 * i], ARGV[7 * i + 1], ARGV[7 * i + 2]
  local key = KEYS[i + 11]
  redis.call('HDEL', RELEASED, run)
  if standing == 'live' then
    dequeue(run)
    lease(run, workspace, tonumber(ARGV[2]))
  elseif standing == 'waits' then
    unlease(run, workspace)
    forget_trial(run)
    enqueue(run, workspace, order)
  end
  if entry ~= '' then
    local state, rest = string.match(entry, '^([^\t]+)\t(.*)$')
    redis.call('HSET', UNSEEN, run, state .. '\t' .. whole(now) .. '\t' .. rest)
  end
  if tonumber(holds) > 0 then
    local known = redis.call('GET', key)
    local holder = known and string.match(known, '^(%S+)')
    if not holder or holder <= run then
      redis.call('SET', key, run .. ' ' .. hash, 'PX', holds)
    end
  end
end
return 1
