"""Everything that is selected for a brief is on its page, field by field, or is an error."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, fields
from pathlib import Path
from typing import Any

import lxml.html
import pytest

from brief.app.answers import explain_everywhere
from brief.diagnostics.problems import BriefError, Problem
from brief.load import load, load_audiences
from brief.locale.language import language_from_tag
from brief.model import Brief, Item, Status, Text
from brief.page.vocabulary import Page
from brief.render import presence, render
from brief.render.catalogue import read_catalogue
from brief.render.presence import find_missing
from brief.render.presence.evidence import EVIDENCE, is_shown
from brief.render.presence.leaves import Leaf, declared_fields, leaves
from brief.render.presence.page_letters import PageLetters
from brief.render.render import _draw
from brief.select import select
from tests.render.altered import without

SHIPPED = Path(__file__).parents[2] / "templates"
EVERY_FIELD = Path(__file__).parents[1] / "examples" / "every-field" / "content" / "jetty"
AUDIENCES = ("legal", "executive", "general")
WORDS = read_catalogue([SHIPPED / "base"], language_from_tag("en"))
BATCHES = 6


def every_field(audience: str) -> Brief:
    audiences = load_audiences([SHIPPED])
    return select(load(EVERY_FIELD, audiences), audiences[audience]).brief


def is_content(leaf: Leaf) -> bool:
    """Return whether a field is content of its own; the others decide the form, or the page says them elsewhere."""
    is_form = leaf.name in ("role", "type", "short", "language") or leaf.value in ("statement", "judgment")
    is_said_twice = leaf.name in ("statement", "authors", "handling.privilege.kind")
    return not is_form and not is_said_twice


def lost(page: lxml.html.HtmlElement, brief: Brief) -> set[tuple[str, str]]:
    """Return what a page does not show, as the id of an item, empty for the dossier, and the name of a field."""
    found = find_missing(page, brief, WORDS)
    return {(one.owner.id if one.owner else "", field.name) for one in found for field in one.fields}


def named(leaf: Leaf) -> tuple[str, str]:
    return leaf.owner.id if leaf.owner else "", leaf.name


@pytest.mark.parametrize("audience", AUDIENCES)
def test_every_field_of_every_kind_is_on_the_page_of_each_shipped_audience(audience: str) -> None:
    brief = every_field(audience)
    page = " ".join(render(brief, [SHIPPED]).tree().text_content().split())
    texts = [str(leaf.value) for leaf in leaves(brief) if isinstance(leaf.value, Text) and leaf.name != "description"]
    assert len(texts) > 40
    assert [text for text in texts if " ".join(text.split()).rstrip(".") not in page] == []


def test_the_example_has_a_value_for_every_field_that_the_model_declares() -> None:
    briefs = list(map(every_field, AUDIENCES))
    found = {(type(leaf.owner), leaf.name) for brief in briefs for leaf in leaves(brief)}
    kinds = {type(item) for brief in briefs for item in brief.record.items()}
    declared = {(kind, name) for kind in kinds for name in declared_fields(kind)}
    assert (len(kinds), len(declared)) >= (9, 40)
    # The first has fields of its own; the other is for readers who do not see its source.
    assert {name for _, name in declared - found} == {"confidence", "descriptor"}


@pytest.mark.parametrize("audience", AUDIENCES)
@pytest.mark.parametrize("batch", range(BATCHES))
def test_each_field_that_templates_drop_is_missed_and_no_other(audience: str, batch: int) -> None:
    brief = every_field(audience)
    dropped = [leaf for leaf in leaves(brief) if is_content(leaf)][batch::BATCHES]
    assert len(dropped) > 10
    page = _draw(without(brief, dropped), [SHIPPED]).root
    assert lost(page, brief) - SAME_WORDS == {named(leaf) for leaf in dropped} - SAME_WORDS


# Two fields with the same words, of which the page lacks one: either may be reported. A memorandum without a sender is
# from the authors, and the statement of a claim is also shown by the prose that states it.
SAME_WORDS = {
    ("", "memo.to"), ("", "memo.from"), ("", "authors"),
    ("", "handling.privilege.counsel"), ("", "handling.privilege.recipients"),
}  # fmt: skip


def test_a_field_of_a_type_that_nothing_shows_is_refused_at_once() -> None:
    @dataclass(frozen=True, slots=True)
    class Odd(Item):
        weight: complex

    leaf = Leaf(None, "weight", declared_fields(Odd)["weight"], 2j, every_field("legal").audience.place)
    with pytest.raises(LookupError, match="weight"):
        is_shown(leaf, None)  # type: ignore[arg-type]


def test_every_type_that_the_model_declares_has_its_evidence() -> None:
    kinds = {type(item) for audience in AUDIENCES for item in every_field(audience).record.items()}
    for kind in kinds | {Brief}:
        for name, declared in declared_fields(kind).items():
            assert declared in EVIDENCE or fields(declared), (kind, name)


# Templates of an audience of one's own.
DOSSIER = """\
title: {title}
reference: W-1
version: "1"
as_of: 2031-01-02
language: en-GB
authors: [Desk]
"""
SECTION = "---\ntitle: What is said\nrole: facts\naudience: [{audience}]\n---\n{body}\n"


def made(folder: Path, audience: str, files: Mapping[str, str], templates: Mapping[str, str] | None = None) -> Page:
    """Return the page of a small dossier; the part `ours` of an audience of one's own is among `templates`."""
    brief, layers = selected(folder, audience, files, templates)
    return render(brief, layers)


