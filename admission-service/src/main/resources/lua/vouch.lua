-- Says that the leases are true for a while. With a lock: that they have been rebuilt. Without: that they have been renewed.
-- KEYS: 1 marker, 2 rebuild lock
-- ARGV: 1 time in ms that the marker holds, 2 token of the lock ('' without), 3 name of the new generation
local server = string.match(redis.call('INFO', 'server'), 'run_id:(%x+)')
if ARGV[2] ~= '' then
  if redis.call('GET', KEYS[2]) ~= ARGV[2] then
    return 0
  end
  redis.call('SET', KEYS[1], server .. ':' .. ARGV[3], 'PX', ARGV[1])
  redis.call('DEL', KEYS[2])
  return 1
end
local marker = redis.call('GET', KEYS[1])
if not marker or string.sub(marker, 1, #server) ~= server then
  return 0
end
redis.call('PEXPIRE', KEYS[1], ARGV[1])
return 1
