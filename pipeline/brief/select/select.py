"""From everything known to what one audience may see."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from types import MappingProxyType
from typing import Any

from brief.diagnostics.problems import BriefError, Place, Problem
from brief.model.audience import Audience, name_list
from brief.model.brief import Brief, Selection, Withheld
from brief.model.dossier import Dossier, Memo, Picture, Record
from brief.model.fields import DOSSIER_TEXTS, all_prose, dossier_audiences, dossier_text_fields, rewritten
from brief.model.text import NOWHERE, Kind, Prose, Text
from brief.select.describe import described
from brief.select.guard import guard
from brief.select.items import narrow, one_wording, refused
from brief.visibility.words import said


def select(dossier: Dossier, audience: Audience) -> Selection:
    """Return what one audience may see, and what was withheld from it; the same for the same two, always.

    Raise `BriefError` when the dossier has nothing at all for the audience (E210) or leaves it without a text that it
    must have (E206). A dossier that loading refused may raise `RuntimeError` instead: a mark or a reference that must
    not be in a brief was found in it at the end.
    """
    if audience.name not in dossier_audiences(dossier):
        text = f"`{dossier.name}` has nothing for {audience.name}"
        hint = f"it is for {name_list(dossier_audiences(dossier))}"
        raise BriefError([Problem("E210/nothing-for-audience", text, dossier.place, hint=hint)])
    withheld: list[Withheld] = []
    own = _dossier_texts(dossier, audience.name, withheld)
    memo = _memo(dossier, audience.name, withheld)
    handling = dossier.handling.get(audience.name, audience.handling)
    _other_handlings(dossier, audience.name, withheld)
    groups: dict[str, Any] = {
        name: tuple(kept for item in group if (kept := narrow(item, audience.name, withheld)) is not None)
        for name, group in _groups(dossier.record)
    }
    brief = Brief(
        dossier=dossier.name,
        audience=audience.in_language(dossier.language),
        **own,
        reference=dossier.reference,
        version=dossier.version,
        as_of=dossier.as_of,
        language=dossier.language,
        authors=dossier.authors,
        keywords=dossier.keywords,
        handling=handling,
        memo=memo,
        record=Record(**groups),
        pictures=MappingProxyType({}),
    )
    brief = described(dossier, brief, withheld)
    brief = replace(brief, pictures=_pictures(dossier, brief, withheld))
    guard(brief)
    return Selection(brief, tuple(sorted(withheld, key=lambda one: (one.place, one.kind, one.id))))


def _groups(record: Record) -> Iterable[tuple[str, Any]]:
    return ((name, getattr(record, name)) for name in record.__dataclass_fields__)


def _dossier_texts(dossier: Dossier, audience: str, withheld: list[Withheld]) -> dict[str, Any]:
    texts: dict[str, Text | None] = dict.fromkeys(DOSSIER_TEXTS)
    for field in dossier_text_fields(dossier):
        texts[field.name] = one_wording(field, audience, dossier.place, withheld)
        if texts[field.name] is None and field.required:
            raise refused(field, audience, "the dossier")
    return texts


def _memo(dossier: Dossier, audience: str, withheld: list[Withheld]) -> Memo:
    for name, memo in dossier.memo.items():
        if name != audience:
            said_there = "\n".join(said(memo))
            withheld.append(Withheld("memo", "", f"for {name} only", memo.place, memo.place, said_there))
    own = dossier.memo.get(audience, Memo())
    return rewritten(own, lambda field: one_wording(field, audience, own.place, withheld))


def _other_handlings(dossier: Dossier, audience: str, withheld: list[Withheld]) -> None:
    for name, handling in dossier.handling.items():
        if name != audience:
            said_there = "\n".join(said(handling.privilege)) if handling.privilege else ""
            withheld.append(Withheld("handling", "", f"for {name} only", handling.place, handling.place, said_there))


def _pictures(dossier: Dossier, brief: Brief, withheld: list[Withheld]) -> Mapping[str, Picture]:
    """Return the pictures whose figures are shown; the bytes of all others stay behind."""
    shown = _figures(all_prose(brief))
    everywhere = _figures(all_prose(dossier))
    for path, picture in dossier.pictures.items():
        if path not in shown:
            place = everywhere.get(path, NOWHERE)
            is_used = path in everywhere
            reason = f"no figure that shows it is for {brief.audience.name}" if is_used else "no figure shows it"
            withheld.append(Withheld("picture", path, reason, place, place, _written_in(picture)))
    return MappingProxyType({path: picture for path, picture in dossier.pictures.items() if path in shown})


def _figures(everything: Iterable[Prose]) -> dict[str, Place]:
    """Return the first place of each picture that prose shows, by its path."""
    found: dict[str, Place] = {}
    for prose in everything:
        for top in prose:
            for node in top.walk():
                if node.kind is Kind.FIGURE:
                    found.setdefault(node.get("source"), node.place)
    return found


def _written_in(picture: Picture) -> str:
    """Return the words that an SVG shows, a line for each element; a raster picture has none that can be read."""
    if not picture.path.lower().endswith(".svg"):
        return ""
    import lxml.etree

    parser = lxml.etree.XMLParser(resolve_entities=False, no_network=True)
    root = lxml.etree.fromstring(picture.data, parser)
    lines = ("".join(map(str, text.itertext())) for text in root.iter("{*}text", "{*}title", "{*}desc"))
    return "\n".join(" ".join(line.split()) for line in lines)