def selected(
    folder: Path, audience: str, files: Mapping[str, str], templates: Mapping[str, str] | None = None
) -> tuple[Brief, list[Path]]:
    whole = {"dossier.yaml": DOSSIER.format(title="The wall"), **files}
    for place, text in [(f"wall/{name}", text) for name, text in whole.items()] + [
        (f"templates/{name}", text) for name, text in (templates or {}).items()
    ]:
        path = folder / place
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    layers = [folder / "templates", SHIPPED]
    audiences = load_audiences(layers)
    return select(load(folder / "wall", audiences), audiences[audience]).brief, layers


def said(page: Page) -> str:
    return " ".join(page.tree().text_content().split())


def refused(folder: Path, audience: str, files: Mapping[str, str], **templates: Any) -> list[Problem]:
    with pytest.raises(BriefError) as caught:
        made(folder, audience, files, templates.get("templates"))
    return list(caught.value.problems)


CLAIM = """\
- id: c-wall
  audience: [{audience}]
  statement: The wall leans to the sea.
  by: a diver of the port
  status: alleged
"""
ANSWER = "  response: The port denies it outright.\n"


@pytest.mark.parametrize("audience", AUDIENCES)
def test_a_statement_its_author_status_and_answer_reach_every_audience(tmp_path: Path, audience: str) -> None:
    page = made(tmp_path, audience, {"claims.yaml": CLAIM.format(audience=audience) + ANSWER, **prose_for(audience)})
    for words in ("The wall leans to the sea", "a diver of the port", "Alleged", "The port denies it outright"):
        assert words in said(page)


def prose_for(audience: str) -> Mapping[str, str]:
    role = {"executive": "risks"}.get(audience, "facts")
    return {"sections/1.md": SECTION.format(audience=audience, body="Words.").replace("facts", role)}


@pytest.mark.parametrize("audience", AUDIENCES)
def test_an_unmarked_bottom_line_contact_and_basis_reach_every_audience(tmp_path: Path, audience: str) -> None:
    texts = "bottom_line: Mend the wall now.\ncontact: Ask at pier nine.\nbasis: One dive only.\n"
    page = made(tmp_path, audience, {"dossier.yaml": DOSSIER.format(title="T") + texts, **prose_for(audience)})
    assert all(words in said(page) for words in ("Mend the wall now", "Ask at pier nine", "One dive only"))


def test_a_general_brief_shows_the_bottom_line_in_its_summary(tmp_path: Path) -> None:
    files = {
        "dossier.yaml": DOSSIER.format(title="T") + "bottom_line: Mend it.\n",
        "sections/1.md": SECTION.format(audience="general", body="It leans.").replace("facts", "summary"),
    }
    (summary,) = made(tmp_path, "general", files).tree().xpath("//section[@data-part='summary']")
    assert "Mend it." in summary.text_content()


