-- Decides on one request for a run.
-- KEYS: 1 marker, 2 leases, 3 unseen runs, 4 idempotency key, 5 payload of the candidate
-- ARGV: 1 candidate run, 2 request hash, 3 lease time in ms, 4 key time in ms, 5 most live runs,
--       6 rest of the candidate's unseen entry, 7 payload
-- The marker begins with the id of the server process that it was set on: a restarted or promoted server, which may have lost
-- the latest writes, does not carry it.
local server = string.match(redis.call('INFO', 'server'), 'run_id:(%x+)')
local marker = redis.call('GET', KEYS[1])
if not marker or string.sub(marker, 1, #server) ~= server then
  return {'rebuilding'}
end

local time = redis.call('TIME')
local now = time[1] * 1000 + math.floor(time[2] / 1000)
redis.call('ZREMRANGEBYSCORE', KEYS[2], '-inf', string.format('%.0f', now))
local active = redis.call('ZCARD', KEYS[2])

local known = redis.call('GET', KEYS[4])
if known then
  local run, hash = string.match(known, '^(%S+) (%S+)$')
  local unsent = 0
  local entry = redis.call('HGET', KEYS[3], run)
  if entry and hash == ARGV[2] then
    local state, rest = string.match(entry, '^(%a+)(\t.*)$')
    if state == 'unsent' or state == 'relied' then
      unsent = 1
      redis.call('HSET', KEYS[3], run, 'relied' .. rest)
    end
  end
  return {'known', marker, run, hash, unsent, active}
end

if active >= tonumber(ARGV[5]) then
  return {'full', active}
end

redis.call('SET', KEYS[5], ARGV[7])
redis.call('SET', KEYS[4], ARGV[1] .. ' ' .. ARGV[2], 'PX', ARGV[4])
redis.call('HSET', KEYS[3], ARGV[1], 'unsent\t' .. string.format('%.0f', now) .. '\t' .. ARGV[6])
redis.call('ZADD', KEYS[2], string.format('%.0f', now + tonumber(ARGV[3])), ARGV[1])
return {'granted', marker, active + 1}
