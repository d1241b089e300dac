-- The circuit breaker and its runs on trial.
-- ARGV: 1 time in ms after which a run on trial is overdue
local fields = redis.call('HMGET', CIRCUIT, 'version', 'status', 'cause', 'reason', 'by', 'since', 'until', 'trips', 'probes')
local under_way, overdue = 0, 0
for _, since in ipairs(redis.call('HVALS', PROBES)) do
  under_way = under_way + 1
  if now - tonumber(since) > tonumber(ARGV[1]) then
    overdue = overdue + 1
  end
end
local answer = {whole(now), under_way, overdue}
for i = 1, 9 do
  answer[3 + i] = fields[i] or ''
end
return answer
