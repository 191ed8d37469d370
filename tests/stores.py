"""Where tries are counted for several servers: a Redis, if there is one."""

import os

from redis import Redis
from redis.backoff import NoBackoff
from redis.exceptions import RedisError
from redis.retry import Retry


def _redis_url():
    """Give the address of a server that answers, or None."""
    given = os.environ.get("TEST_REDIS_URL", "")
    url = given or "redis://127.0.0.1:6379/15"
    server = Redis.from_url(url, socket_timeout=2, retry=Retry(NoBackoff(), 0))
    try:
        server.ping()
    except RedisError:
        return None
    finally:
        server.close()
    return url


REDIS_URL = _redis_url()
