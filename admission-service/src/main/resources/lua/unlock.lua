-- Gives the right to rebuild back.
-- KEYS: 1 rebuild lock
-- ARGV: 1 token of the lock
if redis.call('GET', KEYS[1]) == ARGV[1] then
  redis.call('DEL', KEYS[1])
end
return 1
