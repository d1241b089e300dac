-- Whether the leases are true, that is, whether somebody vouches for them on this very server process: then the generation, else
-- ''. And how many leases are held.
-- KEYS: 1 marker, 2 leases
local server = string.match(redis.call('INFO', 'server'), 'run_id:(%x+)')
local marker = redis.call('GET', KEYS[1])
local time = redis.call('TIME')
local now = string.format('%.0f', time[1] * 1000 + math.floor(time[2] / 1000))
local active = redis.call('ZCOUNT', KEYS[2], now, '+inf')
if not marker or string.sub(marker, 1, #server) ~= server then
  return {'', active}
end
return {marker, active}
