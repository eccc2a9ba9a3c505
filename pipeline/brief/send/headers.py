"""Header fields of a message, so that every parser reads back what was written (RFC 5322, 2.2; RFC 2047).

The standard library's folding loses spaces between encoded words of some scripts, so headers are written here.
"""

from __future__ import annotations

import base64
import unicodedata
from collections.abc import Iterable, Iterator
from typing import Final

from brief.diagnostics.problems import BriefError, Problem
from brief.send.addresses import Address

LINE: Final = 76  # octets of a line with an encoded word (RFC 2047, 2); more than a client shows
_START, _END = "=?utf-8?b?", "?="
_SPECIALS: Final = frozenset('()<>[]:;@\\,."')  # RFC 5322, 3.2.3


def text_field(name: str, value: str) -> str:
    """Return a field with a text of any script, such as a subject, folded, with its line end.

    Raise `BriefError` (E904) for a text with a line break or another control character: it would begin a new field.
    """
    check_line(name, value)
    if _is_plain(value):
        return _folded(name, value.split(" "))
    room = LINE - len(f"{name}: ")
    return _joined(name, list(_encoded_words(value, room)))


def mailbox_field(name: str, shown: str, address: Address) -> str:
    """Return a field with one mailbox: its display name, which may be empty, and its address (RFC 5322, 3.4)."""
    check_line(name, shown)
    spec = f"<{address}>" if shown else str(address)
    if not shown:
        return _folded(name, [spec])
    if not _is_plain(shown):
        return _joined(name, [*_encoded_words(shown, LINE - len(f"{name}: ")), spec])
    if not _SPECIALS & set(shown):
        return _folded(name, [*shown.split(" "), spec])
    quoted = shown.replace("\\", r"\\").replace('"', r"\"")
    return _folded(name, [*f'"{quoted}"'.split(" "), spec])


def token_field(name: str, value: str) -> str:
    """Return a field with a value that programs read, in ASCII and in one line."""
    check_line(name, value)
    assert value.isascii(), f"{name} is ASCII"
    return f"{name}: {value}\r\n"


def check_line(name: str, value: str) -> None:
    """Raise `BriefError` (E904) for a value that would not stay in its line."""
    odd = [letter for letter in value if unicodedata.category(letter) in {"Cc", "Zl", "Zp", "Cs"}]
    if odd:
        text = f"the header `{name}` has the character U+{ord(odd[0]):04X}, which could begin another header"
        raise BriefError([Problem("E904/header-characters", text, hint="write the text in one line")])


def _is_plain(value: str) -> bool:
    """Return whether a text can stand as it is: ASCII, nothing like an encoded word, spaces only between words."""
    words = value.split(" ")
    return value.isascii() and "=?" not in value and all(words) and max(map(len, words)) < LINE


def _folded(name: str, words: Iterable[str]) -> str:
    """Return a field, folded before words; the space before each stays, so that nothing is lost (RFC 5322, 2.2.3)."""
    lines = [f"{name}:"]
    for word in words:
        if len(lines[-1]) + 1 + len(word) > LINE and lines[-1] != f"{name}:":
            lines.append("")
        lines[-1] += f" {word}"
    return "".join(f"{line}\r\n" for line in lines)


def _joined(name: str, words: Iterable[str]) -> str:
    return f"{name}: " + "\r\n ".join(words) + "\r\n"


def _encoded_words(value: str, room: int) -> Iterator[str]:
    """Give the encoded words of a text, spaces included, each with whole characters (RFC 2047, 5 (3)).

    White space between encoded words is not part of the text (RFC 2047, 6.2). `room` is that of the first line.
    """
    held = b""
    for cluster in _clusters(value):
        most = (room - len(_START) - len(_END)) // 4 * 3
        if held and len(held) + len(cluster) > most:
            yield _encoded(held)
            held, room = b"", LINE - 1
        held += cluster
    if held:
        yield _encoded(held)


def _clusters(value: str) -> Iterator[bytes]:
    """Give the characters of a text with what combines with each: some clients do not join them across words."""
    held = ""
    for letter in value:
        if held and not unicodedata.combining(letter) and letter not in "\u200c\u200d\ufe0f":
            yield held.encode()
            held = ""
        held += letter
        if len(held.encode()) > 30:  # a word has room for about 45 octets
            yield held.encode()
            held = ""
    if held:
        yield held.encode()


def _encoded(data: bytes) -> str:
    return f"{_START}{base64.b64encode(data).decode()}{_END}"
