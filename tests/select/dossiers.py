"""Small dossiers for the tests of selection and of its rules: written as values, without files."""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from types import MappingProxyType

from brief.diagnostics.problems import Place
from brief.model import ENGLISH, Audience, Dossier, Handling, Kind, Node, Prose, Record, Section, Text, Tlp

NAMES = ("legal", "executive", "general")
ALL = frozenset(NAMES)
LEGAL = frozenset({"legal"})
OPEN = frozenset({"executive", "general"})


def audience(name: str, tlp: Tlp = Tlp.AMBER) -> Audience:
    return Audience(name, name.title(), (), handling=Handling(tlp), place=Place(f"{name}/audience.yaml", 1, 1))


AUDIENCES: Mapping[str, Audience] = MappingProxyType({name: audience(name) for name in NAMES})


def at(line: int, file: str = "a.md") -> Place:
    return Place(file, line, 1)


def say(words: str, mark: frozenset[str] | None = None, line: int = 1) -> Node:
    place = at(line, "words.md") if mark is not None else None
    return (
        Node(Kind.TEXT, text=words)
        if mark is None
        else Node(Kind.SPAN, (Node(Kind.TEXT, text=words),), audience=mark, place=at(line), audience_place=place)
    )


def node(
    kind: Kind, *children: Node | str, mark: frozenset[str] | None = None, line: int = 1, **attributes: str
) -> Node:
    """Build a node; a bare string is its text among children."""
    inner = tuple(say(child) if isinstance(child, str) else child for child in children)
    where = at(line, "marks.md") if mark is not None else None
    return Node(kind, inner, attributes=attributes, audience=mark, place=at(line), audience_place=where)


def paragraph(*children: Node | str, mark: frozenset[str] | None = None, **attributes: str) -> Node:
    return node(Kind.PARAGRAPH, *children, mark=mark, **attributes)


def text(*children: Node | str) -> Text:
    return Text(tuple(say(child) if isinstance(child, str) else child for child in children), place=at(1, "texts.yaml"))


def wordings(**words: str) -> Text:
    return Text(wordings={name: (say(said),) for name, said in words.items()}, place=at(1, "texts.yaml"))


def section(*body: Node, name: str = "facts", mark: frozenset[str] = ALL, title: Text | None = None) -> Section:
    return Section(
        f"sec-{name}", mark, title or text(f"Title of {name}"), "facts", tuple(body),
        place=at(1, f"sections/{name}.md"), audience_place=at(3, f"sections/{name}.md"),
    )  # fmt: skip


def dossier(*sections: Section, record: Record | None = None, **fields: object) -> Dossier:
    whole = Record(sections=sections) if record is None else record
    given: dict[str, object] = {
        "name": "case", "title": text("The case"), "reference": "R-1", "version": "1",
        "as_of": datetime.date(2026, 11, 23), "language": ENGLISH, "authors": ("A. Author",),
        "record": whole, "place": at(1, "dossier.yaml"), **fields,
    }  # fmt: skip
    return Dossier(**given)  # type: ignore[arg-type]


def body_words(prose: Prose) -> str:
    return " ".join(node.text for top in prose for node in top.walk() if node.text)
