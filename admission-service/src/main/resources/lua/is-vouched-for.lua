-- Whether the leases are true, that is, whether somebody vouches for them on this very server process: then the generation, else
-- ''. And how many leases are held, and how many runs wait for one.
return {vouched() or '', held(LEASES), redis.call('ZCARD', QUEUE)}
