"""The names that templates can use: the brief, the fixed words, and functions that return words or pictures."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from jinja2 import Environment
from markupsafe import Markup, escape

from brief.locale.collation import collation_key
from brief.locale.patterns import date_in_words, duration, grouped_number, percent_range
from brief.model import Brief, Citations, Language, Nature, Section, plain_text
from brief.model.variables import variable_value
from brief.page.theme import Theme
from brief.render.picture_functions import as_prose, picture_functions
from brief.render.pictures import drawn_picture
from brief.render.prose import CITE, ProseHtml, tag
from brief.render.text_measure import TextMeasure

WORDS_A_MINUTE = 200  # of an adult who reads for meaning


class Requests:
    """What templates ask for while they run: the pictures that they draw, and the roles of sections that they show."""

    def __init__(self, brief: Brief, sandbox: Environment) -> None:
        """Begin with nothing asked for."""
        self.pictures: dict[str, bytes] = {}  # by name among the page's assets
        self.roles: set[str] = set()
        self._brief, self._sandbox = brief, sandbox

    def draw(self, template: str, alt: str, kind: str, **values: Any) -> Markup:
        """Return the `img` of the picture `pictures/TEMPLATE.svg.j2`, filled with values; `alt` is its text."""
        svg = self._sandbox.get_template(f"pictures/{template}.svg.j2").render(**values)
        picture = drawn_picture(svg, template, alt, kind)
        self.pictures[picture.name] = picture.data
        return picture.image

    def sections(self, *roles: str) -> tuple[Section, ...]:
        """Return the sections with one of these roles, in order."""
        self.roles.update(roles)
        return tuple(section for section in self._brief.record.sections if section.role in roles)


@dataclass(frozen=True, slots=True)
class TemplateContext:
    """All names that templates can use, and what they ask for while they run."""

    names: Mapping[str, Any]
    requests: Requests


def template_context(
    brief: Brief, sandbox: Environment, words: Mapping[str, str], theme: Theme, faces: Mapping[str, bytes]
) -> TemplateContext:
    """Return the names for templates; the words in pictures are measured in `faces`, font files by name."""
    requests = Requests(brief, sandbox)
    date = _date_function(brief.language)
    variable = _variable_function(brief, date)
    html = ProseHtml(variable, brief.pictures, _claim_function(brief, sandbox))
    plain_html = ProseHtml(variable, brief.pictures, lambda _, inner: inner)
    names = {
        **_values(brief, words, theme),
        **picture_functions(plain_html, TextMeasure(faces, theme.text("face.display")), date),
        "alphabetical": _order_function(brief.language),
        "blocks": lambda text, level=2: html.blocks(as_prose(text), level),
        "date": date,
        "draw": requests.draw,
        "inline": lambda text: html.inline(as_prose(text)),
        "percent": lambda low, high: percent_range(low, high, brief.language),
        "sections": requests.sections,
        "source_link": _source_link_function(brief),
    }
    return TemplateContext(names, requests)


def _values(brief: Brief, words: Mapping[str, str], theme: Theme) -> dict[str, Any]:
    claims = brief.record.claims
    length = sum(len(plain_text(section.body).split()) for section in brief.record.sections)
    return {
        "brief": brief,
        "record": brief.record,
        "judgments": tuple(claim for claim in claims if claim.nature is Nature.JUDGMENT),
        "statements": tuple(claim for claim in claims if claim.nature is not Nature.JUDGMENT),
        "words": words,
        "theme": theme.tokens,
        "direction": brief.language.direction,
        "reading_time": duration(max(1, round(length / WORDS_A_MINUTE)), brief.language),
    }


def _date_function(language: Language) -> Callable[..., str]:
    """Return `date(day, length)`, which returns a date in words."""

    def date(day: Any, length: Any = "long") -> str:
        return date_in_words(day, language, length=length)

    return date


def _order_function(language: Language) -> Callable[[Any, str], list[Any]]:
    """Return `alphabetical(items, name)`, which sorts items by one of their attributes."""

    def alphabetical(items: Any, name: str) -> list[Any]:
        return sorted(items, key=lambda item: collation_key(str(getattr(item, name)), language))

    return alphabetical


def _variable_function(brief: Brief, date: Callable[[Any], str]) -> Callable[[str], str]:
    """Return the function that writes a variable's value in the language of the brief."""

    def variable(name: str) -> str:
        found = variable_value(brief, name)
        if isinstance(found, str):
            return found
        return grouped_number(found, brief.language) if isinstance(found, int) else date(found)

    return variable


def _claim_function(brief: Brief, sandbox: Environment) -> Callable[[str, Markup], Markup]:
    """Return the function for words that state a claim; its macro also gets whether the page states it here first."""
    claims = {claim.id: claim for claim in brief.record.claims}
    stated: set[str] = set()

    def claim(name: str, inner: Markup) -> Markup:
        macros: Any = sandbox.get_template("macros/claim.html.j2").module
        is_first = name not in stated
        stated.add(name)
        return Markup(macros.claim(claims[name], inner, is_first))  # noqa: S704  (autoescaped)

    return claim


def _source_link_function(brief: Brief) -> Callable[[str], Markup]:
    """Return `source_link(id)`, which refers to a source as the audience cites."""
    sources = {source.id: source for source in brief.record.sources}

    def source_link(name: Any) -> Markup:
        if not isinstance(name, str) or name not in sources:
            raise LookupError("`source_link` needs the id of a source of the brief")
        if brief.audience.citations is Citations.ENDNOTES:
            return tag(CITE, data_cite=f"{name}||")
        return tag("a", escape(sources[name].short or sources[name].title), href=f"#{name}")

    return source_link
