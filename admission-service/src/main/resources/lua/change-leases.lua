-- Applies what is known of runs to their leases and computed keys, many runs at a time.
-- KEYS: 1 leases, 2 unseen runs, then for each run: its payload, its idempotency key
-- ARGV: 1 lease time in ms, then for each run: its id, what to do, who chose its key
--   seen    the scheduler has announced it: hold a lease, forget that it was unseen
--   renew   it is still live: hold the lease longer, if it is held
--   ended   release the lease, and the key if it was computed
local time = redis.call('TIME')
local now = time[1] * 1000 + math.floor(time[2] / 1000)
local expiry = string.format('%.0f', now + tonumber(ARGV[1]))
for i = 1, (#ARGV - 1) / 3 do
  local payload, key = KEYS[2 * i + 1], KEYS[2 * i + 2]
  local run, change, origin = ARGV[3 * i - 1], ARGV[3 * i], ARGV[3 * i + 1]
  if change == 'renew' then
    redis.call('ZADD', KEYS[1], 'XX', expiry, run)
  else
    redis.call('HDEL', KEYS[2], run)
    redis.call('DEL', payload)
    if change == 'seen' then
      redis.call('ZADD', KEYS[1], expiry, run)
    else
      redis.call('ZREM', KEYS[1], run)
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
