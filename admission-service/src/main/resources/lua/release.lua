-- Removes every trace of a run that will never be.
-- KEYS: 11 idempotency key, 12 payload
-- ARGV: 1 run, 2 workspace
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
