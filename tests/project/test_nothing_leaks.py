"""Whatever is marked for whom, written as real files: its words are in its readers' briefs and in no others.

Nothing else of it is in theirs either: whatever others may read is changed, renamed and added to, and every byte of a
brief stays the same. No number, order, identifier, width or length says that there is something for others.
"""

from __future__ import annotations

import base64
import io
import re
import tempfile
import zipfile
from collections.abc import Iterator, Mapping
from pathlib import Path

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from brief.formats import write_formats
from brief.load import load, load_audiences
from brief.render import render
from brief.select import select
from tests.load.dossiers import written

ROOT = Path(__file__).parents[2]
NAMES = ("ann", "ben", "cat")
NEWCOMER = "dan"  # has nothing in a dossier but what is added
PARTS = "bottom-line, basis, facts, discussion, decision, options, next-steps, timeline, glossary, sources"
LOOKS = {
    "ann": "numbering: paragraphs\ncitations: footnotes\n",
    "ben": "numbering: headings\ncitations: endnotes\n",
    "cat": "",
}
SVG = '<svg xmlns="http://www.w3.org/2000/svg" width="40" height="20"><!-- {0} --><text y="9">{1}</text></svg>'
ADDED = re.compile("⟦(\\w+)¦([^⟧]*)⟧")  # what may be added for one audience, and that audience
WORDS = " [added]{{audience={0}}}"
NOTE = " [added^[a note, [*all*]{{lang=fr}}]]{{audience={0}}}"
INNER_BLOCKS = """

::: {{audience={0}}}
A paragraph^[with a note].

- an item
:::

"""
BLOCKS = """

::: {{audience={0}}}
# Added {{#h-added-{1}}}

A paragraph. {{#p-added-{1}}}

| Added | 1 |
|---|---|
| row^[note] | 2.25 |

Table: Added {{#tbl-added-{1}}}

![Added](figures/added.svg){{#fig-added-{1} alt="added"}}

1. An item of @fig-added-{1}.
:::

"""
SECTION = """---
title: Added
role: facts
audience: [{0}]
---
# A heading {{#h-own-{1}}}

A paragraph[@source-1].

![Added](figures/added.svg){{#fig-own-{1} alt="added"}}
"""
DATA_ADDRESS = re.compile(rb";base64,([A-Za-z0-9+/=]+)")
Readers = frozenset[str]
NOBODY: Readers = frozenset()
NAME = re.compile(r"[Zz]q\d+xk|[a-z]+-n\d+n")  # a token or an identifier