def test_a_short_word_of_a_table_takes_no_place_in_the_bottom_line_above_it(tmp_path: Path) -> None:
    table = "| Which | When |\n|---|---|\n| wall | now |\n\nTable: Repairs {#tbl-x}"
    files = {
        "dossier.yaml": DOSSIER.format(title="T") + "bottom_line: Mend the wall now.\n",
        "sections/1.md": SECTION.format(audience="general", body=table).replace("facts", "summary"),
    }
    assert "Mend the wall now." in said(made(tmp_path, "general", files))


@pytest.mark.parametrize("audience", ["legal", "general"])
def test_a_source_that_only_a_note_cites_is_shown_with_all_its_fields(tmp_path: Path, audience: str) -> None:
    source = "- {id: s-log, audience: [AUDIENCE], title: Dive log, type: document, note: Kept by the port."
    body = "A sentence.[^1]\n\n[^1]: The port says so too: [@s-log, p. 3]"
    files = {
        "sources.yaml": source.replace("AUDIENCE", audience) + ", reliability: B}\n",
        "sections/1.md": SECTION.format(audience=audience, body=body),
    }
    page = said(made(tmp_path, audience, files))
    assert all(words in page for words in ("Dive log (document), p. 3", "Kept by the port", "usually reliable"))


def test_a_source_without_author_or_date_is_called_unsigned_or_undated_only_where_it_is_said(tmp_path: Path) -> None:
    files = {
        "sources.yaml": "- {id: s-a, audience: [general], title: First page, type: article}\n"
        "- {id: s-b, audience: [general], title: Second page, type: article, unsigned: true, undated: true}\n",
        "sections/1.md": SECTION.format(audience="general", body="One [@s-a]. Two [@s-b]."),
    }
    page = said(made(tmp_path, "general", files))
    assert "First page” (article)." in page
    assert "Second page” (article, unsigned, undated)." in page


def test_a_reference_to_a_claim_in_an_executive_brief_names_it(tmp_path: Path) -> None:
    files = {
        "claims.yaml": CLAIM.format(audience="executive"),
        "sections/1.md": SECTION.format(audience="executive", body="See @c-wall.").replace("facts", "risks"),
    }
    assert "See “The wall leans to the sea”." in said(made(tmp_path, "executive", files))


BOARD = {"audiences/board/audience.yaml": "label: Board\nparts: [ours]\n"}


def ours(template: str, parts: str = "ours") -> dict[str, str]:
    return {
        "audiences/board/audience.yaml": f"label: Board\nparts: [{parts}]\n",
        "base/parts/ours.html.j2": f'<section class="part" data-part="ours">\n{template}\n</section>\n',
    }


def test_an_audience_of_ones_own_says_the_status_of_a_claim_next_to_its_words(tmp_path: Path) -> None:
    files = {
        "claims.yaml": CLAIM.format(audience="board") + "  confidence: low\n",
        "sections/1.md": SECTION.format(
            audience="board", body="Some say [it leans]{claim=c-wall}. So [it does]{claim=c-wall}."
        ),
    }
    page = made(tmp_path, "board", files, {"audiences/board/audience.yaml": "label: Board\nparts: [facts]\n"})
    assert "Some say it leans [alleged: a diver of the port; low confidence]. So it does." in said(page)


STEP = {
    "actions.yaml": "steps:\n- {id: n-1, audience: [board], text: Look at the wall again, owner: The port}\n",
    "sections/1.md": SECTION.format(audience="board", body="Words."),
}
FACTS = (
    '{% from "macros/section.html.j2" import part %}'
    '{% for item in sections("facts") %}{{ part(item, "ours") }}{% endfor %}'
)


