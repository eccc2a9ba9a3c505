"""Where a link may lead, by the form of its target."""

from __future__ import annotations

import re
from urllib.parse import urlsplit

# A host, a mailbox or a number (RFC 3986, 3.2.2; RFC 6068, 2; RFC 3966, 3): no file, no script, and no address that
# takes its scheme from where the brief is read.
_ADDRESS = r"https?://[^\s/?#]|mailto:[^\s@]+@[^\s@]|tel:[+\d]"
# What an author may link to: an address, or the identifier of something in the same dossier.
_IN_PROSE = re.compile(rf"{_ADDRESS}|\#[A-Za-z][\w.-]*\Z", re.IGNORECASE)
# What a page may link to: an address without blanks (RFC 3986, 2.1: they are written as `%20`), or any id on the page.
_ON_PAGE = re.compile(rf"(?:{_ADDRESS}|#[^\x00-\x20\x7f])[^\x00-\x20\x7f]*", re.IGNORECASE)
_NOT_IN_ADDRESS = re.compile(r"[\s<>\"\\^`{|}]")  # RFC 3986, 2: neither reserved nor unreserved


def is_allowed_in_prose(target: str) -> bool:
    """Return whether a link in prose may have this target."""
    return _IN_PROSE.match(target) is not None


def is_allowed_on_page(target: str) -> bool:
    """Return whether a link on a page may have this target."""
    return _ON_PAGE.fullmatch(target) is not None


def is_web_address(text: str) -> bool:
    """Return whether a text is an address of http or https, with a host, and without a user's name or password."""
    try:
        parts = urlsplit(text)
    except ValueError:
        return False
    is_complete = parts.scheme in ("http", "https") and bool(parts.hostname) and parts.username is None
    return is_complete and not _NOT_IN_ADDRESS.search(text)
