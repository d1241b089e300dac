-- Where a run stands in the queue: its place (0: it does not wait), how many wait, when it may be its turn.
-- ARGV: 1 run
local place = position(ARGV[1])
return {place, redis.call('ZCARD', QUEUE), estimate(place)}
