-- Writes leases and keys that were read from the log, under the rebuild lock. Of two runs with one key the newer holds it: run ids
-- sort by time.
-- KEYS: 1 rebuild lock, 2 leases, 3 unseen runs, then for each run: its idempotency key
-- ARGV: 1 token of the lock, 2 lease time in ms, then for each run: its id, its request hash, the time its key holds in ms (0: not at
--       all), 'live' or 'ended', its unseen entry without the time ('' when it was announced)
if redis.call('GET', KEYS[1]) ~= ARGV[1] then
  return 0
end
local time = redis.call('TIME')
local now = time[1] * 1000 + math.floor(time[2] / 1000)
local since = string.format('%.0f', now)
local expiry = string.format('%.0f', now + tonumber(ARGV[2]))
for i = 1, (#ARGV - 2) / 5 do
  local run, hash, holds, standing, entry =
    ARGV[5 * i - 2], ARGV[5 * i - 1], ARGV[5 * i], ARGV[5 * i + 1], ARGV[5 * i + 2]
  local key = KEYS[i + 3]
  if standing == 'live' then
    redis.call('ZADD', KEYS[2], expiry, run)
  end
  if entry ~= '' then
    local state, rest = string.match(entry, '^([^\t]+)\t(.*)$')
    redis.call('HSET', KEYS[3], run, state .. '\t' .. since .. '\t' .. rest)
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
