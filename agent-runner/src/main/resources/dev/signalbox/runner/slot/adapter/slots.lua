-- Slots under one cap. Every call first returns slots, then does what it is asked to do, all in one step.
--
-- KEYS  1 state       hash: server (the run id of Redis), touched (when a runner was last heard of), openAt (from when on slots are
--                     granted); times in milliseconds
--       2 leases      sorted set: attempt@node by the time its lease ends
--       3 registered  set: the runners that have named the attempts they work on
-- ARGV  1 operation: acquire | renew | open
--       2 runner
--       3 duration of a lease in milliseconds
--       4 cap
--       5 number r of leases to return, then those
--       6 + r ... the leases to acquire or renew; for open, the runners that must have registered
--
-- Returns {granted, in use, wait}: granted is -1 when the runner must register first (by renew), -2 when slots are granted only after
-- wait milliseconds.
--
-- When this record is new, or this Redis is another process than before, or no runner kept the record up for half a lease, leases may
-- be held that are not here: nothing is granted for the duration of one lease, or until all runners have registered.

local state, leases, registered = KEYS[1], KEYS[2], KEYS[3]
local operation, runner, lease, cap = ARGV[1], ARGV[2], tonumber(ARGV[3]), tonumber(ARGV[4])
local time = redis.call('TIME')
local now = time[1] * 1000 + math.floor(time[2] / 1000)

local server = string.match(redis.call('INFO', 'server'), 'run_id:(%x+)')
local touched = tonumber(redis.call('HGET', state, 'touched') or '0')
if redis.call('HGET', state, 'server') ~= server or now - touched > lease / 2 then
  redis.call('DEL', registered)
  redis.call('HSET', state, 'server', server)
  redis.call('HSET', state, 'openAt', string.format('%.0f', now + lease))
end
redis.call('HSET', state, 'touched', string.format('%.0f', now))

local returned = tonumber(ARGV[5])
local first = 6 + returned
for i = 6, first - 1 do
  redis.call('ZREM', leases, ARGV[i])
end

local function keep(from, to)
  local ends = string.format('%.0f', now + lease)
  for i = from, to do
    redis.call('ZADD', leases, ends, ARGV[i])
  end
end

if operation == 'renew' then
  keep(first, #ARGV)
  redis.call('SADD', registered, runner)
elseif operation == 'open' then
  for i = first, #ARGV do
    if redis.call('SISMEMBER', registered, ARGV[i]) == 0 then
      return {-2, 0, tonumber(redis.call('HGET', state, 'openAt')) - now}
    end
  end
  redis.call('HSET', state, 'openAt', string.format('%.0f', now))
elseif redis.call('SISMEMBER', registered, runner) == 0 then
  return {-1, 0, 0}
end

local wait = tonumber(redis.call('HGET', state, 'openAt')) - now
if wait > 0 then
  return {-2, 0, wait}
end
redis.call('ZREMRANGEBYSCORE', leases, '-inf', string.format('%.0f', now))
local used = redis.call('ZCARD', leases)
local granted = 0
if operation == 'acquire' then
  granted = math.max(0, math.min(cap - used, #ARGV - first + 1))
  keep(first, first + granted - 1)
end
return {granted, used + granted, 0}
