"""Of many guesses at one moment no more are looked at than of many in a row."""

import secrets
from collections import Counter
from concurrent.futures import ThreadPoolExecutor

import pytest
from flask import Flask

from app import limits
from app.extensions import limiter
from config import Settings
from tests import processes
from tests.processes import PATIENCE_SECONDS
from tests.stores import REDIS_URL

LOOKED_AT = "looked at"
STORES = [
    pytest.param("memory://", 1, id="one process"),
    pytest.param(REDIS_URL, 2, id="two servers", marks=pytest.mark.redis),
]


def serve(settings, guesses, line, may_go, all_done):
    """Take that many guesses at once, and one more afterwards; tell what becomes of each."""
    status, whom = guesses[0], {"email": "ana@example.org"}

    def look():
        line.put(LOOKED_AT)
        assert may_go.wait(PATIENCE_SECONDS)
        return "", status

    # Nothing but the counting of tries: the whole application takes seconds to be made anew.
    app = Flask("guessed at")
    app.config.update(SETTINGS=settings, RATELIMIT_STORAGE_URI=settings.rate_limit_storage)
    limiter.init_app(app)
    app.add_url_rule("/look", view_func=limits.signing_in(look), methods=["POST"])

    def guess(_status):
        line.put(app.test_client().post("/look", data=whom).status_code)

    with ThreadPoolExecutor(len(guesses)) as hands:
        list(hands.map(guess, guesses))
    all_done.wait(PATIENCE_SECONDS)
    guess(status)


@pytest.mark.parametrize(("store", "servers"), STORES)
@pytest.mark.parametrize(("status", "afterwards"), [(400, 429), (302, 302)])
def test_ten_of_twelve_at_once_are_looked_at_and_those_right_take_their_try_back(
    tmp_path, store, servers, status, afterwards
):
    secret = secrets.token_hex()  # no other test counts under the same name
    told = Settings(data=tmp_path, secret_key=secret, scheduler=False, rate_limit_storage=store)
    line, may_go = processes.forks.Queue(), processes.forks.Event()
    all_done = processes.forks.Barrier(servers)
    guesses = [status] * (12 // servers)

    begun = [
        processes.started(serve, told, guesses, line, may_go, all_done) for _ in range(servers)
    ]

    while_looking = Counter(line.get(timeout=PATIENCE_SECONDS) for _guess in range(12))
    assert while_looking == {LOOKED_AT: 10, 429: 2}
    may_go.set()
    assert [processes.ended(server) for server in begun] == [0] * servers
    ends = Counter()
    while not line.empty():
        ends[line.get()] += 1
    assert ends - Counter({LOOKED_AT: servers}) == Counter([status] * 10 + [afterwards] * servers)
