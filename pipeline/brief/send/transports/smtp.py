"""A mail server (RFC 5321): connect, TLS, login, then one message after the other on the same connection."""

from __future__ import annotations

import contextlib
import re
import smtplib
import ssl
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Final

from brief.send.delivery import Answer, ServerAway, State, TransportUnusable
from brief.send.transports.interface import Envelope, Offer
from brief.send.transports.smtp_login import Login, log_in

_CHUNK: Final = 2**16
_PER_CONNECTION: Final = 50  # messages; servers close a connection that stays too long
_DOT: Final = re.compile(rb"(?m)^\.")
_XTEXT: Final = re.compile(r"[^!-*,-<>-~]")  # RFC 3461, 4: all but `+`, `=` and what is not printable


_TOO_FAST: Final = re.compile(r"^452|\b4\.7\.|rate|too many|too fast", re.IGNORECASE)  # RFC 3463, 3.8


@dataclass(frozen=True, slots=True)
class Server:
    """Where a mail server is, and how the connection is kept private."""

    host: str
    port: int
    security: str  # starttls, tls, or none, which only a server on this machine may have
    login: Login
    ca_file: str = ""  # certificates of authorities to trust instead of the system's
    patience: float = 60.0  # seconds for an answer
    final_patience: float = 600.0  # seconds for the answer to a whole message (RFC 5321, 4.5.3.2.6)