class Author:
    """Writes a dossier in which every piece of words is one token, and remembers who may read each."""

    def __init__(self, draw: st.DrawFn) -> None:
        self.draw = draw
        self.readers: dict[str, Readers] = {}
        self.names: dict[str, Readers] = {}
        self.additions = 0
        self.files: dict[str, str] = {}
        self.tail: list[str] = []  # what belongs at the end of the file that is being written
        self.is_body = True
        self.unshown: list[str] = []

    def token(self, readers: Readers) -> str:
        name = f"Zq{len(self.readers)}xk"
        self.readers[name] = readers
        return name

    def written(self, token: str) -> str:
        """Return a token with its readers and the line that it stands in."""
        lines = [f"{name}: {line}" for name, text in self.files.items() for line in text.split("\n") if token in line]
        return f"{token}, for {sorted(self.readers[token])}, from {lines}"

    def name(self, kind: str, readers: Readers) -> str:
        name = f"{kind}-n{len(self.names)}n"
        self.names[name] = readers
        return name

    def added(self, readers: Readers, pattern: str) -> str:
        """Return what a variant of the dossier has for one of these readers."""
        self.additions += 1
        name = self.draw(st.sampled_from(sorted(readers)))
        return f"⟦{name}¦{pattern.format(name, self.additions)}⟧"

    def some(self, readers: Readers) -> Readers:
        return self.draw(st.frozensets(st.sampled_from(sorted(readers)), min_size=1))

    def mark(self, readers: Readers) -> tuple[str, Readers]:
        """Return an attribute list that narrows, or none, and who is left."""
        if self.draw(st.booleans()):
            return "", readers
        fewer = self.some(readers)
        return f'{{audience="{" ".join(sorted(fewer))}"}}', fewer

    def words(self, readers: Readers, depth: int = 0) -> str:
        """Return a line that always has a token for all its readers, and more in marked words."""
        said = [self.token(readers) + self.added(readers, WORDS if depth else NOTE)]
        for _ in range(self.draw(st.integers(0, 2)) if depth < 2 else 0):
            mark, fewer = self.mark(readers)
            kind = self.draw(st.sampled_from(["span", "strong", "code", "link", "aside", "note"]))
            inner = self.words(fewer, depth + 1) if kind in ("span", "strong") else self.token(fewer)
            said.append(self.marked(kind, inner, mark, fewer))
        return " ".join(said)

    def marked(self, kind: str, inner: str, mark: str, readers: Readers) -> str:
        match kind:
            case "span":
                return f"[{inner}]{mark or '{lang=fr}'}"
            case "strong":
                return f"[**{inner}**]{mark}" if mark else f"**{inner}**"
            case "code":
                return f"`{inner}`{mark}"
            case "link":
                return f"[{inner}](https://example.org/{self.token(readers)}){mark}"
            case "aside":
                return f"([{inner}]{mark})" if mark else f"({inner})"
            case _:
                return f"more{self.note(readers, inner)}{mark}"

    def note(self, readers: Readers, inner: str) -> str:
        if self.draw(st.booleans()) or not self.is_body:
            return f"^[{inner}]"
        own, fewer = self.mark(readers)
        name = f"f{len(self.readers)}"
        self.tail.append(f"[^{name}]: {inner}\n\n    {self.token(fewer)} {own}".rstrip())
        return f"[^{name}]"

    def blocks(self, readers: Readers, depth: int = 0) -> str:
        blocks = [f"{self.token(readers)} here.", *(self.block(readers, depth) for _ in range(2))]
        return "\n\n".join(self.added(readers, INNER_BLOCKS if depth else BLOCKS) + block for block in blocks)

    def block(self, readers: Readers, depth: int) -> str:
        mark, fewer = self.mark(readers)
        kinds = ["paragraph", "heading", "code", "table", "data", "figure", "terms", "list", "quote", "division"]
        kind = self.draw(st.sampled_from(kinds if depth == 0 else [*kinds[-2:], "paragraph", "list"]))
        made: str = getattr(self, f"_{kind}")(fewer, mark, depth)
        return made

    def _paragraph(self, readers: Readers, mark: str, depth: int) -> str:
        return f"{self.words(readers)} {mark}".rstrip()

    def _heading(self, readers: Readers, mark: str, depth: int) -> str:
        title = f"# {self.token(readers)} {{#{self.name('h', readers)} {mark[1:-1]}}}"
        return f"{title}\n\n{self.token(readers)} {mark}".rstrip()

    def _code(self, readers: Readers, mark: str, depth: int) -> str:
        return f"```text {mark}\n{self.token(readers)}\n```"

    def _table(self, readers: Readers, mark: str, depth: int) -> str:
        rows = []
        for _ in range(2):
            own, fewer = self.mark(readers)
            more = self.added(readers, "| added | 12.345 {{audience={0}}} |\n")
            rows.append(f"{more}| {self.words(fewer, 2)} | {self.token(fewer)} {own} |")
        rows.append(f"| {self.token(readers)} | {self.token(readers)} |")
        head = f"| {self.token(readers)} | {self.token(readers)} |\n|---|---|"
        caption = f"Table: {self.words(readers, 1)} {{#{self.name('tbl', readers)}{' ' + mark[1:-1] if mark else ''}}}"
        return "\n".join([head, *rows, "", caption])

    def _data(self, readers: Readers, mark: str, depth: int) -> str:
        name = self.name("d", readers)
        rows = [f"{self.token(readers)},audience,{self.token(readers)}", f"{self.token(readers)},,1"]
        fewer = self.some(readers)
        rows.append(self.added(readers, "added,{0},12.345\n") + f'{self.token(fewer)},"{", ".join(sorted(fewer))}",2')
        self.files[f"data/{name}.csv"] = "\n".join(rows) + "\n"
        own = f" {mark[1:-1]}" if mark else ""
        return f'::: {{table="data/{name}.csv" #{self.name("tbl", readers)} caption="{self.token(readers)}"{own}}}\n:::'

    def _figure(self, readers: Readers, mark: str, depth: int) -> str:
        name = f"zq{len(self.readers)}xk"  # of a file, which need not be shown
        self.readers[name] = readers
        self.files[f"figures/{name}.svg"] = SVG.format(self.token(frozenset()), self.token(readers))
        own = f" {mark[1:-1]}" if mark else ""
        alt = self.token(readers)
        return f'![{self.words(readers, 1)}](figures/{name}.svg){{#{self.name("fig", readers)} alt="{alt}"{own}}}'

    def _terms(self, readers: Readers, mark: str, depth: int) -> str:
        return f"::: {mark or '{lang=fr}'}\n{self.token(readers)}\n:   {self.words(readers, 1)}\n:::"

    def _list(self, readers: Readers, mark: str, depth: int) -> str:
        rows = [f"- {self.token(readers)} {mark}".rstrip()]
        for _ in range(2):
            own, fewer = self.mark(readers)
            rows.append(
                self.added(readers, "  - added {{audience={0}}}\n") + f"  - {self.words(fewer, 1)} {own}".rstrip()
            )
        return "\n".join([f"{self.token(readers)} {mark}".rstrip(), "", "- one", *rows])  # apart from a list before it

    def _quote(self, readers: Readers, mark: str, depth: int) -> str:
        inner = self.blocks(readers, depth + 1) if depth < 2 else self.token(readers)
        inside = f"::: {mark}\n{inner}\n:::" if mark else inner
        return "\n".join(f"> {line}".rstrip() for line in inside.split("\n"))

    def _division(self, readers: Readers, mark: str, depth: int) -> str:
        inner = self.blocks(readers, depth + 1) if depth < 2 else self.token(readers)
        return f"{':' * (6 - depth)} {mark or '{lang=de}'}\n{inner}\n{':' * (6 - depth)}"

    def text(self, readers: Readers) -> str:
        """Return a text field as YAML: one wording, or one for each reader."""
        if self.draw(st.booleans()):
            name = min(readers)
            return f'"{self.token(readers)} [{self.token(frozenset({name}))}]{{audience={name}}}"'
        return "{" + ", ".join(f"{name}: {self.token(frozenset({name}))}" for name in sorted(readers)) + "}"

    def title(self) -> str:
        """Return a title that a newcomer among the audiences has too."""
        text = self.text(frozenset(NAMES))
        return text if text.startswith('"') else f"{text[:-1]}⟦{NEWCOMER}¦, {NEWCOMER}: Added⟧}}"

    def item(self, kind: str, **fields: str) -> tuple[str, Readers]:
        readers = self.some(frozenset(NAMES))
        rows = [f"- id: {self.name(kind, readers)}", f"  audience: [{', '.join(sorted(readers))}]"]
        for key, value in fields.items():
            rows.append(f"  {key}: {self.text(readers) if value == 'text' else value or self.token(readers)}")
        return "\n".join(rows), readers

    def items(self, kind: str, **fields: str) -> str:
        more = "\n".join([f"- id: {kind}-added-{{1}}", "  audience: [{0}]", *(f"  {key}: Added" for key in fields), ""])
        everyone = frozenset((*NAMES, NEWCOMER))
        items = (f"{self.item(kind, **fields)[0]}\n" for _ in range(self.draw(st.integers(0, 2))))
        return self.added(everyone, more) + "".join(item + self.added(everyone, more) for item in items)

    def dossier(self) -> dict[str, str]:
        everyone = frozenset(NAMES)
        rows = [f"title: {self.title()}", "reference: R-1", 'version: "1"', "as_of: 2026-03-01", "language: en"]
        rows += ["authors: [Desk]", f"subtitle: {self.text(everyone)}", f"description: {self.text(everyone)}"]
        rows += [f"bottom_line: {self.text(everyone)}", f"basis: {self.text(everyone)}", "memo:"]
        for name in NAMES:
            own = frozenset({name})
            # The head of a memorandum is shown by the legal brief alone: here nobody may see another's.
            said = [self.token(own) for _ in range(3)]
            rows.append(f"  {name}: {{to: {said[0]}, from: {said[1]}, re: {said[2]}}}")
            self.unshown += said
        rows.append(self.added(frozenset((*NAMES, NEWCOMER)), "handling: {{{0}: {{tlp: RED}}}}"))
        self.files["dossier.yaml"] = "\n".join(rows) + "\n"
        for number in range(self.draw(st.integers(1, 2))):
            readers = everyone if not number else self.some(everyone)
            self.tail = []
            body = self.blocks(readers)
            head = f"---\ntitle: {self.text(readers)}\nrole: {'facts' if not number else 'analysis'}\n"
            head += f"audience: [{', '.join(sorted(readers))}]\n---\n"
            self.files[f"sections/{number}0-part{number}.md"] = "\n\n".join([head + body, *self.tail]) + "\n"
        source, readers = self.item("s", title="text", type="report", author="", publisher="", note="text")
        hidden = everyone - readers
        if hidden:
            told = ", ".join(f"{name}: {self.token(frozenset({name}))}" for name in sorted(hidden))
            source += f"\n  descriptor: {{{told}}}"
        name = source.split()[2]
        other = self.draw(st.sampled_from((*NAMES, NEWCOMER)))
        more = f"- {{id: source-1, audience: [{other}], title: Added, type: case}}\n"
        self.files["sources.yaml"] = f"⟦{other}¦{more}⟧{source}\n"
        self.files["sections/00-added.md"] = f"⟦{other}¦{SECTION.format(other, 0)}⟧"
        self.files["timeline.yaml"] = f"- {{id: e-all, audience: [ann, ben, cat], text: All, sources: [{name}]}}\n"
        self.files["timeline.yaml"] += self.items("e", text="text")
        self.files["glossary.yaml"] = self.items("g", term="text", definition="text")
        steps = self.items("n", text="text", owner="text")
        options = self.items("o", title="text", gains="text", costs="text")
        decisions = self.items("d", ask="text")
        lists = {"steps": steps, "options": options, "decisions": decisions}
        lists = {key: value for key, value in lists.items() if ADDED.sub("", value)}
        self.files["actions.yaml"] = "".join(f"{key}:\n{value}" for key, value in lists.items())
        return self.as_written()

    def as_written(self) -> dict[str, str]:
        """Return the files without anything that may be added."""
        plain = {name: ADDED.sub("", text) for name, text in self.files.items()}
        return {name: text for name, text in plain.items() if text}

    def changed_for_others(self, reader: str) -> dict[str, str]:
        """Return the files with other words, names and files wherever a reader may not look, and with more of them."""

        def added(found: re.Match[str]) -> str:
            return "" if found[1] == reader else found[2]

        def renamed(found: re.Match[str]) -> str:
            readers = self.readers.get(found[0]) or self.names.get(found[0]) or NOBODY
            return found[0] if reader in readers else f"{found[0]}andmuchlonger"

        files = {
            NAME.sub(renamed, name): NAME.sub(renamed, ADDED.sub(added, text)) for name, text in self.files.items()
        }
        files["figures/added.svg"] = SVG.format("", "added")
        return {name: text for name, text in files.items() if text}


