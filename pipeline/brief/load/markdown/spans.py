"""The meaning of `[words]{...}`: an audience, a language, a claim or a term for some words of a line."""

from __future__ import annotations

from types import MappingProxyType

from brief.diagnostics.problems import Place
from brief.load.markdown.attributes import Attributes, audience_of, check_keys, language_of
from brief.load.markdown.passage import Reading
from brief.model import Kind, Node

KEYS = ("audience", "claim", "lang", "dir", "term")


def span_nodes(children: tuple[Node, ...], attributes: Attributes, reading: Reading, place: Place) -> tuple[Node, ...]:
    """Return inlines wrapped as their attributes ask: in a term, that in a claim, that in a span."""
    check_keys(attributes, KEYS, reading, "words of a line")
    if target := attributes.get("term"):
        children = (Node(Kind.REFERENCE, children, "", MappingProxyType({"target": target}), place=place),)
    if claim := attributes.get("claim"):
        children = (Node(Kind.CLAIM, children, "", MappingProxyType({"claim": claim}), place=place),)
    for key in ("term", "claim"):
        if key in attributes.values and not attributes.get(key):
            reading.report(
                "E151/empty-reference",
                f"`{key}` has no identifier",
                attributes.place,
                hint="write the identifier of a term or claim",
            )
    audience, audience_place = audience_of(attributes, reading)
    language = language_of(attributes, reading)
    if audience is not None or language:
        span = Node(Kind.SPAN, children, "", MappingProxyType(language), audience, place, audience_place)
        children = (span,)
    return children
