"""What an audience sees of a dossier, as one JSON value: kept with a release, and compared with the next one."""

from __future__ import annotations

import datetime
import hashlib
import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import fields, is_dataclass
from enum import Enum
from typing import Any, Final

from brief.model import Brief, Item, Kind, Language, Node, Picture, Record, Reference, Text
from brief.model.text import BLOCKS

Content = Mapping[str, Any]

_LEFT_OUT: Final = frozenset({"audience", "audience_place", "place"})  # the same everywhere in one brief, or of a file
_OF_FILES: Final = frozenset({"dossier", "audience"})  # fields of a brief that are no content


def selected_content(brief: Brief) -> Content:
    """Return a brief as a value of JSON: fields by name, items of the record by identifier, in order.

    Texts are kept as their words, with a digest of all else that a reader sees of them: emphasis, links, languages.
    Raise `TypeError` for a value of an unknown type: what is not understood is not left out.
    """
    content = {one.name: _value(getattr(brief, one.name)) for one in fields(brief) if one.name not in _OF_FILES}
    record = content.pop("record")
    kept: dict[str, Any] = content | record | {"label": brief.audience.label, "handling": _value(brief.handling)}
    return kept


def content_digests(content: Content) -> dict[str, str]:
    """Return the digest of each group of a content: of each field, and of each kind of item."""
    return {name: digest_of(value) for name, value in content.items()}


def digest_of(value: object) -> str:
    """Return the SHA-256 of a value of JSON, written in one way: keys sorted, no spaces, UTF-8."""
    return hashlib.sha256(canonical_json(value)).hexdigest()


def canonical_json(value: object) -> bytes:
    """Return a value of JSON as bytes that depend on nothing but the value."""
    return json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode()


def _value(value: Any) -> Any:  # noqa: C901, PLR0911, PLR0912 # one case for each type of the model, in one place
    match value:
        case None | bool() | int() | float():
            return value
        case Enum():
            return value.value
        case str():
            return value
        case datetime.date():
            return value.isoformat()
        case Language():
            return str(value)
        case Text():
            return _prose(value.prose)
        case Reference():
            return value.id
        case Picture():
            data = hashlib.sha256(value.data).hexdigest()
            return {"sha256": data, "width": value.width, "height": value.height}
        case Record():
            return {one.name: _items(getattr(value, one.name)) for one in fields(value)}
        case tuple() if value and all(isinstance(one, Node) for one in value):
            return _prose(value)
        case tuple():
            return [_value(one) for one in value]
        case Mapping():
            return {str(key): _value(one) for key, one in value.items()}
        case _ if is_dataclass(value):
            return {one.name: _value(getattr(value, one.name)) for one in fields(value) if one.name not in _LEFT_OUT}
        case _:
            raise TypeError(f"it is not known how to keep a {type(value).__name__}")


def _items(items: Iterable[Item]) -> list[Any]:
    return [_value(item) for item in items]


def _prose(prose: Iterable[Node]) -> dict[str, str]:
    """Return the words of prose, with notes and citations in brackets, and a digest of its whole tree."""
    nodes = tuple(prose)
    return {"words": "".join(_words(node) for node in nodes).strip(), "form": digest_of([_tree(one) for one in nodes])}


def _words(node: Node) -> str:  # noqa: PLR0911 # likewise for each kind of node
    inner = node.text or "".join(_words(child) for child in node.children)
    match node.kind:
        case Kind.NOTE:
            return f" [{inner.strip()}]"
        case Kind.CITE:
            return f" [{'; '.join(_words(child) for child in node.children)}]"
        case Kind.CITATION:
            return ", ".join(filter(None, (node.get("source"), node.get("locator"))))
        case Kind.REFERENCE:
            return node.get("target")
        case Kind.VARIABLE:
            return node.get("name")
        case Kind.BREAK:
            return " "
    return f"{inner}\n" if node.kind in BLOCKS else inner


def _tree(node: Node) -> list[Any]:
    attributes = {key: value for key, value in sorted(node.attributes.items()) if value and key != "definition"}
    return [node.kind.value, node.text, attributes, [_tree(child) for child in node.children]]


def texts_of(value: Any) -> Iterator[str]:
    """Give all words in a value that `selected_content` made."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, Mapping):
        yield from (text for one in value.values() for text in texts_of(one))
    elif isinstance(value, list | tuple):
        yield from (text for one in value for text in texts_of(one))
