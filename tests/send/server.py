"""A mail server on loopback (aiosmtpd) with TLS, logins and an authority of its own, which fails where it is told to.

A fault is called after its phase. `drop` ends the connection without a word; a number is the answer instead.
"""

from __future__ import annotations

import asyncio
import base64
import contextlib
import ssl
import threading
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import trustme
from aiosmtpd.smtp import SMTP, AuthResult

USER, PASSWORD, TOKEN = "desk@example.org", "a pass word", "a-token"
PHASES = ("connect", "tls", "login", "MAIL", "RCPT", "DATA", "body", "dot", "answer", "QUIT")
Fault = Callable[[str], str]  # the phase, to the fault: empty for none


@dataclass
class Box:
    """What the server took, and what it was told."""

    messages: list[tuple[str, bytes]] = field(default_factory=list)  # recipient and bytes, each that it kept
    parameters: list[str] = field(default_factory=list)  # of MAIL and RCPT
    logins: Counter[str] = field(default_factory=Counter)
    failed: Counter[str] = field(default_factory=Counter)  # phases that were made to fail

    def of(self, address: str) -> list[bytes]:
        return [data for to, data in self.messages if to == address]


class Scripted(SMTP):
    """aiosmtpd's server with faults and with DSN (RFC 3461), which it does not know."""

    def __init__(self, box: Box, fault: Fault, *, has_dsn: bool, has_tls: bool, **settings: Any) -> None:
        super().__init__(self, **settings)
        self.box, self.fault, self.has_dsn, self.has_tls = box, fault, has_dsn, has_tls

    async def fails(self, phase: str) -> bool:
        """Do what the fault of a phase is; return whether there was one."""
        found = self.fault(phase)
        if not found:
            return False
        self.box.failed[phase] += 1
        if found == "drop":
            self.drop()
        else:
            await self.push(found)
        return True

    def drop(self) -> None:
        (self._original_transport if self._tls_protocol else self.transport).abort()

    async def _handle_client(self) -> None:
        if await self.fails("connect"):
            self.drop()
            return
        await super()._handle_client()

    async def smtp_STARTTLS(self, arg: str) -> None:
        if not await self.fails("tls"):
            await super().smtp_STARTTLS(arg)

    async def smtp_AUTH(self, arg: str) -> None:
        if not await self.fails("login"):
            await super().smtp_AUTH(arg)

    async def auth_XOAUTH2(self, _: SMTP, arguments: list[str]) -> AuthResult:
        said = base64.b64decode(arguments[1]).decode() if len(arguments) > 1 else ""
        self.box.logins["XOAUTH2"] += 1
        if said == f"user={USER}\1auth=Bearer {TOKEN}\1\1":
            return AuthResult(success=True)
        await self.push("334 " + base64.b64encode(b'{"status":"401"}').decode())
        await self._reader.readuntil()
        return AuthResult(success=False, handled=False)

    async def handle_EHLO(self, server, session, envelope, hostname, responses) -> list[str]:
        session.host_name = hostname
        names = ["250-DSN"] if self.has_dsn else []
        return [*responses[:-1], *names, responses[-1]]

    async def smtp_MAIL(self, arg: str) -> None:
        if not await self.fails("MAIL"):
            await super().smtp_MAIL(self.without_dsn(arg))

    async def smtp_RCPT(self, arg: str) -> None:
        if not await self.fails("RCPT"):
            await super().smtp_RCPT(self.without_dsn(arg))

    def without_dsn(self, arg: str) -> str:
        self.box.parameters.append(arg)
        if not self.has_dsn:
            return arg
        words = arg.split(" ")
        return " ".join(word for word in words if word.split("=")[0] not in {"RET", "ENVID", "NOTIFY", "ORCPT"})

    async def smtp_DATA(self, arg: str) -> None:
        if await self.fails("DATA"):
            return
        if self.fault("body"):
            self.box.failed["body"] += 1
            await self.push("354 go on")
            await self._reader.readuntil(b"\r\n")
            self.drop()
            return
        await super().smtp_DATA(arg)

    async def handle_DATA(self, server, session, envelope) -> str:
        if await self.fails("dot"):
            # An answer of the fault was pushed; aiosmtpd pushes what is returned too, so it must be this one.
            self.drop()
            return "451 dropped"
        self.box.messages.append((envelope.rcpt_tos[0], envelope.original_content))
        if self.fault("answer"):
            self.box.failed["answer"] += 1
            self.drop()
            return "250 lost"
        return f"250 2.0.0 kept {len(self.box.messages)}"

    async def smtp_QUIT(self, arg: str) -> None:
        if not await self.fails("QUIT"):
            await super().smtp_QUIT(arg)


@dataclass(frozen=True)
class Running:
    """A server that runs, and how to reach it."""

    port: int
    box: Box
    ca_file: Path


@contextlib.contextmanager
def running(
    folder: Path, fault: Fault = lambda _: "", *, has_tls: bool = True, has_dsn: bool = False, name: str = "localhost",
    largest: int | None = None, utf8: bool = True, without: tuple[str, ...] = (),
) -> Iterator[Running]:  # fmt: skip
    """Run a server in a thread, whose certificate is for `name`."""
    authority = trustme.CA()
    context = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
    authority.issue_cert(name).configure_cert(context)
    ca_file = folder / "ca.pem"
    authority.cert_pem.write_to_path(str(ca_file))
    box = Box()

    def authenticate(server, session, envelope, mechanism, data) -> AuthResult:
        box.logins[mechanism] += 1
        return AuthResult(success=(data.login, data.password) == (USER.encode(), PASSWORD.encode()), handled=False)

    def new() -> Scripted:
        return Scripted(
            box, fault, has_dsn=has_dsn, has_tls=has_tls, data_size_limit=largest, enable_SMTPUTF8=utf8,
            hostname="localhost", tls_context=context if has_tls else None, require_starttls=has_tls,
            auth_required=has_tls, authenticator=authenticate, auth_exclude_mechanism=without, loop=loop,
        )  # fmt: skip

    loop = asyncio.new_event_loop()
    loop.set_exception_handler(lambda *_: None)  # connections are dropped on purpose
    thread = threading.Thread(target=loop.run_forever, daemon=True)
    thread.start()
    server = asyncio.run_coroutine_threadsafe(loop.create_server(new, "127.0.0.1", 0), loop).result(10)
    try:
        yield Running(server.sockets[0].getsockname()[1], box, ca_file)
    finally:
        loop.call_soon_threadsafe(server.close)
        loop.call_soon_threadsafe(loop.stop)
        thread.join(10)