@pytest.mark.parametrize(
    "row",
    [
        "<p data-source='{{ step.id }}'>{{ inline(step.owner) }}: {{ inline(step.text) }}</p>",
        "<p data-source='{{ step.id }}'>{{ plain(step.text)|upper }} {{ plain(step.owner) }}</p>",
        "<p data-source='{{ step.id }}'>{{ plain(step.text)|replace(' ', '\u00a0') }} ({{ step.owner }})</p>",
        "<p id='{{ step.id }}'>„{{ inline(step.text) }}“</p><p data-source='{{ step.id }}'>{{ step.owner }}</p>",
        "<ul><li id='{{ step.id }}'><p>Look at</p><p>(as we said) the wall again</p><p>{{ step.owner }}</p></li></ul>",
        "<p id='{{ step.id }}'>Look at the wall<span class='tag'> (in May)</span> again, by <em>The</em> port</p>",
        "<p data-source='{{ step.id }}'>Look at the wa\u00adll a\u00adgain. <strong>The po</strong>rt</p>",
    ],
)
def test_a_template_may_set_a_text_as_it_likes(tmp_path: Path, row: str) -> None:
    page = ours(f"{{% for step in record.steps %}}\n{row}\n{{% endfor %}}\n{FACTS}")
    assert made(tmp_path, "board", STEP, page)


@pytest.mark.parametrize(
    ("row", "dropped"),
    [
        ("<p data-source='{{ step.id }}'>{{ inline(step.text) }}{# {{ step.owner }} #}</p>", "`owner`"),
        ("<p data-source='{{ step.id }}'>{{ inline(step.text) }}{{ '' if step.owner }}</p>", "`owner`"),
        ("<p data-source='{{ step.id }}'>{{ inline(step.text) }}</p><p>{{ inline(step.owner) }}</p>", "`owner`"),
        ("<p data-source='{{ step.id }}'>{{ inline(step.owner) }} {{ plain(step.text)|truncate(14) }}</p>", "`text`"),
        ("<p data-source='{{ step.id }}'>{{ inline(step.owner) }} wall, look again at the</p>", "`text`"),
        ("<p data-source='{{ step.id }}'>{{ inline(step.text) }} The ports</p>", "`owner`"),
        ("<p data-source='{{ step.id }}' lang='{{ step.owner }}'>{{ inline(step.text) }}</p>", "`owner`"),
    ],
)
def test_a_template_that_does_not_show_a_field_cannot_seem_to(tmp_path: Path, row: str, dropped: str) -> None:
    (problem,) = refused(
        tmp_path, "board", STEP, templates=ours(f"{{% for step in record.steps %}}\n{row}\n{{% endfor %}}\n{FACTS}")
    )
    assert (problem.rule, problem.text) == (
        "E307/field-not-shown", f"{dropped} of `n-1` is for board, but no part of that brief shows it"
    )  # fmt: skip
    assert problem.place is not None
    assert (Path(problem.place.file).name, problem.place.line) == ("actions.yaml", 2)


def test_words_that_show_another_field_do_not_show_this_one(tmp_path: Path) -> None:
    texts = "contact: The port\nbasis: Look at the wall again\n"
    files = {**STEP, "dossier.yaml": DOSSIER.format(title="The wall") + texts}
    found = refused(
        tmp_path, "board", files, templates={"audiences/board/audience.yaml": "label: B\nparts: [facts, next-steps]\n"}
    )
    assert [problem.text.partition(" is ")[0] for problem in found] == ["`contact`", "`basis`"]
    assert [problem.hint.partition(",")[0] for problem in found] == [
        "add `contact` to the `parts` of board", "add `basis` to the `parts` of board"
    ]  # fmt: skip


@pytest.mark.parametrize("status", list(Status))
def test_every_status_is_said_with_who_says_so_for_an_audience_of_ones_own(tmp_path: Path, status: Status) -> None:
    files = {
        "claims.yaml": CLAIM.format(audience="board").replace("alleged", status),
        "sections/1.md": SECTION.format(audience="board", body="Some say [it leans]{claim=c-wall}."),
    }
    page = made(tmp_path, "board", files, {"audiences/board/audience.yaml": "label: Board\nparts: [facts]\n"})
    assert f"it leans [{WORDS[f'aside_{status}']}: a diver of the port]." in said(page)


