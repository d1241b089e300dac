-- Removes every trace of a run that will never be.
-- KEYS: 1 leases, 2 unseen runs, 3 idempotency key, 4 payload
-- ARGV: 1 run
redis.call('ZREM', KEYS[1], ARGV[1])
redis.call('HDEL', KEYS[2], ARGV[1])
redis.call('DEL', KEYS[4])
local known = redis.call('GET', KEYS[3])
if known and string.match(known, '^(%S+)') == ARGV[1] then
  redis.call('DEL', KEYS[3])
end
return 1
