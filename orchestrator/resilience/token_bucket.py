"""Token buckets in Redis: how much may be spent now, shared by all processes.

The bucket is a hash of (tokens, time), changed by one Lua script, so that concurrent spenders
cannot spend the same tokens. The clock is the server's.
"""

from __future__ import annotations

from dataclasses import dataclass

from redis import Redis

SCRIPT = """
local now = redis.call('TIME')
local at = tonumber(now[1]) + tonumber(now[2]) / 1e6
local capacity, rate, wanted = tonumber(ARGV[1]), tonumber(ARGV[2]), tonumber(ARGV[3])
local held = redis.call('HMGET', KEYS[1], 'tokens', 'at')
local tokens = tonumber(held[1]) or capacity
local before = tonumber(held[2]) or at
tokens = math.min(capacity, tokens + math.max(0, at - before) * rate)
local wait = 0
if tokens >= wanted then
  tokens = tokens - wanted
else
  wait = (wanted - tokens) / rate
end
redis.call('HSET', KEYS[1], 'tokens', tokens, 'at', at)
redis.call('PEXPIRE', KEYS[1], math.ceil(capacity / rate * 1000) + 1000)
return tostring(wait)
"""


@dataclass(frozen=True, slots=True)
class Bucket:
    """Holds at most `capacity` tokens, and gains `rate` tokens a second."""

    capacity: float
    rate: float


def take(client: Redis, key: str, *, tokens: float, bucket: Bucket) -> float:
    """Spend `tokens` and return 0, or spend nothing and return the seconds until there are enough.

    More than the capacity counts as the capacity: it would never be there. Raises RedisError.
    """
    wanted = min(tokens, bucket.capacity)
    answer = client.eval(SCRIPT, 1, key, str(bucket.capacity), str(bucket.rate), str(wanted))
    return float(str(answer, "ascii") if isinstance(answer, bytes) else str(answer))
