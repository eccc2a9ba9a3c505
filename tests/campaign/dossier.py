"""A generated project: one dossier with its record and sections, and templates that differ from the shipped ones."""

from __future__ import annotations

import json
import random
import re
import shutil
from collections.abc import Mapping
from pathlib import Path

from brief.app.shipped import shipped_folder
from tests.campaign.author import AUDIENCES, EVERYONE, Author, Readers
from tests.campaign.blocks import section_body
from tests.campaign.vocabulary import BUNDLED, DOSSIERS, WORDS
from tests.load.dossiers import written
from tests.torture.dossier import face

NAME = "generated"  # of the dossier
LEGAL_AND_GENERAL: Readers = ("general", "legal")
ROLES: Mapping[str, Readers] = {
    **dict.fromkeys(("question", "answer", "conclusion"), ("legal",)),
    **dict.fromkeys(("facts", "response", "background", "unknowns", "analysis"), LEGAL_AND_GENERAL),
    **dict.fromkeys(("risks", "signposts", "changes"), ("executive",)),
    "summary": ("general",),
}
SHARED_ROLES = ("facts", "background", "outlook", "annex", "method")  # of templates that show them to everyone
MORE_PARTS = {
    "executive": ("sections", "annex", "method"),
    "general": ("annex", "method", "figures"),
    "legal": ("annex", "method", "tables"),
}
STATUSES = ("alleged", "reported", "corroborated", "confirmed", "disputed", "denied", "retracted")
LIKELIHOODS = ("likely", "very unlikely", "20-45", "roughly even chance", "[5, 20]", "almost certain")


def write_project(folder: Path, seed: int, number: int) -> Path:
    """Write a project whose only dossier is one of a seed's; return the folder."""
    chance = random.Random(f"{seed}-{number}")
    language = chance.choice([*DOSSIERS][:7] * 2 + [*DOSSIERS][7:])
    has_east_asian = chance.random() < 0.25
    author = Author(chance, language, tuple(WORDS) if has_east_asian else BUNDLED)
    own_templates = chance.random() < 0.6
    _record(author)
    _sections(author, own_templates)
    written(folder / "content" / NAME, author.files)
    if own_templates:
        _templates(chance, folder / "templates")
    if has_east_asian:
        (folder / "templates/base/fonts").mkdir(parents=True)
        shutil.copy(face(), folder / "templates/base/fonts")
    return folder


def _text(author: Author, readers: Readers, words: int) -> str:
    """Return a text field as YAML: one wording with marks in it, or one for each reader."""
    if author.maybe(0.5):
        return _quoted(author.text(readers, author.chance.randint(1, words)))
    wordings = (f"{name}: {_quoted(author.text((name,), author.chance.randint(1, words)))}" for name in readers)
    return f"{{{', '.join(wordings)}}}"


def _quoted(text: str) -> str:
    return json.dumps(text, ensure_ascii=False)


def _item(author: Author, kind: str, readers: Readers, /, **fields: str) -> str:
    name = author.name(kind)
    author.shown_to[name] = readers
    rows = [f"- id: {name}", f"  audience: [{', '.join(readers)}]"]
    return "\n".join([*rows, *(f"  {key}: {value}" for key, value in fields.items() if value)]) + "\n"


def _record(author: Author) -> None:
    """Write everything but the sections; a text refers to nothing that is not yet written."""
    author.files["sources.yaml"] = "".join(_source(author) for _ in range(author.chance.randint(2, 4)))
    author.files["claims.yaml"] = "".join(_claim(author) for _ in range(author.chance.randint(1, 5)))
    events = (_event(author) for _ in range(author.chance.randint(0, 7)))
    author.files["timeline.yaml"] = "".join(events)
    terms = (
        _item(
            author,
            "g",
            ("general",),
            term=_quoted(author.words(2)),
            definition=_text(author, ("general",), 14),
            abbreviation="ETA" if not number else "",
        )
        for number in range(author.chance.randint(0, 3))
    )
    author.files["glossary.yaml"] = "".join(terms)
    author.files["actions.yaml"] = _actions(author)
    author.files["dossier.yaml"] = _dossier_file(author)
    for name in ("timeline.yaml", "glossary.yaml", "actions.yaml"):
        if not author.files[name]:
            del author.files[name]


def _source(author: Author) -> str:
    readers = author.some(EVERYONE)
    kind = author.chance.choice(("article", "report", "interview", "document", "web", "dataset", "case", "statute"))
    hidden = [name for name in EVERYONE if name not in readers]
    told = ", ".join(f"{name}: {_quoted(author.text((name,), 5))}" for name in hidden)
    return _item(
        author,
        "s",
        readers,
        title=_text(author, readers, 9),
        type=kind,
        author=_quoted(author.words(2)) if author.maybe(0.5) else "",
        publisher=_quoted(author.words(2)) if author.maybe(0.5) else "",
        date=author.chance.choice(("", "2025", "2026-10", "2026-10-14")),
        url=author.chance.choice(("", "https://example.org/letters?id=7&page=2")),
        citation=_quoted("[2031] EXC 4") if kind in ("case", "statute") else "",
        note=_text(author, readers, 12) if author.maybe(0.4) else "",
        descriptor=f"{{{told}}}" if hidden else "",
    )