@st.composite
def authors(draw: st.DrawFn) -> Author:
    author = Author(draw)
    author.dossier()
    return author


def layers(folder: Path) -> list[Path]:
    for name in (*NAMES, NEWCOMER):
        text = f"label: Brief\nparts: [{PARTS}]\n{LOOKS.get(name, '')}handling: {{tlp: GREEN}}\n"
        written(folder / "own", {f"audiences/{name}/audience.yaml": text})
    return [folder / "own", ROOT / "templates"]


def everything(files: Mapping[str, bytes]) -> Iterator[bytes]:
    """Give every byte of files that is not packed, names of parts too."""
    import pikepdf
    import pypdfium2

    for name, data in files.items():
        yield data
        if name == "html":
            yield from (base64.b64decode(found) for found in DATA_ADDRESS.findall(data))
        elif name == "docx":
            with zipfile.ZipFile(io.BytesIO(data)) as package:
                for part in package.namelist():
                    yield part.encode()
                    yield package.read(part)
        elif name == "pdf":
            with pypdfium2.PdfDocument(data) as pdf:
                yield "\n".join(page.get_textpage().get_text_range() for page in pdf).encode()
            with pikepdf.open(io.BytesIO(data)) as pdf:
                for found in pdf.objects:
                    yield found.unparse(resolved=True) if not isinstance(found, pikepdf.Stream) else found.read_bytes()