class Smtp:
    """A conversation with a mail server."""

    def __init__(self, server: Server) -> None:
        """Keep where the server is; `open` connects."""
        self.server = server
        self._connection: smtplib.SMTP | None = None
        self._sent = 0

    def open(self) -> Offer:
        """Connect, make the connection private, log in, and return what the server says in EHLO."""
        self.close()
        try:
            with self._talking():
                connection = self._connect()
                self._connection = connection
                self._greet(connection)
                if self.server.security == "starttls":
                    self._start_tls(connection)
                log_in(connection, self.server.login)
        except BaseException:
            self._drop()
            raise
        features = connection.esmtp_features
        size = features.get("size", "")
        return Offer(int(size) if size.isdigit() and int(size) else None, "smtputf8" in features)

    def _connect(self) -> smtplib.SMTP:
        server = self.server
        if server.security == "tls":
            return smtplib.SMTP_SSL(server.host, server.port, timeout=server.patience, context=self._context())
        return smtplib.SMTP(server.host, server.port, timeout=server.patience)

    def _context(self) -> ssl.SSLContext:
        try:
            return ssl.create_default_context(cafile=self.server.ca_file or None)
        except (OSError, ssl.SSLError) as error:
            text = f"the certificates in `{self.server.ca_file}` cannot be read"
            raise TransportUnusable("E906/certificate", text, "correct `ca_file` in `[mail]`") from error

    def _greet(self, connection: smtplib.SMTP) -> None:
        code, said = connection.ehlo()
        if code != 250:
            self._stop_or_wait("EHLO", code, said)

    def _start_tls(self, connection: smtplib.SMTP) -> None:
        if not connection.has_extn("starttls"):
            text = f"{self._name} does not offer STARTTLS"
            raise TransportUnusable(
                "E906/no-tls", text, 'write `security = "tls"` and `port = 465` if it has TLS there'
            )
        code, said = connection.starttls(context=self._context())
        if code != 220:
            self._stop_or_wait("STARTTLS", code, said)
        self._greet(connection)

    @property
    def _name(self) -> str:
        return f"{self.server.host}:{self.server.port}"

    def _stop_or_wait(self, command: str, code: int, said: bytes) -> None:
        """Raise what an answer to a command outside of a message means: later, or that a person has to look."""
        answer = f"{code} {said.decode(errors='replace')}"
        if code >= 300 and code // 100 != 4:
            hint = "read what it says, and correct `[mail]` in `brief.toml`"
            raise TransportUnusable("E906/server-refuses", f"{self._name} refuses {command}: {answer}", hint)
        raise ServerAway(answer)

    @contextlib.contextmanager
    def _talking(self) -> Iterator[None]:
        """Raise what goes wrong outside of a message as `ServerAway` or `TransportUnusable`."""
        try:
            yield
        except ssl.SSLCertVerificationError as error:
            text = f"the certificate of {self._name} is not trusted: {error.verify_message}"
            hint = "check `server`; for an authority of your own, name its certificate as `ca_file` in `[mail]`"
            raise TransportUnusable("E906/certificate", text, hint) from error
        except smtplib.SMTPResponseException as error:
            said = error.smtp_error
            self._stop_or_wait("the connection", error.smtp_code, said if isinstance(said, bytes) else said.encode())
        except (smtplib.SMTPException, OSError) as error:
            raise ServerAway(f"{self._name}: {_reason(error)}") from error

    def deliver(self, envelope: Envelope, before_end: Callable[[], None]) -> Answer:
        """Send one message; the end of its data leaves only after `before_end`."""
        if self._connection is None or self._sent >= _PER_CONNECTION:
            self.open()
        connection = self._connection
        assert connection is not None
        has_ended = False
        try:
            answer = self._envelope(connection, envelope)
            if answer is None:
                answer = self._begin_data(connection, envelope.data)
            if answer is None:
                before_end()
                has_ended = True
                answer = self._end_data(connection)
        except (smtplib.SMTPException, OSError) as error:
            self._drop()
            state = State.UNKNOWN if has_ended else State.PLANNED
            return Answer(state, _reason(error), is_connection_lost=True)
        except BaseException:
            self._drop()
            raise
        self._sent += 1
        if answer.state is not State.ACCEPTED and not answer.is_connection_lost:
            self._reset(connection)
        return answer

    def _envelope(self, connection: smtplib.SMTP, envelope: Envelope) -> Answer | None:
        """Say from whom and to whom; return an answer that ends the conversation about this message, or `None`."""
        features = connection.esmtp_features
        options = [f"SIZE={len(envelope.data)}"] if "size" in features else []
        options += ["SMTPUTF8", "BODY=8BITMIME"] if envelope.needs_utf8 else []
        of_recipient = []
        if "dsn" in features:
            options += ["RET=HDRS", f"ENVID={envelope.id}"]
            kind = "utf-8" if envelope.needs_utf8 else "rfc822"
            of_recipient = ["NOTIFY=FAILURE,DELAY"]
            of_recipient += [] if envelope.needs_utf8 else [f"ORCPT={kind};{_xtext(envelope.to)}"]
        code, said = connection.mail(envelope.sender, options)
        if code != 250:
            if code >= 500:
                answer = f"{code} {said.decode(errors='replace')}"
                text = f"{self._name} refuses messages from `{envelope.sender}`: {answer}"
                hint = "check `from` and `envelope_from` in `[mail]`, and who may send from there"
                raise TransportUnusable("E906/server-refuses", text, hint)
            return _answer(code, said)
        code, said = connection.rcpt(envelope.to, of_recipient)
        return None if code in {250, 251} else _answer(code, said)

    def _begin_data(self, connection: smtplib.SMTP, data: bytes) -> Answer | None:
        """Send the message without its end: a server drops what is not ended (RFC 5321, 4.1.1.4)."""
        code, said = connection.docmd("DATA")
        if code != 354:
            return _answer(code, said)
        stuffed = _DOT.sub(b"..", data)
        stuffed = stuffed if stuffed.endswith(b"\r\n") else stuffed + b"\r\n"
        for start in range(0, len(stuffed), _CHUNK):
            connection.send(stuffed[start : start + _CHUNK])
        return None

    def _end_data(self, connection: smtplib.SMTP) -> Answer:
        assert connection.sock is not None
        connection.sock.settimeout(self.server.final_patience)
        connection.send(b".\r\n")
        code, said = connection.getreply()
        connection.sock.settimeout(self.server.patience)
        if code // 100 not in {2, 4, 5}:  # no answer that says what became of the message
            raise smtplib.SMTPServerDisconnected(said.decode(errors="replace"))
        return _answer(code, said)

    def _reset(self, connection: smtplib.SMTP) -> None:
        try:
            code, _ = connection.rset()
        except (smtplib.SMTPException, OSError):
            code = 0
        if code != 250:
            self._drop()

    def _drop(self) -> None:
        """Leave the connection as it is: no QUIT, since it is not known what the server makes of it."""
        if self._connection is not None:
            self._connection.close()
        self._connection, self._sent = None, 0

    def close(self) -> None:
        """Say goodbye; all messages have their answers, so what fails here changes nothing."""
        if self._connection is not None:
            with contextlib.suppress(smtplib.SMTPException, OSError):
                self._connection.quit()
        self._drop()


def _answer(code: int, said: bytes) -> Answer:
    """Return what an answer means for the message that it is about (RFC 5321, 4.2.1)."""
    text = f"{code} {said.decode(errors='replace')}"
    if 200 <= code < 300:
        return Answer(State.ACCEPTED, text)
    if 500 <= code < 600:
        return Answer(State.REFUSED, text)
    is_lost = code == 421 or code < 0
    return Answer(State.PLANNED, text, is_connection_lost=is_lost, is_later=is_lost or bool(_TOO_FAST.search(text)))


def _reason(error: Exception) -> str:
    if isinstance(error, TimeoutError):
        return "no answer in time"
    if isinstance(error, smtplib.SMTPResponseException):
        return f"{error.smtp_code} {error.smtp_error!r}"
    return str(error) or type(error).__name__


def _xtext(text: str) -> str:
    """Return a text as a parameter of a command (RFC 3461, 4)."""
    return _XTEXT.sub(lambda found: "".join(f"+{byte:02X}" for byte in found[0].encode()), text)
