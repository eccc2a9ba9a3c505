"""The sample says of real companies only what its one source says, and says so in the same sentence."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from lxml import etree

from brief.load import load, load_audiences
from brief.model import BLOCKS, Brief, Dossier, Kind, Level, Nature, Node, Prose, Selection, Status, plain_text
from brief.model.fields import DOSSIER_TEXTS, text_fields
from brief.select import select

AUDIENCES = ("legal", "executive", "general")
NAMES = ("Anthropic", "Alibaba", "Claude")
# A sentence that names one of these must hold one of those.
ATTRIBUTIONS = ("article", "according to", "allegedly", "alleged ", "as reported", "it reports the position")
# What must not be said in our own voice, not even with an attribution elsewhere in the sentence.
ACCUSATIONS = re.compile(r"Alibaba (has |had )?(copied|cloned|replicated|stole|stolen|took|taken|used|violated)")
# All that stands in quotation marks: the article's own words, headings among them, and one word of the scale.
QUOTED = frozenset({
    "allegedly", "allegedly by Alibaba", "unauthorized replication", "replication", "cloning", "likely", "significant",
    "the integrity of AI research and development", "dangerous precedent", "experts", "many experts", "legal experts",
    "could discourage investment in AI technologies", "may fear their innovations will be copied without consequence",
    "without consequence", "by cloning claude, alibaba not only undermines anthropic’s innovation", "face consequences",
    "must face consequences", "must be punished", "robust legal frameworks", "significant financial penalties",
    "robust legal frameworks are necessary to protect intellectual property in ai",
    "would likely hinge on demonstrating the extent of the cloning and the damages",
    "would likely hinge on demonstrating the extent of the cloning and the damages incurred by anthropic",
    "alibaba must face consequences", "alibaba must be punished", "the original creator’s business and innovation",
    "cloning is harmless", "all ai models are easily cloned", "legal action is unnecessary",
    "implications of the attack", "position on accountability", "the industry’s response",
    "potential legal ramifications", "common misconceptions", "conclusion",
    "very unlikely",
})  # fmt: skip


@pytest.fixture(scope="module")
def sample(checkout: Path) -> Dossier:
    return load(checkout / "content" / "claude-cloning", load_audiences([checkout / "templates"]))


@pytest.fixture(scope="module")
def selections(checkout: Path, sample: Dossier) -> dict[str, Selection]:
    audiences = load_audiences([checkout / "templates"])
    return {name: select(sample, audiences[name]) for name in AUDIENCES}


def passages(prose: Prose) -> list[str]:
    """Return the words of each block, note, locator and alternative text by itself, as they are read."""
    done: list[str] = []
    held: list[str] = []

    def close() -> None:
        done.append("".join(held))
        held.clear()

    def read(node: Node) -> None:
        match node.kind:
            case Kind.TEXT | Kind.CODE:
                held.append(node.text)
            case Kind.BREAK:
                held.append(" ")
            case Kind.NOTE:
                done.extend(passages(node.children))
            case Kind.CITATION:
                done.append(node.get("locator"))
            case Kind.CODE_BLOCK:
                done.append(node.text)
            case kind:
                if kind in BLOCKS:
                    close()
                done.append(node.get("alt"))
                for child in node.children:
                    read(child)
                if kind in BLOCKS:
                    close()

    for top in prose:
        read(top)
    close()
    return [passage for passage in done if passage.strip()]


def proses(brief: Brief) -> Iterator[Prose]:
    for text in (*(getattr(brief, name) for name in DOSSIER_TEXTS), brief.memo.re):
        if text is not None:
            yield text.prose
    for item in brief.record.items():
        yield from (field.text.prose for field in text_fields(item))
    yield from (section.body for section in brief.record.sections)


def sentences(selections: dict[str, Selection]) -> set[str]:
    """Return every sentence of every brief, a picture's words as one."""
    found: set[str] = set()
    for selection in selections.values():
        for prose in proses(selection.brief):
            for passage in passages(prose):
                found.update(re.split(r"(?<=[.!?])[”’]?\s+(?=[“A-Z])", passage))
        for picture in selection.brief.pictures.values():
            found.add(" ".join("".join(map(str, etree.fromstring(picture.data).itertext())).split()))
    assert len(found) > 150
    return found


def test_a_sentence_that_names_a_party_says_who_says_so(selections: dict[str, Selection]) -> None:
    named = {one for one in sentences(selections) if any(name in one for name in NAMES)}
    assert len(named) > 25
    bare = {one for one in named if not any(word in one.lower() for word in ATTRIBUTIONS)}
    assert {one for one in bare if not one.endswith("?")} == {"Understanding the Claude Cloning Attack"}


