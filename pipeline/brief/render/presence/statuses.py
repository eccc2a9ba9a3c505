"""The status of a claim is said where its words first stand, so that no allegation is read as a fact."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from lxml import etree

from brief.model import Brief, Nature
from brief.page.elements import classes, text_of
from brief.page.vocabulary import ELEMENTS


def unsaid_statuses(main: etree._Element, brief: Brief) -> Iterator[tuple[str, etree._Element]]:
    """Give each claim whose status is not said in the paragraph, heading or cell that states it first, with the words.

    Judgments are left out: they are the authors' own, and have no status.
    """
    marks = {claim.id: claim.status or claim.nature for claim in brief.record.claims if claim.nature != Nature.JUDGMENT}
    first: dict[str, etree._Element] = {}
    for span in main.iter("span"):
        name = span.get("data-claim", "")
        if "claim" in classes(span) and name in marks and next(span.iterancestors("nav"), None) is None:
            first.setdefault(name, span)
    needed: Counter[tuple[etree._Element, str]] = Counter()
    for name, span in first.items():
        block = next(outer for outer in span.iterancestors() if not ELEMENTS[outer.tag].is_inline)
        mark = str(marks[name])
        needed[block, mark] += 1
        said = (one for one in block.iter("span") if "status" in classes(one) and one.get("data-status") == mark)
        if sum(bool(text_of(one)) for one in said) < needed[block, mark]:
            yield name, span
