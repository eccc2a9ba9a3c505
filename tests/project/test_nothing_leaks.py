"""Whatever is marked for whom, written as real files: its words are in its readers' briefs and in no others."""

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
PARTS = "bottom-line, basis, facts, discussion, decision, options, next-steps, timeline, glossary, sources"
LOOKS = {
    "ann": "numbering: paragraphs\ncitations: footnotes\n",
    "ben": "numbering: headings\ncitations: endnotes\n",
    "cat": "",
}
SVG = '<svg xmlns="http://www.w3.org/2000/svg" width="40" height="20"><!-- {0} --><text y="9">{1}</text></svg>'
DATA_ADDRESS = re.compile(rb";base64,([A-Za-z0-9+/=]+)")
Readers = frozenset[str]


class Author:
    """Writes a dossier in which every piece of words is one token, and remembers who may read each."""

    def __init__(self, draw: st.DrawFn) -> None:
        self.draw = draw
        self.readers: dict[str, Readers] = {}
        self.files: dict[str, str] = {}
        self.tail: list[str] = []  # what belongs at the end of the file that is being written
        self.named = 0
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

    def name(self, kind: str) -> str:
        self.named += 1
        return f"{kind}-n{self.named}"

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
        said = [self.token(readers)]
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
        return "\n\n".join([f"{self.token(readers)} here.", *(self.block(readers, depth) for _ in range(2))])

    def block(self, readers: Readers, depth: int) -> str:
        mark, fewer = self.mark(readers)
        kinds = ["paragraph", "heading", "code", "table", "data", "figure", "terms", "list", "quote", "division"]
        kind = self.draw(st.sampled_from(kinds if depth == 0 else [*kinds[-2:], "paragraph", "list"]))
        made: str = getattr(self, f"_{kind}")(fewer, mark, depth)
        return made

    def _paragraph(self, readers: Readers, mark: str, depth: int) -> str:
        return f"{self.words(readers)} {mark}".rstrip()

    def _heading(self, readers: Readers, mark: str, depth: int) -> str:
        title = f"# {self.token(readers)} {{#{self.name('h')} {mark[1:-1]}}}"
        return f"{title}\n\n{self.token(readers)} {mark}".rstrip()

    def _code(self, readers: Readers, mark: str, depth: int) -> str:
        return f"```text {mark}\n{self.token(readers)}\n```"

    def _table(self, readers: Readers, mark: str, depth: int) -> str:
        rows = []
        for _ in range(2):
            own, fewer = self.mark(readers)
            rows.append(f"| {self.words(fewer, 2)} | {self.token(fewer)} {own} |")
        rows.append(f"| {self.token(readers)} | {self.token(readers)} |")
        head = f"| {self.token(readers)} | {self.token(readers)} |\n|---|---|"
        caption = f"Table: {self.words(readers, 1)} {{#{self.name('tbl')}{' ' + mark[1:-1] if mark else ''}}}"
        return "\n".join([head, *rows, "", caption])

    def _data(self, readers: Readers, mark: str, depth: int) -> str:
        name = self.name("d")
        rows = [f"{self.token(readers)},audience,{self.token(readers)}", f"{self.token(readers)},,1"]
        fewer = self.some(readers)
        rows.append(f'{self.token(fewer)},"{", ".join(sorted(fewer))}",2')
        self.files[f"data/{name}.csv"] = "\n".join(rows) + "\n"
        own = f" {mark[1:-1]}" if mark else ""
        return f'::: {{table="data/{name}.csv" #{self.name("tbl")} caption="{self.token(readers)}"{own}}}\n:::'

    def _figure(self, readers: Readers, mark: str, depth: int) -> str:
        name = f"zq{len(self.readers)}xk"  # of a file, which need not be shown
        self.readers[name] = readers
        self.files[f"figures/{name}.svg"] = SVG.format(self.token(frozenset()), self.token(readers))
        own = f" {mark[1:-1]}" if mark else ""
        alt = self.token(readers)
        return f'![{self.words(readers, 1)}](figures/{name}.svg){{#{self.name("fig")} alt="{alt}"{own}}}'

    def _terms(self, readers: Readers, mark: str, depth: int) -> str:
        return f"::: {mark or '{lang=fr}'}\n{self.token(readers)}\n:   {self.words(readers, 1)}\n:::"

    def _list(self, readers: Readers, mark: str, depth: int) -> str:
        rows = [f"- {self.token(readers)} {mark}".rstrip()]
        for _ in range(2):
            own, fewer = self.mark(readers)
            rows.append(f"  - {self.words(fewer, 1)} {own}".rstrip())
        return "\n".join(["- one", *rows])

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

    def item(self, kind: str, **fields: str) -> tuple[str, Readers]:
        readers = self.some(frozenset(NAMES))
        rows = [f"- id: {self.name(kind)}", f"  audience: [{', '.join(sorted(readers))}]"]
        for key, value in fields.items():
            rows.append(f"  {key}: {self.text(readers) if value == 'text' else value or self.token(readers)}")
        return "\n".join(rows), readers

    def items(self, kind: str, **fields: str) -> str:
        return "".join(self.item(kind, **fields)[0] + "\n" for _ in range(self.draw(st.integers(0, 2))))

    def dossier(self) -> dict[str, str]:
        everyone = frozenset(NAMES)
        rows = [f"title: {self.text(everyone)}", "reference: R-1", 'version: "1"', "as_of: 2026-03-01", "language: en"]
        rows += ["authors: [Desk]", f"subtitle: {self.text(everyone)}", f"description: {self.text(everyone)}"]
        rows += [f"bottom_line: {self.text(everyone)}", f"basis: {self.text(everyone)}", "memo:"]
        for name in NAMES:
            own = frozenset({name})
            # The head of a memorandum is shown by the legal brief alone: here nobody may see another's.
            said = [self.token(own) for _ in range(3)]
            rows.append(f"  {name}: {{to: {said[0]}, from: {said[1]}, re: {said[2]}}}")
            self.unshown += said
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
        self.files["sources.yaml"] = source + "\n"
        name = source.split()[2]
        self.files["timeline.yaml"] = f"- {{id: e-all, audience: [ann, ben, cat], text: All, sources: [{name}]}}\n"
        self.files["timeline.yaml"] += self.items("e", text="text")
        self.files["glossary.yaml"] = self.items("g", term="text", definition="text")
        steps = self.items("n", text="text", owner="text")
        options = self.items("o", title="text", gains="text", costs="text")
        decisions = self.items("d", ask="text")
        lists = {"steps": steps, "options": options, "decisions": decisions}
        self.files["actions.yaml"] = "".join(f"{key}:\n{value}" for key, value in lists.items() if value)
        return {name: text for name, text in self.files.items() if text}


@st.composite
def authors(draw: st.DrawFn) -> Author:
    author = Author(draw)
    author.dossier()
    return author


def layers(folder: Path) -> list[Path]:
    for name in NAMES:
        text = f"label: Brief\nparts: [{PARTS}]\n{LOOKS[name]}handling: {{tlp: GREEN}}\n"
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
        files = {name: text for name, text in author.files.items() if text}
        dossier = load(written(Path(folder) / "harbour", files), audiences)
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