def leaks(author: Author, *groups: tuple[str, ...]) -> None:
    """Write the formats of all groups; in each group together are all tokens of a reader."""
    with tempfile.TemporaryDirectory() as folder:
        templates = layers(Path(folder))
        audiences = load_audiences(templates)
        dossier = load(written(Path(folder) / "harbour", author.as_written()), audiences)
        for name in NAMES:
            page = render(select(dossier, audiences[name]).brief, templates)
            made = write_formats(page, [kind for group in groups for kind in group])
            for kind, data in made.items():
                said = b"\n".join(everything({kind: data}))
                for token, readers in author.readers.items():
                    is_there = token.encode() in said
                    assert name in readers or not is_there, f"{author.written(token)} is in {name}'s {kind}"
            for group in groups:
                said = b"\n".join(everything({kind: made[kind] for kind in group}))
                for token, readers in author.readers.items():
                    if name in readers and token not in author.unshown and not token.islower():  # a file's name
                        assert token.encode() in said, f"{author.written(token)} is not in {name}'s {group}"


@pytest.mark.slow
@settings(
    max_examples=3, phases=[Phase.generate], suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large]
)
@given(authors())
def test_no_token_of_another_audience_is_in_any_byte_and_every_own_one_is_in_the_files(author: Author) -> None:
    leaks(author, ("html", "docx"), ("pdf",))


