-- Says what decide.lua would decide now, and changes nothing.
-- KEYS: 1 marker, 2 leases, 3 unseen runs, 4 idempotency key
-- ARGV: 1 request hash, 2 most live runs
local server = string.match(redis.call('INFO', 'server'), 'run_id:(%x+)')
local marker = redis.call('GET', KEYS[1])
if not marker or string.sub(marker, 1, #server) ~= server then
  return {'rebuilding'}
end

local time = redis.call('TIME')
local now = time[1] * 1000 + math.floor(time[2] / 1000)
local active = redis.call('ZCOUNT', KEYS[2], '(' .. string.format('%.0f', now), '+inf')

local known = redis.call('GET', KEYS[4])
if known then
  local run, hash = string.match(known, '^(%S+) (%S+)$')
  local unsent = 0
  local entry = redis.call('HGET', KEYS[3], run)
  if entry and hash == ARGV[1] then
    local state = string.match(entry, '^(%a+)\t')
    if state == 'unsent' or state == 'relied' then
      unsent = 1
    end
  end
  return {'known', marker, run, hash, unsent, active}
end

if active >= tonumber(ARGV[2]) then
  return {'full', active}
end
return {'granted', marker, active + 1}