def test_no_act_is_stated_in_our_own_voice(selections: dict[str, Selection]) -> None:
    assert [one for one in sentences(selections) if ACCUSATIONS.search(one)] == []


def test_a_sentence_that_names_a_party_holds_no_figure(selections: dict[str, Selection]) -> None:
    assert [one for one in sentences(selections) if any(name in one for name in NAMES) and re.search(r"\d", one)] == []


def test_everything_in_quotation_marks_is_the_articles_own(selections: dict[str, Selection]) -> None:
    quoted = {quote for one in sentences(selections) for quote in re.findall(r"“(.+?)”", one)}
    assert {quote.lower() for quote in quoted} <= {quote.lower() for quote in QUOTED}
    assert len(quoted) > 20


def test_every_claim_says_who_makes_it_and_none_is_established(sample: Dossier) -> None:
    statements = [claim for claim in sample.record.claims if claim.nature is Nature.STATEMENT]
    assert statements
    for claim in sample.record.claims:
        assert all(plain_text(prose).strip() for prose in claim.by.proses()), claim.id
    for claim in statements:
        assert claim.status in (Status.ALLEGED, Status.REPORTED), claim.id
        assert claim.confidence is not None
        assert claim.confidence.level is Level.LOW, claim.id
        assert [source.id for source in claim.sources] == ["s-article"], claim.id


def test_every_claim_about_the_accused_side_has_its_response(sample: Dossier) -> None:
    claims = sample.record.claims
    against = [claim for claim in claims if any("Alibaba" in plain_text(one) for one in claim.statement.proses())]
    assert len(against) >= 3
    assert [claim.id for claim in against if claim.response is None] == []


def test_judgments_are_the_desks_own_with_likelihood_and_confidence(sample: Dossier) -> None:
    judgments = [claim for claim in sample.record.claims if claim.nature is Nature.JUDGMENT]
    assert judgments
    for claim in judgments:
        assert [plain_text(prose) for prose in claim.by.proses()] == ["Briefing desk"]
        assert claim.status is None
        assert claim.likelihood is not None
        assert claim.confidence is not None
        assert claim.confidence.basis is not None


def test_no_date_lies_before_the_brief_and_no_authority_is_named(sample: Dossier) -> None:
    record = sample.record
    written = [date for date in (*(one.date for one in record.timeline), *(one.date for one in record.sources)) if date]
    due = [day for day in (*(one.by for one in record.steps), *(one.by for one in record.decisions)) if day is not None]
    assert written
    assert due
    assert set(written) == {sample.as_of.isoformat()}
    assert min(due) > sample.as_of
    assert {source.type for source in sample.record.sources} == {"article", "document"}


def test_each_brief_says_at_its_top_that_it_rests_on_one_unsigned_article(selections: dict[str, Selection]) -> None:
    for name, selection in selections.items():
        top = selection.brief.basis or selection.brief.bottom_line
        assert top is not None, name
        assert "one unsigned" in str(top).lower() or "one article" in str(top), name


def test_something_is_withheld_from_each_audience_by_every_kind_of_mark(
    sample: Dossier, selections: dict[str, Selection]
) -> None:
    for name, selection in selections.items():
        assert {one.kind for one in selection.withheld} & {"section", "claim", "step"}, name
    marked = {
        node.kind for section in sample.record.sections for top in section.body for node in top.walk() if node.audience
    }
    assert marked >= {Kind.DIVISION, Kind.SPAN, Kind.ITEM, Kind.ROW}
    assert any(field.text.wordings for item in sample.record.items() for field in text_fields(item))


def test_the_executive_brief_is_short_enough_for_a_page(selections: dict[str, Selection]) -> None:
    record = selections["executive"].brief.record
    assert (len(record.claims), len(record.options), len(record.steps), len(record.decisions)) == (3, 3, 3, 1)


def test_the_general_brief_asks_questions_and_links_each_term_once(selections: dict[str, Selection]) -> None:
    record = selections["general"].brief.record
    titles = [str(section.title) for section in record.sections]
    assert [title for title in titles if not title.endswith("?")] == ["In short"]
    linked = [
        node.get("target") for section in record.sections for top in section.body for node in top.walk()
        if node.kind is Kind.REFERENCE and node.get("target").startswith("g-")
    ]  # fmt: skip
    assert sorted(linked) == sorted(term.id for term in record.glossary)