def _claim(author: Author) -> str:
    readers = author.some(EVERYONE)
    sources = [name for name in author.shown_to if name.startswith("s-")]
    fields = {
        "statement": _text(author, readers, 16),
        "by": _text(author, readers, 3),
        "sources": f"[{', '.join(author.chance.sample(sources, author.chance.randint(0, 2)))}]",
        "confidence": author.chance.choice(("low", "moderate", "high", "")),
        "note": _text(author, readers, 9) if author.maybe(0.3) else "",
    }
    if author.maybe(0.3):
        return _item(author, "c", readers, nature="judgment", likelihood=author.chance.choice(LIKELIHOODS), **fields)
    response = author.chance.choice(("", "not sought", "no reply", _text(author, readers, 8)))
    return _item(author, "c", readers, status=author.chance.choice(STATUSES), response=response, **fields)


def _event(author: Author) -> str:
    readers = author.some(LEGAL_AND_GENERAL)
    source = author.target(("s",), readers)
    date = author.chance.choice(("", "2025", "2026-09", "2026-10-14", "1999-01-31"))
    sources = f"[{source}]" if source else ""
    return _item(author, "e", readers, date=date, text=_text(author, readers, 16), sources=sources)


def _actions(author: Author) -> str:
    executive: Readers = ("executive",)
    lists: dict[str, list[str]] = {"decisions": [], "options": [], "recommendations": [], "steps": []}
    for _ in range(author.chance.randint(0, 2)):
        lists["decisions"].append(_item(author, "d", executive, ask=_text(author, executive, 12), by="2026-12-01"))
    for number in range(author.chance.randint(0, 3)):
        fields = {key: _text(author, executive, 9) for key in ("title", "gains", "costs")}
        lists["options"].append(_item(author, "o", executive, **fields, recommended="" if number else "true"))
    for _ in range(author.chance.randint(0, 4)):
        readers = author.some(("executive", "legal"))
        fields = {"text": _text(author, readers, 12), "owner": _text(author, readers, 2), "by": "2026-12-01"}
        lists["steps"].append(_item(author, "n", readers, **fields))
    return "".join(f"{key}:\n{''.join(items)}" for key, items in lists.items() if items)


def _dossier_file(author: Author) -> str:
    rows = {
        "title": _text(author, EVERYONE, 9),
        "subtitle": _text(author, EVERYONE, 9),
        "reference": "GEN-2026-001",
        "version": '"1.0"',
        "as_of": "2026-11-23",
        "language": author.language,
        "authors": _quoted(author.words(2)),
        "bottom_line": _text(author, EVERYONE, 30),
        "basis": _text(author, EVERYONE, 20),
        "contact": f"{{general: {_quoted(author.text(('general',), 9))}}}",
    }
    if author.maybe(0.4):
        rows["handling"] = author.chance.choice(("{legal: {tlp: RED}}", "{legal: {tlp: AMBER}, general: {tlp: GREEN}}"))
    if author.maybe(0.5):
        fields = {"to": author.words(3), "from": author.words(2), "re": author.text(("legal",), 9)}
        rows["memo"] = f"{{legal: {json.dumps(fields, ensure_ascii=False)}}}"
    return "".join(f"{key}: {value}\n" for key, value in rows.items())


def _sections(author: Author, own_templates: bool) -> None:
    roles = [*ROLES]
    first = ["facts", "risks"] if not own_templates else ["facts"]
    for number, role in enumerate([*first, *author.chance.sample(roles, author.chance.randint(0, 1))]):
        everyone = EVERYONE if own_templates and role in SHARED_ROLES else ROLES[role]
        readers = everyone if number < len(first) else author.some(everyone)
        name = author.name("sec")
        head = f"---\ntitle: {_text(author, readers, 8)}\nrole: {role}\nid: {name}\n"
        head += f"audience: [{', '.join(readers)}]\n---\n"
        body = section_body(author, readers, author.chance.randint(1, 4))
        author.files[f"sections/{number}0-{role}.md"] = head + body


def _templates(chance: random.Random, folder: Path) -> None:
    """Write audiences with other numbers, citations and parts, and a theme with another sheet and size of type."""
    for name in AUDIENCES:
        text = (shipped_folder("templates") / "audiences" / name / "audience.yaml").read_text(encoding="utf-8")
        for key, value in {
            "parts:": "\n".join(["parts:", *(f"  - {part}" for part in MORE_PARTS[name])]),
            "numbering: .*": f"numbering: {chance.choice(('none', 'headings', 'paragraphs'))}",
            "citations: .*": f"citations: {chance.choice(('endnotes', 'footnotes'))}",
        }.items():
            text = re.sub(f"^{key}$", value, text, flags=re.MULTILINE)
        written_to = folder / "audiences" / name / "audience.yaml"
        written_to.parent.mkdir(parents=True)
        written_to.write_text(text, encoding="utf-8")
    size = chance.choice(("A4", "A5", "Letter", "160mm 200mm"))
    theme = f'[page]\nsize = "{size}"\n\n[size]\ntext = "{chance.choice((8, 9, 10.5, 12))}pt"\n'
    (folder / "base").mkdir(parents=True)
    (folder / "base/theme.toml").write_text(theme, encoding="utf-8")
