"""A real SMTP server on loopback that keeps what it is given."""

import email
import socket
from contextlib import contextmanager
from email import policy

from aiosmtpd.controller import Controller


class Postbox:
    """Takes letters, or answers as it was told to."""

    def __init__(self):
        self.letters = []
        self.answer = "250 Taken"
        self.held = None
        self.waiting = False

    async def handle_DATA(self, _server, _session, envelope):  # noqa: N802 - aiosmtpd's name
        if self.held is not None:
            self.waiting = True
            await self.held.wait()
        if self.answer.startswith("250"):
            self.letters.append(email.message_from_bytes(envelope.content, policy=policy.default))
        return self.answer


@contextmanager
def running():
    """Give a postbox and the address of its server."""
    postbox = Postbox()
    port = _free_port()
    controller = Controller(postbox, hostname="127.0.0.1", port=port)
    controller.start()
    try:
        yield postbox, f"smtp://127.0.0.1:{port}"
    finally:
        controller.stop()


def _free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]
