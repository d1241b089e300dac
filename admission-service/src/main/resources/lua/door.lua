-- What the scripts of the door share; the program puts it in front of each of them. The first ten keys are the same everywhere. The
-- leases and the queue of one workspace have its name behind theirs; the braces in the names keep all of it in one slot of a cluster.
local MARKER, LEASES, UNSEEN, QUEUE, QUEUED, WAITING, RELEASED, ENDS, CIRCUIT, PROBES =
  KEYS[1], KEYS[2], KEYS[3], KEYS[4], KEYS[5], KEYS[6], KEYS[7], KEYS[8], KEYS[9], KEYS[10]
local time = redis.call('TIME')
local now = time[1] * 1000 + math.floor(time[2] / 1000)

local function whole(number)
  return string.format('%.0f', number)
end

-- The marker begins with the id of the server process that it was set on: a restarted or promoted server, which may have lost the
-- latest writes, does not carry it.
local function vouched()
  local server = string.match(redis.call('INFO', 'server'), 'run_id:(%x+)')
  local marker = redis.call('GET', MARKER)
  if marker and string.sub(marker, 1, #server) == server then
    return marker
  end
  return nil
end

local function held(leases)
  return redis.call('ZCOUNT', leases, '(' .. whole(now), '+inf')
end

local function drop_expired(workspace)
  redis.call('ZREMRANGEBYSCORE', LEASES, '-inf', whole(now))
  redis.call('ZREMRANGEBYSCORE', LEASES .. ':' .. workspace, '-inf', whole(now))
end

local function lease(run, workspace, duration)
  local ends = whole(now + duration)
  redis.call('ZADD', LEASES, ends, run)
  redis.call('ZADD', LEASES .. ':' .. workspace, ends, run)
end

local function renew(run, workspace, duration)
  local ends = whole(now + duration)
  redis.call('ZADD', LEASES, 'XX', ends, run)
  redis.call('ZADD', LEASES .. ':' .. workspace, 'XX', ends, run)
end

local function unlease(run, workspace)
  redis.call('ZREM', LEASES .. ':' .. workspace, run)
  return redis.call('ZREM', LEASES, run) == 1
end

local function enqueue(run, workspace, order)
  redis.call('ZADD', QUEUE, order, run)
  redis.call('ZADD', QUEUE .. ':' .. workspace, order, run)
  redis.call('HSET', QUEUED, run, workspace)
  redis.call('SADD', WAITING, workspace)
end

local function dequeue(run)
  local workspace = redis.call('HGET', QUEUED, run)
  if not workspace then
    return
  end
  redis.call('ZREM', QUEUE, run)
  redis.call('ZREM', QUEUE .. ':' .. workspace, run)
  redis.call('HDEL', QUEUED, run)
  if redis.call('ZCARD', QUEUE .. ':' .. workspace) == 0 then
    redis.call('SREM', WAITING, workspace)
  end
end

-- The place of a run in the queue; 0 when it is not there.
local function position(run)
  local rank = redis.call('ZRANK', QUEUE, run)
  return rank and rank + 1 or 0
end

-- When it is the turn of a place in the queue, from when runs lately ended; '' when too few did to tell.
local function estimate(place)
  local known = redis.call('LLEN', ENDS)
  if known < 2 then
    return ''
  end
  local newest = tonumber(redis.call('LINDEX', ENDS, 0))
  local oldest = tonumber(redis.call('LINDEX', ENDS, -1))
  return whole(math.max(now, newest + place * (newest - oldest) / (known - 1)))
end

-- Nil when the circuit breaker lets a run in; else {cause, milliseconds until it may be otherwise (-1: a person decides), reason}.
local function broken()
  local status, cause, reason, ends, left = unpack(redis.call('HMGET', CIRCUIT, 'status', 'cause', 'reason', 'until', 'probes'))
  if status == 'open' then
    local wait = ends == '' and -1 or math.max(tonumber(ends) - now, 1000)
    return {cause, wait, reason}
  end
  if status == 'half_open' and tonumber(left) <= 0 then
    return {cause, 1000, reason}
  end
  return nil
end

-- A half-open breaker lets a run in on trial.
local function note_trial(run)
  if redis.call('HGET', CIRCUIT, 'status') == 'half_open' then
    redis.call('HINCRBY', CIRCUIT, 'probes', -1)
    redis.call('HSET', PROBES, run, whole(now))
  end
end

-- Takes one more run into account that never came about on trial: another one may be let in instead.
local function forget_trial(run)
  if redis.call('HDEL', PROBES, run) == 1 then
    redis.call('HINCRBY', CIRCUIT, 'probes', 1)
  end
end
