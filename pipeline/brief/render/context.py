"""Every name that a template can use: the brief, the fixed words, and what turns values into words or pictures."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from jinja2 import Environment
from markupsafe import Markup, escape

from brief.locale.collation import collated
from brief.locale.patterns import direction, duration, percent_range, spoken_date, spoken_number
from brief.model import Brief, Citations, Nature, Prose, Section, Text
from brief.model import words as spoken
from brief.model.variables import value
from brief.page.theme import Theme
from brief.render.picture_functions import drawing
from brief.render.pictures import picture
from brief.render.prose import CITE, ProseHtml, tag
from brief.render.text_measure import Lettering

WORDS_A_MINUTE = 200  # of an adult who reads for meaning


def names_of(
    brief: Brief,
    sandbox: Environment,
    words: Mapping[str, str],
    theme: Theme,
    assets: dict[str, bytes],
    *,
    faces: Mapping[str, bytes],
    roles: set[str],
) -> dict[str, Any]:
    """Return every name that a template can use; pictures that templates draw are put into `assets`.

    The words in these pictures are measured in `faces`, font files by name. The roles of the sections that templates
    ask for are put into `roles`.
    """
    sources = {source.id: source for source in brief.record.sources}
    claims = {claim.id: claim for claim in brief.record.claims}
    lettering = Lettering(faces, theme.text("face.display"))
    made: set[str] = set()  # claims that the page's prose has made so far

    def date(day: Any, length: Any = "long") -> str:
        return spoken_date(day, brief.language, length=length)

    def variable(name: str) -> str:
        found = value(brief, name)
        return (
            found
            if isinstance(found, str)
            else spoken_number(found, brief.language)
            if isinstance(found, int)
            else date(found)
        )

    def claim(name: str, inner: Markup) -> Markup:
        macros: Any = sandbox.get_template("macros/claim.html.j2").module
        is_first = name not in made
        made.add(name)
        return Markup(macros.claim(claims[name], inner, is_first))  # noqa: S704  (autoescaped)

    def draw(template: str, alt: str, kind: str, **values: Any) -> Markup:
        svg = sandbox.get_template(f"pictures/{template}.svg.j2").render(**values)
        return picture(svg, template, alt, kind, assets.__setitem__)

    def alphabetical(items: Any, name: str) -> list[Any]:
        return sorted(items, key=lambda item: collated(str(getattr(item, name)), brief.language))

    def source_link(name: str) -> Markup:
        if brief.audience.citations is Citations.ENDNOTES:
            return tag(CITE, data_cite=f"{name}||")
        return tag("a", escape(sources[name].short or sources[name].title), class_="ref", href=f"#{name}")

    def sections(*asked: str) -> tuple[Section, ...]:
        roles.update(asked)
        return tuple(section for section in brief.record.sections if section.role in asked)

    html = ProseHtml(variable, brief.pictures, claim)
    bare = ProseHtml(variable, brief.pictures, lambda _, inner: inner)
    return {
        "brief": brief,
        "record": brief.record,
        "judgments": tuple(claim for claim in brief.record.claims if claim.nature is Nature.JUDGMENT),
        "statements": tuple(claim for claim in brief.record.claims if claim.nature is not Nature.JUDGMENT),
        "words": words,
        "theme": theme.tokens,
        "direction": direction(brief.language),
        "reading_time": duration(max(1, round(_length(brief) / WORDS_A_MINUTE)), brief.language),
        "alphabetical": alphabetical,
        "source_link": source_link,
        "date": date,
        "percent": lambda low, high: percent_range(low, high, brief.language),
        "draw": draw,
        **drawing(bare, lettering, date),
        "inline": lambda text: html.inline(_prose(text)),
        "blocks": lambda text, level=2: html.blocks(_prose(text), level),
        "sections": sections,
    }


def _length(brief: Brief) -> int:
    """Return how many words of running text a brief has."""
    return sum(len(spoken(section.body).split()) for section in brief.record.sections)


def _prose(text: Text | Prose) -> Prose:
    return text.prose if isinstance(text, Text) else text
