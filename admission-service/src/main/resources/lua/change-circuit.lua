-- Changes the circuit breaker if it is still as it was read; the runs on trial are forgotten.
-- KEYS: 11 changes that nobody has announced
-- ARGV: 1 version it was read at ('' writes it back that was lost), 2 version, 3 status, 4 cause, 5 reason, 6 by, 7 since, 8 until,
--       9 trips, 10 runs to let in on trial, 11 the change ('' for none)
local version = redis.call('HGET', CIRCUIT, 'version')
if (version or '0') ~= ARGV[1] and not (ARGV[1] == '' and not version) then
  return 0
end
redis.call('HSET', CIRCUIT, 'version', ARGV[2], 'status', ARGV[3], 'cause', ARGV[4], 'reason', ARGV[5], 'by', ARGV[6],
  'since', ARGV[7], 'until', ARGV[8], 'trips', ARGV[9], 'probes', ARGV[10])
redis.call('DEL', PROBES)
if ARGV[11] ~= '' then
  redis.call('RPUSH', KEYS[11], ARGV[11])
end
return 1
