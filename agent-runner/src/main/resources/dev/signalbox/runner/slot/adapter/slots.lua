-- Slots under one cap, and under one for each workspace. Every call first returns slots, then does what it is asked to do, all in one step.
--
-- KEYS  1 state       hash: server (the run id of Redis), touched (when a runner was last heard of), openAt (from when on slots are
--                     granted); times in milliseconds
--       2 leases      sorted set: attempt@node by the time its lease ends. Those of one workspace are in another one, with the name of the
--                     workspace behind its own
--       3 registered  set: the runners that have named the attempts they work on
-- ARGV  1 operation: acquire | renew | open
--       2 runner
--       3 duration of a lease in milliseconds
--       4 cap
--       5 cap of each workspace
--       6 number r of leases to return, then those, each followed by its workspace
--       7 + 2r ... the leases to acquire or renew, each followed by its workspace; for open, the runners that must have registered
--
-- Returns {granted, in use, wait}: granted is how many of the first of those to acquire have a slot, -1 when the runner must register
-- first (by renew), -2 when slots are granted only after wait milliseconds.
--
-- When this record is new, or this Redis is another process than before, or no runner kept the record up for half a lease, leases may
-- be held that are not here: nothing is granted for the duration of one lease, or until all runners have registered.

local state, leases, registered = KEYS[1], KEYS[2], KEYS[3]
local operation, runner, lease, cap, cap_here = ARGV[1], ARGV[2], tonumber(ARGV[3]), tonumber(ARGV[4]), tonumber(ARGV[5])
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

local function of_workspace(workspace)
  return leases .. ':' .. workspace
end

local first = 7 + 2 * tonumber(ARGV[6])
for i = 7, first - 1, 2 do
  redis.call('ZREM', leases, ARGV[i])
  redis.call('ZREM', of_workspace(ARGV[i + 1]), ARGV[i])
end

local function keep(attempt, workspace)
  local ends = string.format('%.0f', now + lease)
  redis.call('ZADD', leases, ends, attempt)
  redis.call('ZADD', of_workspace(workspace), ends, attempt)
  -- Nothing in it is held for longer.
  redis.call('PEXPIRE', of_workspace(workspace), lease)
end

if operation == 'renew' then
  for i = first, #ARGV, 2 do
    keep(ARGV[i], ARGV[i + 1])
  end
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

local function in_use(set)
  redis.call('ZREMRANGEBYSCORE', set, '-inf', string.format('%.0f', now))
  return redis.call('ZCARD', set)
end

local used = in_use(leases)
local granted = 0
if operation == 'acquire' then
  for i = first, #ARGV, 2 do
    if used + granted >= cap or in_use(of_workspace(ARGV[i + 1])) >= cap_here then
      break
    end
    keep(ARGV[i], ARGV[i + 1])
    granted = granted + 1
  end
end
return {granted, used + granted, 0}
