"""Logging in to a mail server: user and password (RFC 4954), or a token (XOAUTH2)."""

from __future__ import annotations

import smtplib
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Final

from brief.send.delivery import ServerAway, TransportUnusable

_BASIC_OFF: Final = "5.7.30"  # Microsoft 365, where passwords are switched off


@dataclass(frozen=True, slots=True)
class Login:
    """Who logs in, and how. The secret is asked for when it is needed: a token is good for an hour only."""

    method: str  # password, xoauth2 or none
    user: str = ""
    secret: Callable[[], str] = field(default=lambda: "", repr=False)


def log_in(server: smtplib.SMTP, login: Login) -> None:
    """Log in; raise `ServerAway` for a 4xx answer, and `TransportUnusable` for a refusal."""
    if login.method == "none":
        return
    offered = server.esmtp_features.get("auth", "").upper().split()
    if not offered:
        text = "the server offers no login"
        hint = 'check `server` and `port` in `[mail]`, or write `auth = "none"` if it needs none'
        raise TransportUnusable("E906/login-refused", text, hint)
    try:
        if login.method == "xoauth2":
            _with_token(server, login, offered)
        else:
            server.login(login.user, login.secret())
    except smtplib.SMTPAuthenticationError as error:
        raise _refused(error, login) from error
    except smtplib.SMTPNotSupportedError as error:
        text = "the server offers no way to log in with a password that is known here"
        raise TransportUnusable("E906/login-refused", text, 'write `auth = "xoauth2"`') from error


def _with_token(server: smtplib.SMTP, login: Login, offered: list[str]) -> None:
    if "XOAUTH2" not in offered:
        text = "the server does not offer XOAUTH2"
        raise TransportUnusable("E906/login-refused", text, 'write `auth = "password"`, or ask who runs the server')
    token = login.secret()

    def reply(challenge: bytes | None = None) -> str:
        # A server that refuses says why in a challenge, and waits for an empty line.
        return "" if challenge else f"user={login.user}\1auth=Bearer {token}\1\1"

    server.auth("XOAUTH2", reply, initial_response_ok=True)


def _refused(error: smtplib.SMTPAuthenticationError, login: Login) -> Exception:
    said = error.smtp_error.decode(errors="replace") if isinstance(error.smtp_error, bytes) else error.smtp_error
    if 400 <= error.smtp_code < 500:
        return ServerAway(f"{error.smtp_code} {said}")
    hint = "check the user and the password, which come from BRIEF_MAIL_USER and BRIEF_MAIL_PASSWORD or the keyring"
    if login.method == "xoauth2":
        hint = "check the user, and that the token is new and allows SMTP.Send"
    elif _BASIC_OFF in said:
        hint = 'passwords are switched off there: write `auth = "xoauth2"`'
    return TransportUnusable("E906/login-refused", f"the server refuses the login: {error.smtp_code} {said}", hint)
