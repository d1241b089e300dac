-- Notes that a run's command is in the log; answers with the run that holds the key when that is another one.
-- KEYS: 1 marker, 2 leases, 3 unseen runs, 4 idempotency key, 5 payload
-- ARGV: 1 run, 2 generation it was granted in, 3 lease time in ms, 4 key time in ms, 5 request hash, 6 partition, 7 offset,
--       8 rest of the unseen entry
redis.call('DEL', KEYS[5])
local time = redis.call('TIME')
local now = time[1] * 1000 + math.floor(time[2] / 1000)
local entry = 'sent:' .. ARGV[6] .. ':' .. ARGV[7] .. '\t' .. string.format('%.0f', now) .. '\t' .. ARGV[8]

if redis.call('GET', KEYS[1]) == ARGV[2] then
  -- No entry: the scheduler has announced the run already.
  if redis.call('HEXISTS', KEYS[3], ARGV[1]) == 1 then
    redis.call('HSET', KEYS[3], ARGV[1], entry)
  end
  return false
end

-- The state was lost, or is being rebuilt, since the run was granted: what the grant wrote is written again.
local known = redis.call('GET', KEYS[4])
local holder = known and string.match(known, '^(%S+)')
if holder and holder ~= ARGV[1] then
  return holder
end
redis.call('SET', KEYS[4], ARGV[1] .. ' ' .. ARGV[5], 'PX', ARGV[4])
redis.call('HSET', KEYS[3], ARGV[1], entry)
redis.call('ZADD', KEYS[2], string.format('%.0f', now + tonumber(ARGV[3])), ARGV[1])
return false
