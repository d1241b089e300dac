-- Takes a grant back that leads nowhere: its caller has gone before it arrived, or its payload is lost.
-- KEYS: 11 idempotency key, 12 payload
-- ARGV: 1 run, 2 workspace, 3 'unrelied' (only if nobody else relies on the run) or 'lost' (only if it is unsent and has no payload)
local entry = redis.call('HGET', UNSEEN, ARGV[1])
local state = entry and string.match(entry, '^(%a+)\t')
local lost = ARGV[3] == 'lost'
local unsent = state == 'unsent' or (lost and state == 'relied')
if not unsent or (lost and redis.call('EXISTS', KEYS[12]) == 1) then
  return 0
end
unlease(ARGV[1], ARGV[2])
dequeue(ARGV[1])
forget_trial(ARGV[1])
redis.call('HDEL', RELEASED, ARGV[1])
redis.call('HDEL', UNSEEN, ARGV[1])
redis.call('DEL', KEYS[12])
local known = redis.call('GET', KEYS[11])
if known and string.match(known, '^(%S+)') == ARGV[1] then
  redis.call('DEL', KEYS[11])
end
return 1
