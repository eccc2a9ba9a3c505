"""What on a page shows a value, for each type of the model: its words, its date in words, its link, its mark."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import chain
from typing import Any

from lxml import etree

from brief.locale.patterns import date_in_words
from brief.model import (
    Language,
    Level,
    Likelihood,
    Nature,
    Node,
    Picture,
    Prose,
    Reference,
    Status,
    Text,
    Tlp,
)
from brief.model.text import Blocks
from brief.model.text_forms import (
    Credibility,
    PartialDate,
    PrivilegeKind,
    Reliability,
    Role,
    ShortName,
    SourceType,
    WebAddress,
)
from brief.page.elements import classes, text_of
from brief.render.pictures import asset_name
from brief.render.presence.leaves import Leaf
from brief.render.presence.page_letters import PageLetters, Span, Used, letters_of, merged
from brief.render.presence.prose_runs import prose_runs


@dataclass(frozen=True, slots=True)
class Region:
    """The elements of a page that show one item; for the dossier itself, the whole page with its properties."""

    letters: PageLetters
    used: Used  # the letters that show another field of the item; for the dossier itself, those that show anything
    elements: Sequence[etree._Element]
    words: Mapping[str, str]
    language: Language
    pictures: Mapping[str, Picture]
    properties: Mapping[str, str] = field(default_factory=dict)  # of the file and its furniture, by name

    @property
    def spans(self) -> list[Span]:
        """Return where the letters of these elements are."""
        return merged(self.letters.spans[one] for one in self.elements if one in self.letters.spans)

    def inside(self, *tags: str) -> Iterator[etree._Element]:
        """Give every element of these names in the region."""
        return chain.from_iterable(outer.iter(*tags) for outer in self.elements)

    def says(self, *texts: str) -> bool:
        """Return whether one of these texts is in the region, and account for its letters."""
        return any(self.letters.find(text, self.spans, self.used) for text in texts if text)

    def says_word(self, *names: str) -> bool:
        """Return whether one of the fixed words of these names is in the region, and account for its letters."""
        return self.says(*(self.words.get(name, "") for name in names))

    def draws(self, kind: str, *texts: str) -> bool:
        """Return whether a picture of that class has all of these texts in its alternative text."""
        return any(
            kind in classes(image) and all(text in image.get("alt", "") for text in texts)
            for image in self.inside("img")
        )


Evidence = Callable[[Leaf, Region], bool]


def _prose(leaf: Leaf, region: Region) -> bool:
    """Return whether the pictures and notes of prose are shown; its text is looked for as all words are."""
    runs = prose_runs(leaf.value.prose if isinstance(leaf.value, Text) else leaf.value)
    notes = [*region.letters.notes, *region.spans]
    pictures = {(image.get("src"), image.get("alt")) for image in region.inside("img")}
    return all(
        (asset_name(region.pictures[one.get("source")].path), one.get("alt")) in pictures for one in runs.figures
    ) and all(region.letters.find(run, notes, region.used, keep=True) for run in runs.notes)


def _date(leaf: Leaf, region: Region) -> bool:
    written = leaf.value.isoformat() if isinstance(leaf.value, dt.date) else leaf.value
    lengths: tuple[Any, ...] = ("full", "long", "medium", "short")
    words = [written, *(date_in_words(leaf.value, region.language, length=length) for length in lengths)]
    return any(one.get("datetime") == written and text_of(one) for one in region.inside("time")) or any(
        # Another field may say it too: the year of a case is in its citation.
        region.letters.find(text, region.spans, keep=True)
        for text in words
    )


def _address(leaf: Leaf, region: Region) -> bool:
    return any(link.get("href") == leaf.value for link in region.inside("a"))


def _mark(leaf: Leaf, region: Region) -> bool:
    """Return whether a status or an assumption is said; the form of a page says what is a judgment or a statement."""
    if leaf.value in (Nature.STATEMENT, Nature.JUDGMENT):
        return True
    marked = (one for one in region.inside("span") if one.get("data-status") == leaf.value)
    return any("status" in classes(one) and text_of(one) for one in marked) or region.says_word(
        f"{leaf.name}_{leaf.value}", f"aside_{leaf.value}"
    )


def _level(leaf: Leaf, region: Region) -> bool:
    return region.says_word(f"level_{leaf.value}", f"confidence_{leaf.value}") or region.draws(
        "level", region.words[f"dots_{leaf.value}"]
    )


def _likelihood(leaf: Leaf, region: Region) -> bool:
    likelihood: Likelihood = leaf.value
    word = f"likelihood_{likelihood.word.replace(' ', '_')}"
    low, high = str(likelihood.low), str(likelihood.high)
    return region.says_word(word) or (region.says(low) and region.says(high)) or region.draws("scale", low, high)


def _word_of_value(leaf: Leaf, region: Region) -> bool:
    return region.says_word(f"{leaf.name}_{leaf.value}")


def _word_of_name(leaf: Leaf, region: Region) -> bool:
    return region.says_word(leaf.name)


def _sources(leaf: Leaf, region: Region) -> bool:
    """Return whether each source is cited: by a note or call that names it, a link to it, or in the region itself."""
    cited = {name for one in region.inside("a", "span") for name in (one.get("data-cites") or "").split()}
    cited |= {(link.get("href") or "").removeprefix("#") for link in region.inside("a")}
    return {reference.id for reference in leaf.value} <= cited


def _property(leaf: Leaf, region: Region) -> bool:
    expected = leaf.value.mark if isinstance(leaf.value, Tlp) else region.words[f"privilege_{leaf.value}"]
    return expected in region.properties.values()


_NOTHING_ELSE: Evidence = lambda *_: True  # noqa: E731  (its words are all that there is to show)
_DECIDES_FORM: Evidence = lambda *_: True  # noqa: E731  (it decides where and how a page shows its item)

# What shows a value of each type. A type that is not here is an error, so that no field can be forgotten.
EVIDENCE: Mapping[Any, Evidence] = {
    Text: _prose,
    Blocks: _prose,
    Prose: _prose,
    str: _NOTHING_ELSE,
    tuple[str, ...]: _NOTHING_ELSE,
    dt.date: _date,
    PartialDate: _date,
    WebAddress: _address,
    Status: _mark,
    Nature: _mark,
    Level: _level,
    Likelihood: _likelihood,
    Reliability: _word_of_value,
    Credibility: _word_of_value,
    bool: _word_of_name,
    tuple[Reference, ...]: _sources,
    Tlp: _property,
    PrivilegeKind: _property,
    Language: lambda leaf, region: leaf.value.tag in region.properties.values(),
    Role: _DECIDES_FORM,
    SourceType: _DECIDES_FORM,
    ShortName: _DECIDES_FORM,
}


def is_shown(leaf: Leaf, region: Region) -> bool:
    """Return whether a region shows all of a field but its words, which `words_of` returns.

    Raise `LookupError` for a type that nothing is known to show.
    """
    if leaf.declared not in EVIDENCE:
        raise LookupError(f"no entry in EVIDENCE says what shows {leaf.name}, a {leaf.declared}")
    return EVIDENCE[leaf.declared](leaf, region)


def words_of(leaf: Leaf) -> Sequence[str]:
    """Return the runs of words of a field; none for one that is not shown by its own words."""
    match leaf.value:
        case Text():
            return prose_runs(leaf.value.prose).text
        case str() if leaf.declared is str:
            return [leaf.value]
        case (str(), *_):
            return list(leaf.value)
        case (Node(), *_):
            return prose_runs(leaf.value).text
        case _:
            return []


def is_property(leaf: Leaf, properties: Mapping[str, str]) -> bool:
    """Return whether a property of the file that is named after a field has its words."""
    found = _squeezed(properties.get(leaf.name, ""))
    runs = [leaf.value.isoformat()] if isinstance(leaf.value, dt.date) else words_of(leaf)
    return bool(found and runs) and all(_squeezed(run) in found for run in runs)


def _squeezed(text: str) -> str:
    return letters_of(text).replace(" ", "")
