-- Decides on one request for a run, as judge.lua says, and writes what that means.
-- KEYS: 11 idempotency key, 12 payload of the candidate
-- ARGV: 1 to 8 those of judge.lua, 9 candidate run, 10 lease time in ms, 11 key time in ms, 12 its order in the queue,
--       13 rest of the candidate's unseen entry, 14 the same if it waits, 15 payload
drop_expired(ARGV[4])
local answer = judged()
local verdict, run = answer[1], ARGV[9]
if verdict == 'known' and answer[5] == 1 then
  local rest = string.match(redis.call('HGET', UNSEEN, answer[3]), '^%a+(\t.*)$')
  redis.call('HSET', UNSEEN, answer[3], 'relied' .. rest)
end
if verdict ~= 'granted' and verdict ~= 'queued' then
  return answer
end

redis.call('SET', KEYS[12], ARGV[15])
redis.call('SET', KEYS[11], run .. ' ' .. ARGV[1], 'PX', ARGV[11])
local rest = verdict == 'granted' and ARGV[13] or ARGV[14]
redis.call('HSET', UNSEEN, run, 'unsent\t' .. whole(now) .. '\t' .. rest)
if verdict == 'granted' then
  lease(run, ARGV[4], tonumber(ARGV[10]))
  note_trial(run)
  return answer
end
enqueue(run, ARGV[4], ARGV[12])
local place = position(run)
return {'queued', answer[2], answer[3], place, redis.call('ZCARD', QUEUE), estimate(place)}