@pytest.mark.parametrize("reference", ["See @p-wall.", "See [there](#p-wall).", "See it.^[Or see @p-wall.]"])
def test_a_reference_to_something_without_a_place_on_the_page_is_one_error_where_it_is_written(
    tmp_path: Path, reference: str
) -> None:
    files = {
        "dossier.yaml": DOSSIER.format(title="T") + "bottom_line: |-\n  It leans. {#p-wall}\n",
        "sections/1.md": SECTION.format(audience="board", body=reference),
    }
    templates = {"audiences/board/audience.yaml": "label: Board\nparts: [bottom-line, facts, sources]\n"}
    (problem,) = refused(tmp_path, "board", files, templates=templates)
    assert problem.rule == "E310/target-not-shown"
    assert problem.place is not None
    assert (Path(problem.place.file).name, problem.place.line) == ("1.md", 6)


JUDGMENT = "- {id: c-view, audience: [board], nature: judgment, statement: It falls., by: Desk, likelihood: likely}\n"


@pytest.mark.parametrize(
    "parts",
    ["facts, sections", "sections, discussion", "summary, ours", "record, claims-chart", "key-judgments, assessments"],
)
def test_two_parts_that_show_the_same_item_are_an_error_in_the_definition(tmp_path: Path, parts: str) -> None:
    role = {"facts, sections": "facts", "sections, discussion": "issues"}.get(parts, "summary")
    claims = CLAIM.format(audience="board") if "record" in parts else JUDGMENT if "judgments" in parts else "[]\n"
    section = SECTION.format(audience="board", body="Words.").replace("facts", role)
    files = {"claims.yaml": claims, "sections/1.md": section}
    has_own = role != "summary" or parts == "summary, ours"
    templates = ours(FACTS.replace('"facts"', '"summary"'), parts if has_own else f"summary, {parts}")
    (problem,) = refused(tmp_path, "board", files, templates=templates)
    first, second = parts.split(", ")
    assert (problem.rule, problem.text.partition(" both")[0]) == ("E209/shown-twice", f"parts `{first}` and `{second}`")
    assert problem.place is not None
    assert (Path(problem.place.file).name, problem.place.line) == ("audience.yaml", 2)


@pytest.mark.parametrize(
    ("fields", "words"),
    [
        ("type: report", "Log (report)."),
        ("type: report, date: 2031", "Log (report, 2031)."),
        ("type: report, author: Ann Lee", "Ann Lee, Log (report)."),
        ("type: interview, unsigned: true, date: 2031", "Log (interview, unsigned, 2031)."),
        ("type: web, undated: true, publisher: The port", "Log” (The port, web page, undated)."),
        ("type: case, date: 1999, citation: '[1999] 1 Inv 7'", "Log [1999] 1 Inv 7."),
        ("type: case, date: 1999", "Log (1999)."),
    ],
)
def test_a_source_is_described_by_what_is_known_of_it_and_nothing_else(tmp_path: Path, fields: str, words: str) -> None:
    files = {
        "sources.yaml": f"- {{id: s-log, audience: [general], title: Log, {fields}}}\n",
        "sections/1.md": SECTION.format(audience="general", body="One [@s-log]."),
    }
    assert words in said(made(tmp_path, "general", files))


def test_prose_with_everything_in_it_is_found(tmp_path: Path) -> None:
    body = (
        'The "wall" -- *so* they say, [it leans]{claim=c-wall} -- is H~2~O-proof [@s-log, p. 3]; see\n'
        "@tbl-x, @sec-more and "
        "[it]{term=g-ai}.^[A note.] It has {{ claims.count }} claim(s)\\\nand don't, co-operate. [mot]{lang=fr}\n\n"
        "1. one\n   - two\n\nTerm\n:   Meaning.\n\n> Quoted.\n\n"
        "| a | b |\n|---|--:|\n| yes | 1.5 |\n| yes | 1.25 |\n\n"
        "Table: T {#tbl-x}\n\n# More {#sec-more}\n\nEnd.\n"
    )
    files = {
        "claims.yaml": CLAIM.format(audience="general"),
        "sources.yaml": "- {id: s-log, audience: [general], title: Dive log, type: document}\n",
        "glossary.yaml": "- {id: g-ai, audience: [general], term: mind, abbreviation: AI, definition: It.}\n",
        "sections/1.md": SECTION.format(audience="general", body=body),
    }
    assert "don’t" in said(made(tmp_path, "general", files))


