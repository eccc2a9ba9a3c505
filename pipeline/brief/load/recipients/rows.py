"""The values of one recipient, as they are written in a row or an entry, checked one by one."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from typing import Final

from brief.diagnostics.collector import Problems
from brief.diagnostics.problems import Place
from brief.diagnostics.suggestions import did_you_mean
from brief.load.audience_names import is_known_audience
from brief.locale.tags import language_hint, language_tag
from brief.model.recipient import Recipient

FIELDS: Final = ("name", "address", "audience", "language", "note")
_LONGEST: Final = 200  # characters of a name
# How people call these columns where they do not use the names above.
MEANT: Final[Mapping[str, str]] = {
    "email": "address", "e-mail": "address", "mail": "address", "email address": "address", "e-mail address": "address",
    "to": "address", "full name": "name", "recipient": "name", "lang": "language", "locale": "language",
    "comment": "note", "comments": "note", "notes": "note", "remark": "note", "group": "audience", "reader": "audience",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Field:
    """One value as it is written, and its place."""

    text: str
    place: Place


def field_hint(written: str) -> str:
    """Return what to write instead of an unknown name of a field."""
    meant = MEANT.get(written.strip().casefold())
    return f"rename it to `{meant}`" if meant else did_you_mean(written, FIELDS)


def recipient_of(
    values: Mapping[str, Field], place: Place, audiences: Collection[str], given: str, problems: Problems
) -> Recipient | None:
    """Return the recipient of one row at `place`; `None` after a problem in it.

    `given` is the audience of rows that name none, or empty.
    """
    before = len(problems)
    address = _required(values, "address", place, problems)
    audience = given if given and not _text(values, "audience") else _required(values, "audience", place, problems)
    _check_audience(values, audience, audiences, problems)
    _check_name(values, problems)
    language = _language(values, problems)
    if len(problems) > before:
        return None
    texts = {name: _text(values, name) for name in ("name", "note")}
    places = {name: field.place for name, field in values.items() if field.text}
    return Recipient(address, audience, texts["name"], language, texts["note"], place, places)


def _text(values: Mapping[str, Field], name: str) -> str:
    return values[name].text.strip() if name in values else ""


def _required(values: Mapping[str, Field], name: str, place: Place, problems: Problems) -> str:
    text = _text(values, name)
    if not text:
        at = values[name].place if name in values else place
        problems.add("E901/missing-value", f"the recipient has no {name}", at, hint="write one, or delete the row")
    return text


def _check_audience(values: Mapping[str, Field], audience: str, audiences: Collection[str], problems: Problems) -> None:
    if not audience or "audience" not in values or audience in audiences:
        return
    parts = [part for part in re.split(r"[\s,;|+/&]+", audience) if part]
    if len(parts) > 1 and all(part in audiences for part in parts):
        hint = "name one audience: what is for another one is not for this person too"
        problems.add("E901/several-audiences", "a recipient is for exactly one audience", values["audience"].place,
                     hint=hint)  # fmt: skip
        return
    is_known_audience(audience, values["audience"].place, audiences, problems)


def _check_name(values: Mapping[str, Field], problems: Problems) -> None:
    """Add a problem for a name that cannot stand in one line of a header, or that looks like an address."""
    name = _text(values, "name")
    place = values["name"].place if "name" in values else None
    if not name:
        return
    odd = [letter for letter in name if unicodedata.category(letter) in {"Cc", "Cf", "Zl", "Zp", "Cs"}]
    # Joiners are part of names in some scripts, such as Persian and Malayalam (UAX 31, 2.3).
    odd = [letter for letter in odd if letter not in "\u200c\u200d"]
    if odd:
        text = f"character U+{ord(odd[0]):04X} cannot be in a name"
        problems.add("E901/name-characters", text, place, hint="write the name in one line, without hidden characters")
    elif "@" in name:
        text, hint = "the name is an address", "write the name of a person, or leave the cell empty"
        problems.add("E901/name-characters", text, place, hint=hint)
    elif len(name) > _LONGEST:
        text, hint = f"the name has more than {_LONGEST} characters", "shorten it; put remarks in `note`"
        problems.add("E901/name-characters", text, place, hint=hint)


def _language(values: Mapping[str, Field], problems: Problems) -> str:
    written = _text(values, "language")
    tag = language_tag(written) if written else ""
    if tag is None:
        hint = language_hint(written)
        problems.add("E111/unknown-language", f"`{written}` is not a language tag", values["language"].place, hint=hint)
        return ""
    return tag


def none_found(file: str, found: Iterable[Recipient], problems: Problems) -> None:
    """Add a problem for a list without anybody on it."""
    if not list(found) and not problems:
        hint = f"write a line with {', '.join(FIELDS[:3])} for each"
        problems.add("E901/no-recipients", "the list has no recipients", Place(file, 1), hint=hint)
