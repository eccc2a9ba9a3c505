"""Select from everything known what one audience may see."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import replace
from types import MappingProxyType
from typing import Any

from brief.diagnostics.problems import BriefError, Place, Problem
from brief.model.audience import Audience, name_list
from brief.model.brief import Brief, Selection, Withheld
from brief.model.dossier import Dossier, Memo, Picture, Record
from brief.model.fields import (
    DOSSIER_TEXTS,
    TextField,
    all_prose,
    dossier_audiences,
    dossier_text_fields,
    rewritten,
)
from brief.model.text import NOWHERE, Kind, Prose, Text
from brief.select.describe import describe_sources
from brief.select.guard import guard
from brief.select.items import missing_wording, narrow_item, narrow_text
from brief.visibility.words import item_word_runs


def select(dossier: Dossier, audience: Audience) -> Selection:
    """Return what one audience may see, and what was withheld from it; always the same for the same two.

    Raise `BriefError` when the dossier has nothing at all for the audience (E210) or leaves it without a text that it
    must have (E206). A dossier that loading refused may raise `RuntimeError` instead: a mark or a reference that must
    not be in a brief was found in it at the end.
    """
    if audience.name not in dossier_audiences(dossier):
        text = f"`{dossier.name}` has no content for {audience.name}"
        hint = f"it has content for {name_list(dossier_audiences(dossier))}"
        raise BriefError([Problem("E210/nothing-for-audience", text, dossier.place, hint=hint)])
    texts, withheld_texts = _narrow_texts(dossier, audience.name)
    memo, withheld_memos = _narrow_memo(dossier, audience.name)
    record, withheld_items = _narrow_record(dossier.record, audience.name)
    brief = Brief(
        dossier=dossier.name,
        audience=audience.in_language(dossier.language),
        **texts,
        reference=dossier.reference,
        version=dossier.versions.get(audience.name, dossier.version),
        as_of=dossier.as_of,
        language=dossier.language,
        authors=dossier.authors,
        keywords=dossier.keywords,
        handling=dossier.handling.get(audience.name, audience.handling),
        memo=memo,
        record=record,
        pictures=MappingProxyType({}),
    )
    brief, described = describe_sources(dossier, brief)
    pictures, withheld_pictures = _narrow_pictures(dossier, brief)
    brief = replace(brief, pictures=pictures)
    guard(brief)
    withheld = [
        *withheld_texts,
        *withheld_memos,
        *_other_handlings(dossier, audience.name),
        *_with_descriptors(withheld_items, described),
        *withheld_pictures,
    ]
    return Selection(brief, tuple(sorted(withheld, key=lambda one: (one.place, one.kind, one.id))), dossier)


def _narrow_texts(dossier: Dossier, audience: str) -> tuple[dict[str, Any], list[Withheld]]:
    """Return the texts of the dossier file by name, and what of them is withheld."""
    texts: dict[str, Text | None] = dict.fromkeys(DOSSIER_TEXTS)
    withheld: list[Withheld] = []
    for field in dossier_text_fields(dossier):
        texts[field.name], withheld_words = narrow_text(field, audience, dossier.place)
        withheld += withheld_words
        if texts[field.name] is None and field.required:
            raise missing_wording(field, audience, "the dossier")
    return texts, withheld


def _narrow_memo(dossier: Dossier, audience: str) -> tuple[Memo, list[Withheld]]:
    """Return the audience's own memo, and what of all memos is withheld."""
    withheld = [
        Withheld("memo", "", f"for {name} only", memo.place, memo.place, "\n".join(item_word_runs(memo)))
        for name, memo in dossier.memo.items()
        if name != audience
    ]
    own = dossier.memo.get(audience, Memo())

    def narrow_field(field: TextField) -> Text | None:
        text, withheld_words = narrow_text(field, audience, own.place)
        withheld.extend(withheld_words)
        return text

    return rewritten(own, narrow_field), withheld


def _narrow_record(record: Record, audience: str) -> tuple[Record, list[Withheld]]:
    """Return the record with what the audience may see of each item, and what is withheld."""
    groups: dict[str, Any] = {}
    withheld: list[Withheld] = []
    for name in record.__dataclass_fields__:
        results = [narrow_item(item, audience) for item in getattr(record, name)]
        groups[name] = tuple(item for item, _ in results if item is not None)
        withheld += [one for _, withheld_parts in results for one in withheld_parts]
    return Record(**groups), withheld


def _other_handlings(dossier: Dossier, audience: str) -> Iterator[Withheld]:
    """Give an entry for the handling of every other audience."""
    for name, handling in dossier.handling.items():
        if name != audience:
            words = "\n".join(item_word_runs(handling.privilege)) if handling.privilege else ""
            yield Withheld("handling", "", f"for {name} only", handling.place, handling.place, words)


def _with_descriptors(withheld: Iterable[Withheld], described: Collection[str]) -> Iterator[Withheld]:
    """Give the entries, with a remark on each source that is shown by its descriptor."""
    for one in withheld:
        is_described = one.kind == "source" and one.id in described
        yield replace(one, reason=f"{one.reason}; its descriptor is shown") if is_described else one


def _narrow_pictures(dossier: Dossier, brief: Brief) -> tuple[Mapping[str, Picture], list[Withheld]]:
    """Return the pictures that the figures of a brief show, and an entry for each of the others."""
    shown = _figures(all_prose(brief))
    everywhere = _figures(all_prose(dossier))
    withheld = []
    for path, picture in dossier.pictures.items():
        if path not in shown:
            place = everywhere.get(path, NOWHERE)
            is_used = path in everywhere
            reason = f"no figure that shows it is for {brief.audience.name}" if is_used else "no figure shows it"
            withheld.append(Withheld("picture", path, reason, place, place, _words_in(picture)))
    return MappingProxyType({path: one for path, one in dossier.pictures.items() if path in shown}), withheld


def _figures(pieces: Iterable[Prose]) -> dict[str, Place]:
    """Return the first place of each picture that prose shows, by its path."""
    found: dict[str, Place] = {}
    for prose in pieces:
        for top in prose:
            for node in top.walk():
                if node.kind is Kind.FIGURE:
                    found.setdefault(node.get("source"), node.place)
    return found


def _words_in(picture: Picture) -> str:
    """Return the words that an SVG shows, a line for each element; those of a raster picture cannot be read."""
    if not picture.path.lower().endswith(".svg"):
        return ""
    import lxml.etree

    parser = lxml.etree.XMLParser(resolve_entities=False, no_network=True)
    root = lxml.etree.fromstring(picture.data, parser)
    lines = ("".join(map(str, text.itertext())) for text in root.iter("{*}text", "{*}title", "{*}desc"))
    return "\n".join(" ".join(line.split()) for line in lines)