def unchanged(author: Author, reader: str, formats: tuple[str, ...]) -> None:
    """Change all that a reader may not see, and demand that no byte of the reader's files changes."""
    with tempfile.TemporaryDirectory() as folder:
        templates = layers(Path(folder))
        audiences = load_audiences(templates)
        made = []
        for place, files in {"one": author.as_written(), "two": author.changed_for_others(reader)}.items():
            dossier = load(written(Path(folder) / place / "harbour", files), audiences)
            made.append(write_formats(render(select(dossier, audiences[reader]).brief, templates), formats))
        assert author.as_written() != author.changed_for_others(reader)
    for kind in formats:
        assert made[0][kind] == made[1][kind], f"{reader}'s {kind} says something of others"


@settings(max_examples=5, phases=[Phase.generate])
@given(authors(), st.sampled_from(NAMES))
def test_whatever_others_may_read_is_changed_and_no_byte_of_a_page_is(author: Author, reader: str) -> None:
    unchanged(author, reader, ("html",))


@pytest.mark.slow
@settings(max_examples=2, phases=[Phase.generate])
@given(authors(), st.sampled_from(NAMES))
def test_whatever_others_may_read_is_changed_and_no_byte_of_a_file_is(author: Author, reader: str) -> None:
    unchanged(author, reader, ("docx", "pdf"))
