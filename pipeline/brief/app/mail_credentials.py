"""User, password and token for a mail server: from the environment, a keyring or a command, never a file or flag."""

from __future__ import annotations

import subprocess
from collections.abc import Mapping
from typing import Final

from brief.app.mail_settings import MailSettings
from brief.send.delivery import TransportUnusable
from brief.send.transports.smtp_login import Login

USER: Final = "BRIEF_MAIL_USER"
PASSWORD: Final = "BRIEF_MAIL_PASSWORD"  # noqa: S105 # the name of a variable
TOKEN: Final = "BRIEF_MAIL_TOKEN"  # noqa: S105 # likewise
_PATIENCE: Final = 60.0  # seconds for a command that gets a token


def read_login(settings: MailSettings, environment: Mapping[str, str]) -> Login:
    """Return who logs in; raise `TransportUnusable` where the user or the secret is nowhere to be found.

    A token is asked for at every connection, since one is good for about an hour.
    """
    if settings.auth == "none":
        return Login("none")
    user = environment.get(USER, "")
    if settings.auth == "xoauth2":
        user = user or str(settings.sender.address)
        if not settings.token_command and not environment.get(TOKEN):
            hint = f"set {TOKEN}, or write `token_command` in `[mail]`: a program that prints one"
            raise TransportUnusable("E906/no-credentials", "there is no token for the mail server", hint)
        return Login("xoauth2", user, lambda: _token(settings, environment))
    password = environment.get(PASSWORD, "")
    if not (user and password):
        user, password = _from_keyring(settings.server, user)
    if not (user and password):
        missing = "user" if not user else "password"
        hint = f"set {USER} and {PASSWORD}, or store both in the keyring as `keyring set {settings.server} USER`"
        raise TransportUnusable("E906/no-credentials", f"there is no {missing} for the mail server", hint)
    return Login("password", user, lambda: password)


def _from_keyring(service: str, user: str) -> tuple[str, str]:
    """Return what the keyring of the machine has for a server, if `keyring` is installed (the extra `mail`)."""
    try:
        import keyring
        from keyring.errors import KeyringError
    except ImportError:
        return user, ""
    try:
        found = keyring.get_credential(service, user or None)
    except KeyringError:
        return user, ""
    return (found.username, found.password) if found else (user, "")


def _token(settings: MailSettings, environment: Mapping[str, str]) -> str:
    if not settings.token_command:
        return environment.get(TOKEN, "")
    program = settings.token_command[0]
    hint = "run it by hand: it has to print a token, and nothing else"
    try:
        run = subprocess.run(  # noqa: S603 # the command is the one in the settings, and no shell is asked
            settings.token_command, capture_output=True, text=True, timeout=_PATIENCE, check=False,
            stdin=subprocess.DEVNULL,
        )  # fmt: skip
    except (OSError, subprocess.TimeoutExpired) as error:
        text = f"`{program}` cannot be run: {error}"
        raise TransportUnusable("E906/no-credentials", text, hint) from error
    token = run.stdout.strip()
    if run.returncode or not token or len(token.split()) > 1:
        said = f": {run.stderr.strip()}" if run.stderr.strip() else ""
        text = f"`{program}` printed no token (exit status {run.returncode}){said}"
        raise TransportUnusable("E906/no-credentials", text, hint)
    return token
