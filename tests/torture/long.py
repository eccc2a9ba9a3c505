"""An invented dossier that fills forty sheets with random prose, lists, tables and quotations of all lengths."""

from __future__ import annotations

import random
import string
from collections.abc import Iterator
from pathlib import Path

WORDS = tuple(
    word
    for line in (
        "quay ferry harbour tide berth keeper rope letter ledger autumn council timetable passenger bollard",
        "arrangement inspection the the the of of a and and to in it was that for on said with by after before",
        "whether report measurement responsibility announced considered maintained unloaded",
    )
    for word in line.split()
)
SECTIONS = 14
ROLES = ("facts", "issues", "analysis", "exposure", "background", "outlook")


def long(folder: Path, seed: int = 1) -> Path:
    """Write a project with one dossier, `long`, to a folder; return the folder."""
    chance = random.Random(seed)
    content = folder / "content/long"
    (content / "sections").mkdir(parents=True)
    (content / "dossier.yaml").write_text(
        "title: What the keepers of Wexmoor quay wrote down in forty winters\nsubtitle: A long record, read again\n"
        'reference: WEX-1\nversion: "1"\nas_of: 2026-10-05\nlanguage: en-GB\nauthors: [Quay desk]\n'
        "basis: All of this is made up, and rests on nothing.\n",
        encoding="utf-8",
    )
    (content / "sources.yaml").write_text(
        "- {id: s-ledger, audience: [legal, general], type: document, title: Ledger of the quay, date: 1999}\n",
        encoding="utf-8",
    )
    for number in range(SECTIONS):
        title = _sentence(chance, chance.randint(2, 14)).rstrip(".")
        role = ROLES[number * len(ROLES) // SECTIONS]
        head = f"---\ntitle: {title}\nrole: {role}\naudience: [legal, general]\n---\n"
        body = "\n\n".join(block for _ in range(chance.randint(3, 6)) for block in _matter(chance))
        (content / f"sections/{number:02}-part-{string.ascii_lowercase[number]}.md").write_text(
            f"{head}{body}\n", encoding="utf-8"
        )
    return folder


def _matter(chance: random.Random) -> Iterator[str]:
    """Give the blocks of one matter: sometimes a heading, then paragraphs, and perhaps a list, table or quotation."""
    if chance.random() < 0.5:
        yield f"# {_sentence(chance, chance.randint(2, 9)).rstrip('.')}"
    for _ in range(chance.randint(1, 3)):
        cited = " [@s-ledger]" if chance.random() < 0.4 else ""
        yield _paragraph(chance) + cited
    kind = chance.choice(("list", "numbers", "table", "quotation", "none", "nested"))
    if kind == "list":
        yield "\n".join(f"- {_sentence(chance, chance.randint(3, 30))}" for _ in range(chance.randint(2, 12)))
    elif kind == "numbers":
        yield "\n".join(f"{n}. {_sentence(chance, chance.randint(3, 20))}" for n in range(1, chance.randint(3, 9)))
    elif kind == "nested":
        inner = (
            f"- {_sentence(chance, 8)}\n"
            + "\n".join(f"  - {_sentence(chance, 12)}" for _ in range(chance.randint(2, 9)))
            for _ in range(chance.randint(2, 5))
        )
        yield "\n".join(inner)
    elif kind == "quotation":
        yield f"> {_paragraph(chance)}"
    elif kind == "table":
        rows = (
            f"| {_sentence(chance, 3)} | {chance.random() * 100:.{chance.randint(0, 3)}f} | {_sentence(chance, 12)} |"
            for _ in range(chance.randint(2, 18))
        )
        yield "\n".join(["| Pier | Metres | What was seen |", "|:--|--:|:--|", *rows])


def _paragraph(chance: random.Random) -> str:
    return " ".join(_sentence(chance, chance.randint(4, 28)) for _ in range(chance.randint(1, 7)))


def _sentence(chance: random.Random, length: int) -> str:
    return f"{' '.join(chance.choice(WORDS) for _ in range(length)).capitalize()}."
