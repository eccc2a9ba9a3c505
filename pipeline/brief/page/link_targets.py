"""Where a link may lead, by the form of its target."""

from __future__ import annotations

import re
from urllib.parse import urlsplit

# What an author may link to: a web address, a mail address, a telephone number, an identifier in the same dossier.
_IN_PROSE = re.compile(r"https?://[^\s/?#]|mailto:[^\s@]+@[^\s@]|tel:[+\d]|\#[A-Za-z][\w.-]*\Z", re.IGNORECASE)
_NOT_IN_ADDRESS = re.compile(r"[\s<>\"\\^`{|}]")  # RFC 3986, 2: neither reserved nor unreserved


def is_allowed_in_prose(target: str) -> bool:
    """Return whether a link in prose may have this target."""
    return _IN_PROSE.match(target) is not None


def is_web_address(text: str) -> bool:
    """Return whether a text is an address of http or https, with a host, and without a user's name or password."""
    try:
        parts = urlsplit(text)
    except ValueError:
        return False
    is_complete = parts.scheme in ("http", "https") and bool(parts.hostname) and parts.username is None
    return is_complete and not _NOT_IN_ADDRESS.search(text)