def test_a_paragraph_with_the_words_of_two_others_takes_its_own_place(tmp_path: Path) -> None:
    between = "The words of a paragraph that is long enough to keep the others apart. " * 3
    body = f"Figure 1. An example of the\n\nColour temperature filter\n\n{between}\n\n"
    body += "An example of the colour temperature filter\n"
    head = "---\ntitle: Filters\nrole: facts\naudience: [legal]\n---\n"
    assert "Colour temperature filter" in said(made(tmp_path, "legal", {"sections/01-facts.md": head + body}))


def test_a_status_is_needed_for_each_claim_of_a_paragraph(tmp_path: Path) -> None:
    other = CLAIM.replace("c-wall", "c-quay").replace("wall", "quay")
    files = {
        "claims.yaml": (CLAIM + other).format(audience="board"),
        "sections/1.md": SECTION.format(
            audience="board", body="Some say [it leans]{claim=c-wall}, [and sinks]{claim=c-quay}."
        ),
    }
    macro = (
        "{% macro claim(claim, inner, is_first) %}\n"
        "<span class='claim' data-claim='{{ claim.id }}'>{{ inner }}</span>"
        "{% if claim.id == 'c-wall' %}<span class='status' data-status='alleged'> (alleged)</span>{% endif %}\n"
        "{% endmacro %}\n"
    )
    templates = {
        "audiences/board/audience.yaml": "label: B\nparts: [facts, statements]\n",
        "base/macros/claim.html.j2": macro,
    }
    (problem,) = refused(tmp_path, "board", files, templates=templates)
    assert (problem.rule, problem.text) == (
        "E314/status-not-said",
        "the status of `c-quay` is not said next to its words",
    )
    assert made(
        tmp_path, "board", files, templates | {"base/macros/claim.html.j2": macro.replace("c-wall'", "c-wall' or true")}
    )


def test_explain_says_what_the_page_shows(tmp_path: Path) -> None:
    files = {
        "claims.yaml": CLAIM.format(audience="board") + ANSWER,
        "sections/1.md": SECTION.format(audience="board", body="Some say [it leans]{claim=c-wall}."),
        "sections/2.md": SECTION.format(audience="board", body="| a |\n|---|\n| b |\n\nTable: T {#tbl-x}").replace(
            "facts", "annex"
        ),
    }
    templates = {"audiences/board/audience.yaml": "label: Board\nparts: [facts]\n"}
    brief, layers = selected(tmp_path, "board", files, templates)
    audiences = load_audiences(layers)
    dossier = load(tmp_path / "wall", audiences)
    told = {
        name: (answer.shown, answer.why)
        for name in ("c-wall", "sec-1", "sec-2", "tbl-x")
        for answer in explain_everywhere(name, [(dossier, [audiences["board"]])], layers)
    }
    assert told == {
        "c-wall": (True, "for board, but no part of that brief shows its `response`"),
        "sec-1": (True, "for board"),
        "sec-2": (False, "for board, but no part of that brief shows it"),
        "tbl-x": (False, "for board, but no part of that brief shows it"),
    }
    assert "sec-1" in presence(brief, layers).ids


def test_letters_are_compared_without_typography_but_short_words_are_whole() -> None:
    page = lxml.html.fromstring(
        "<body><main><p>Unknown ﬁnd “don’t” X² ٣ co\u00adop</p><nav><p>Hidden</p></nav>"
        "<table><tr><td>4</td><td>5</td></tr></table></main></body>"
    )
    letters = PageLetters(page)
    spans = [letters.spans[page]]

    def is_there(text: str) -> bool:
        return letters.find(text, spans, keep=True)

    assert all(map(is_there, ("find", "don't", "x2", "3", "coop", "UNKNOWN FIND")))
    assert all(map(is_there, ("4", "5")))
    assert not any(map(is_there, ("no", "known", "hidden", "co", "45")))
