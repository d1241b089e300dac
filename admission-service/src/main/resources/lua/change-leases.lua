-- Applies what is known of runs to their leases and computed keys, many runs at a time.
-- KEYS: then for each run: its payload, its idempotency key
-- ARGV: 1 lease time in ms, then for each run: its id, what to do, who chose its key, its workspace, its order in the queue
--   seen    it is announced and may run: hold a lease, forget that it was unseen, that it waited, or that it must be released
--   renew   it is still live: hold the lease longer, if it is held
--   waits   it is announced and held: hold the lease longer if it has got one by now, else let it wait, and nobody is on trial for it
--   ended   release all of it, and the key if it was computed
local duration = tonumber(ARGV[1])
for i = 1, (#ARGV - 1) / 5 do
  local payload, key = KEYS[2 * i + 9], KEYS[2 * i + 10]
  local run, change, origin, workspace, order =
    ARGV[5 * i - 3], ARGV[5 * i - 2], ARGV[5 * i - 1], ARGV[5 * i], ARGV[5 * i + 1]
  if change == 'renew' then
    renew(run, workspace, duration)
  else
    redis.call('HDEL', UNSEEN, run)
    redis.call('DEL', payload)
    if change == 'seen' then
      dequeue(run)
      redis.call('HDEL', RELEASED, run)
      redis.call('HDEL', PROBES, run)
      lease(run, workspace, duration)
    elseif change == 'waits' then
      if redis.call('ZSCORE', LEASES, run) then
        renew(run, workspace, duration)
      else
        forget_trial(run)
        redis.call('HDEL', RELEASED, run)
        if not redis.call('ZSCORE', QUEUE, run) then
          enqueue(run, workspace, order)
        end
      end
    else
      dequeue(run)
      redis.call('HDEL', RELEASED, run)
      redis.call('HDEL', PROBES, run)
      if unlease(run, workspace) then
        redis.call('LPUSH', ENDS, whole(now))
        redis.call('LTRIM', ENDS, 0, 31)
      end
    end
  end
  if origin == 'computed' then
    local known = redis.call('GET', key)
    if known and string.match(known, '^(%S+)') == run then
      if change == 'ended' then
        redis.call('DEL', key)
      else
        redis.call('PEXPIRE', key, ARGV[1])
      end
    end
  end
end
return 1
