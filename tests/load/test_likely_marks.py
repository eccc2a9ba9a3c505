"""A slip in a mark is an error, wherever and however it was made; a sentence about audiences is none."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from brief.diagnostics.collector import Problems
from brief.load import load
from brief.load.assets.files import decode_table
from brief.load.assets.tables import read_rows
from brief.select import select
from brief.visibility.narrow import narrowed
from tests.load.dossiers import AUDIENCES, problems_of, written
from tests.load.prose_reader import read, read_with_problems

HEAD = "---\ntitle: Facts\nrole: facts\naudience: [legal, general]\n---\n"

SLIPS = [
    "{audi\u200bence=legal}", "{audi\u00adence=legal}", "{\ufeffaudience=legal}", "{audience\u2060=legal}",
    "{audience=\u200elegal}", "{аudience=legal}", "{audience=lеgal}", "{audience＝legal}", "｛audience=legal｝",
    "❴audience=legal❵", "{audience=“legal”}", "{audience=„legal“}", "audience=legal}", "{audience=legal",
    "(audience=legal)", "[audience=legal]", "<audience=legal>", "«audience=legal»", "{{audience=legal}}",
    "{audience_legal}", "{audience-legal}", "{audience legal}", "{audience/legal}", "{audience: legal}",
    "{audience:legal}", "{audience=>legal}", "{audience==legal}", "{audience := legal}", "{ audience = legal }",
    "{.audience=legal}", "{@audience=legal}", "{*audience*=legal}", "{Audience=legal}", "{AUDIENCE=LEGAL}",
    "{audince=legal}", "{audiance: legal}", "{audeince}", "(adience=legal)", "{audience=leagl}", "{audience=Legal}",
    "{audience=legal,nobody}", "{audience=legal|executive}", "\\{audience=legal}", "\\{audience: legal}",
    '\\{audience=\\"legal\\"}', "audience=legal", 'audience="legal"', "audience = legal", "audience= legal",
    "@audience=legal", "#audience=legal", "**{audience=legal}**", "*audience=legal*", "{legal}", "{Legal}",
    "{lеgal}", "{for legal}", "{legal only}", "{nur für legal}", "{legal and executive}", "{readers: legal}",
    "{only=legal}", "{.legal}", "{audience=legal}.", "&#123;audience=legal&#125;", "{lang=en audi\u200bence=legal}",
]  # fmt: skip

TEXTS = [
    "The audience = legal readers.", "Its audience: legal readers, executives and the public.",
    "Every brief has an audience (audience: the public).", "The general audience: executives and general readers",
    "Audience: general public", "(legal only) [legal] advice", "A set {1, 2, 3}, {x: y} and {{ claims.count }}",
    "`{audience=legal}`, ``audience=legal`` and `audience: legal`",
    "Write \\{audience=legal\\} or audience\\=legal here.",
    "See https://example.org/?audience=legal&x=1 and www.example.org/audience=legal.",
    "See <https://example.org/?audience=legal> or [it](https://example.org/?audience=legal).",
    "Run it with --audience=legal.", "A soft hy\u00adphen and a zero\u200bwidth space",
    "\u0645\u06cc\u200c\u062e\u0648\u0627\u0647\u0645", "\u0915\u094d\u200d\u0937",
    "\u05e9\u05dc\u05d5\u05dd\u200f (audience)",
    "Ambience = general mood", "Гость и аудитория", "Who decides: legal, executive or general?",
    "    code {of} another = kind", "```\n{audience=legal}\n```", "The audience ≈ legal readers",
]  # fmt: skip


@pytest.mark.parametrize("slip", SLIPS)
def test_a_slip_in_a_mark_is_an_error_at_its_place(slip: str) -> None:
    _, problems = read_with_problems(f"Secret words {slip}\n")
    assert problems
    assert {problem.code for problem in problems} <= {"E103", "E151", "E152", "E157", "E187", "E201"}
    for problem in problems:
        assert problem.place
        assert problem.place.column > 12


@pytest.mark.parametrize("text", TEXTS)
def test_words_about_audiences_are_words(text: str) -> None:
    assert read(text)


@pytest.mark.parametrize(
    "body",
    [
        "# Secret {audi\u200bence=legal}\n\nx",
        "- Secret {audi\u200bence=legal}\n- x",
        "1. x\n2. Secret (audience=legal)",
        "> Secret {аudience=legal}",
        "| a | b |\n|---|---|\n| Secret | x {audi\u200bence=legal} |",
        "| a | b |\n|---|---|\n| Secret | x | {audi\u200bence=legal} |",
        "| a | b |\n|---|---|\n| x | y |\n\nTable: Secret {audience: legal}",
        "x[^1]\n\n[^1]: Secret {audi\u200bence=legal}",
        "x^[Secret {audience: legal}]",
        "Term\n:   Secret {audi\u200bence=legal}",
        "[Secret]{audi\u200bence=legal} x",
        "[Secret] (audience=legal) x",
        "`Secret`{audi\u200bence=legal} x",
        "*Secret*{аudience=legal} x",
        "::: {audi\u200bence=legal}\nSecret\n:::",
        "::: audience=legal\nSecret\n:::",
        "：：： {audience=legal}\n\nSecret\n\n：：：",
        ";;; {audience=legal}\n\nSecret\n\n;;;",
        "audience: legal\n\nSecret",
        "audience: [legal]\nSecret",
        "audience: legal\n---\nSecret",
        "```audience=legal\nSecret\n```",
        "``` {audi\u200bence=legal}\nSecret\n```",
        "    Secret {audi\u200bence=legal}",
        '![Secret {audience: legal}](figures/a.svg){alt="x"}',
        '![x](figures/a.svg){alt="Secret" audi\u200bence=legal}',
        '![x](figures/a.svg){alt="Secret (audience=legal)"}',
        '![x](figures/a.svg){alt="Secret"} {audi\u200bence=legal}',
        "x [@s-letter, Secret {audience: legal}]",
    ],
)
def test_a_slip_is_found_in_whatever_a_section_may_hold(body: str) -> None:
    assert {problem.code for problem in read_with_problems(body)[1]} & {"E151", "E152", "E160", "E187"}


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("dossier.yaml", "title: Secret {audi\u200bence=legal}"),
        ("dossier.yaml", "authors: [A. Author, Secret (audience=legal)]"),
        ("dossier.yaml", "keywords: Secret {audience=legal}"),
        ("dossier.yaml", "memo: {legal: {from: 'Secret {audience: legal}', re: x}}"),
        ("claims.yaml", "- {id: c-a, audi\u200bence: [legal], statement: Secret, by: x, status: alleged}"),
        ("claims.yaml", "- {id: c-a, аudience: [legal], statement: Secret, by: x, status: alleged}"),
        ("claims.yaml", "- {id: c-a, audience: [le\u200bgal], statement: Secret, by: x, status: alleged}"),
        ("claims.yaml", "- {id: c-a, audience: [general], statement: {le\u200bgal: Secret, general: x}, by: x}"),
        ("claims.yaml", "- {id: c-\u200ba, audience: [general], statement: Secret, by: x}"),
        ("sources.yaml", "- {id: s-a, audience: [general], title: x, type: web, publisher: 'Secret {audience=legal}'}"),
        ("sections/20-b.md", "---\ntitle: Secret\nrole: facts\naudi\u200bence: [legal]\n---\nx"),
        ("sections/20-b.md", "---\ntitle: Secret {audience: legal}\nrole: facts\naudience: [general]\n---\nx"),
    ],
)
def test_a_slip_is_found_in_every_file(tmp_path: Path, name: str, text: str) -> None:
    lines = 'title: B\nreference: B-1\nversion: "1"\nas_of: 2026-11-23\nlanguage: en\nauthors: [A]\n'.splitlines()
    whole = "\n".join([line for line in lines if line.partition(":")[0] != text.partition(":")[0]] + [text])
    files = {"sections/10-a.md": f"{HEAD}Words.\n", name: whole if name == "dossier.yaml" else f"{text}\n"}
    problems = problems_of(written(tmp_path / "bridge", files))
    assert {problem.code for problem in problems} & {"E101", "E104", "E106", "E151", "E187"}
    for problem in problems:
        assert problem.place
        assert problem.place.line
        assert problem.hint


INVISIBLE = "\u00ad\u200b\u200c\u200d\u200e\u2060\u2063\ufeff\ufe0f"
LOOK_ALIKE = {"a": "аɑα", "u": "սυ", "d": "ԁ", "i": "іι", "e": "еҽ", "n": "ո", "c": "сϲ", "l": "ӏ", "g": "ɡ"}
OPEN, CLOSE = ["{", "｛", "(", "[", "<", "\\{", "❴", ""], ["}", "｝", ")", "]", ">", "❵", ""]


@st.composite
def misspelt(draw: st.DrawFn, word: str, most: int = 2) -> str:
    """Draw a word with a few slips: a letter that is missing, doubled, swapped, a look-alike, or invisible."""
    for _ in range(draw(st.integers(1, most))):
        at = draw(st.integers(0, len(word) - 2))
        kind = draw(st.sampled_from(["delete", "double", "swap", "look-alike", "invisible", "upper"]))
        rest = word[at + 1 :]
        word = (
            word[:at]
            + {
                "delete": rest,
                "double": word[at] * 2 + rest,
                "swap": rest[0] + word[at] + rest[1:],
                "look-alike": draw(st.sampled_from(LOOK_ALIKE.get(word[at], word[at]))) + rest,
                "invisible": word[at] + draw(st.sampled_from(INVISIBLE)) + rest,
                "upper": word[at].upper() + rest,
            }[kind]
        )
    return word


@st.composite
def marks(draw: st.DrawFn) -> str:
    """Draw what may become of `{audience="legal"}` under hurried fingers or a word processor."""
    key = draw(st.just("audience") | misspelt("audience"))
    sign = draw(st.sampled_from(["=", "=", "=", ": ", ":", "＝", "==", " = ", "=\u200b"]))
    value = draw(st.sampled_from(["legal", "legal", '"legal"', "“legal”", "'legal'", "«legal»"]))
    left = draw(st.sampled_from(OPEN))
    return left + key + sign + value + draw(st.sampled_from(CLOSE if left else CLOSE[:2]))


PLACES = ["Secret {}\n", "[Secret]{}\n", "# Secret {}\n\nx\n", "- Secret {}\n", "x[^1]\n\n[^1]: Secret {}\n",
          "| a |\n|---|\n| Secret {} |\n", "> Secret {}\n", "::: {}\nSecret\n:::\n"]  # fmt: skip


@settings(max_examples=400)
@given(marks(), st.sampled_from(PLACES))
def test_nothing_with_a_mistyped_mark_reaches_others_without_an_error(mark: str, place: str) -> None:
    prose, problems = read_with_problems(place.replace("{}", mark))
    if problems:
        return
    assert "Secret" not in "".join(node.text for top in narrowed(prose, "general")[0] for node in top.walk())


COLUMNS = ["readers", "visible to", "for", "who", "Zielgruppe", "sichtbar für", "destinataires", "público", "x", ""]


@st.composite
def tables(draw: st.DrawFn) -> bytes:
    """Draw a data file with a row for legal whose column, separator, header or encoding went wrong."""
    name = draw(st.just("audience") | misspelt("audience") | st.sampled_from(COLUMNS))
    name = draw(st.sampled_from(["{}", "{}:", " {} ", '"{}"', "({})", "'{}'"])).replace("{}", name)
    cell = draw(st.sampled_from(["legal", "Legal", "legal", "legal executive"]) | misspelt("legal", 1))
    sign = draw(st.sampled_from([",", ";", "\t", "|", ", "]))
    above = draw(st.sampled_from(["", "", "", "\n", "Loads\n", f"Loads{sign}2026\n", f"sep={sign[0]}\n"]))
    rows = [["Pier", name], ["Secret", cell], ["north", ""]]
    if draw(st.booleans()):
        rows = [row[::-1] for row in rows]
    text = above + "".join(sign.join(row) + "\n" for row in rows)
    return text.encode(draw(st.sampled_from(["utf-8", "utf-8-sig", "utf-16"])))


@settings(max_examples=300)
@given(tables())
def test_no_row_of_a_table_with_a_slip_reaches_others_without_an_error(data: bytes) -> None:
    problems = Problems()
    text = decode_table(data, "a.csv", problems)
    rows = read_rows(text, "a.csv", AUDIENCES, problems) if text is not None else ()
    for row in rows if not problems else ():
        shown = any("Secret" in node.text for node in row.walk())
        assert not shown or (row.audience is not None and "general" not in row.audience)


def test_a_brief_never_has_the_words_of_a_right_mark(tmp_path: Path) -> None:
    body = "Open. \u0645\u06cc\u200c\u062e\n\nSecret {audience=legal}\n\n`{audience=legal}`\n"
    dossier = load(written(tmp_path / "bridge", {"sections/10-a.md": HEAD + body}), AUDIENCES)
    assert "Secret" not in repr(select(dossier, AUDIENCES["general"]).brief)
