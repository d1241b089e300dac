-- Notes that a run's command is in the log; answers with the run that holds the key when that is another one.
-- KEYS: 11 idempotency key, 12 payload
-- ARGV: 1 run, 2 generation it was granted in, 3 lease time in ms, 4 key time in ms, 5 request hash, 6 partition, 7 offset,
--       8 rest of the unseen entry, 9 workspace, 10 its order in the queue ('' when it does not wait)
redis.call('DEL', KEYS[12])
local run = ARGV[1]
local entry = 'sent:' .. ARGV[6] .. ':' .. ARGV[7] .. '\t' .. whole(now) .. '\t' .. ARGV[8]

if redis.call('GET', MARKER) == ARGV[2] then
  -- No entry: the scheduler has announced the run already.
  if redis.call('HEXISTS', UNSEEN, run) == 1 then
    redis.call('HSET', UNSEEN, run, entry)
  end
  return false
end

-- The state was lost, or is being rebuilt, since the run was granted: what the grant wrote is written again.
local known = redis.call('GET', KEYS[11])
local holder = known and string.match(known, '^(%S+)')
if holder and holder ~= run then
  return holder
end
redis.call('SET', KEYS[11], run .. ' ' .. ARGV[5], 'PX', ARGV[4])
redis.call('HSET', UNSEEN, run, entry)
if ARGV[10] == '' then
  lease(run, ARGV[9], tonumber(ARGV[3]))
elseif not redis.call('ZSCORE', LEASES, run) then
  enqueue(run, ARGV[9], ARGV[10])
end
return false
