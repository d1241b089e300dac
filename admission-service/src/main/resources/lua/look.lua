-- Says what decide.lua would decide now, and changes nothing.
-- KEYS: 11 idempotency key
-- ARGV: 1 to 8 those of judge.lua, 9 the candidate's order in the queue
local answer = judged()
if answer[1] ~= 'queued' then
  return answer
end
local place = redis.call('ZCOUNT', QUEUE, '-inf', '(' .. ARGV[9]) + 1
return {'queued', answer[2], answer[3], place, redis.call('ZCARD', QUEUE) + 1, estimate(place)}
