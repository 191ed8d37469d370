"""A real SMTP server on loopback that keeps what it is given."""

import asyncio
import email
import socket
import threading
from contextlib import contextmanager
from email import policy

from aiosmtpd.controller import Controller

from tests.processes import PATIENCE_SECONDS


class Postbox:
    """Takes letters, or answers as it was told to."""

    def __init__(self):
        self.letters = []
        self.answer = "250 Taken"
        self.held = None
        self.waiting = threading.Event()
        self._loop = None

    async def handle_DATA(self, _server, _session, envelope):  # noqa: N802 - aiosmtpd's name
        if self.held is not None:
            self._loop = asyncio.get_running_loop()
            self.waiting.set()
            await self.held.wait()
        if self.answer.startswith("250"):
            self.letters.append(email.message_from_bytes(envelope.content, policy=policy.default))
        return self.answer

    def let_go(self):
        """Take the letter that is held."""
        if self._loop is not None:
            self._loop.call_soon_threadsafe(self.held.set)


class _Server(Controller):
    """Keeps the port that it was given: a port looked up and let go may be somebody else's."""

    def __init__(self, postbox):
        self._listening = socket.create_server(("127.0.0.1", 0))
        host, port = self._listening.getsockname()
        # A busy machine is slow, not wrong.
        super().__init__(postbox, hostname=host, port=port, ready_timeout=PATIENCE_SECONDS)

    def _create_server(self):
        return self.loop.create_server(self._factory_invoker, sock=self._listening)


@contextmanager
def running():
    """Give a postbox and the address of its server."""
    postbox = Postbox()
    server = _Server(postbox)
    server.start()
    try:
        yield postbox, f"smtp://127.0.0.1:{server.port}"
    finally:
        server.stop()
