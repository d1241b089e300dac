-- Takes a grant back that leads nowhere: its caller has gone before it arrived, or its payload is lost.
-- KEYS: 1 leases, 2 unseen runs, 3 idempotency key, 4 payload
-- ARGV: 1 run, 2 'unrelied' (only if nobody else relies on the run) or 'lost' (only if it is unsent and has no payload)
local entry = redis.call('HGET', KEYS[2], ARGV[1])
local state = entry and string.match(entry, '^(%a+)\t')
local lost = ARGV[2] == 'lost'
local unsent = state == 'unsent' or (lost and state == 'relied')
if not unsent or (lost and redis.call('EXISTS', KEYS[4]) == 1) then
  return 0
end
redis.call('ZREM', KEYS[1], ARGV[1])
redis.call('HDEL', KEYS[2], ARGV[1])
redis.call('DEL', KEYS[4])
local known = redis.call('GET', KEYS[3])
if known and string.match(known, '^(%S+)') == ARGV[1] then
  redis.call('DEL', KEYS[3])
end
return 1
