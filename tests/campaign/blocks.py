"""Blocks of a generated section: paragraphs, lists, tables, quotations, code, figures, divisions, many marked."""

from __future__ import annotations

import csv
import io
import struct
import zlib
from collections.abc import Callable, Iterator, Mapping

from tests.campaign.author import Author, Readers
from tests.campaign.vocabulary import LINES_OF_CODE, RIGHT_TO_LEFT

INNER = ("paragraph", "list", "code", "quotation")  # that may be in a quotation or a division
MANY_ROWS = 45


def section_body(author: Author, readers: Readers, blocks: int) -> str:
    """Return the body of a section, with the notes that it refers to at its end."""
    author.tail = []
    made, level = [_paragraph(author, readers)], 0
    for _ in range(blocks):
        if author.maybe(0.25):
            level = author.chance.randint(1, min(level + 1, 3))
            name = f" {{#{author.name('h')}}}" if author.maybe(0.3) else ""
            made.append(f"{'#' * level} {author.line(readers, author.chance.randint(1, 9), 1)}{name}")
            made.append(_paragraph(author, readers))
        made.append(_block(author, author.chance.choice(KINDS), readers, 0))
    return "\n\n".join([*made, *author.tail]) + "\n"


def _block(author: Author, kind: str, readers: Readers, depth: int) -> str:
    return BLOCKS[kind](author, readers, depth)


def _paragraph(author: Author, readers: Readers, depth: int = 0) -> str:
    mark, fewer = author.mark(readers)
    sentences = []
    for _ in range(author.chance.randint(1, 4)):
        end = "\\\n" if author.maybe(0.05) else " "
        sentences.append(author.line(fewer, author.chance.randint(3, 22), notes=True) + "." + end)
    text = "".join(sentences).rstrip("\\\n ")
    if author.maybe(0.2):
        name = author.name("p")
        author.shown_to[name] = fewer
        return f"{text} {{#{name} {mark}}}"
    return f"{text} {{{mark}}}" if mark else text


def _list(author: Author, readers: Readers, depth: int) -> str:
    return "\n".join(_items(author, readers, 0))


def _steps(author: Author, readers: Readers, depth: int) -> str:
    rows = range(author.chance.choice((1, 1, 3, 9)), author.chance.randint(10, 14))
    return "\n".join(f"{row}. {_marked_line(author, readers, 12)}" for row in rows)


def _terms(author: Author, readers: Readers, depth: int) -> str:
    mark, fewer = author.mark(readers)
    terms = (f"{author.words(2)}\n:   {author.text(fewer, 14)}" for _ in range(author.chance.randint(1, 3)))
    inner = "\n\n".join(terms)
    return _fenced(f"{{{mark}}}", inner, depth) if mark else inner


def _quotation(author: Author, readers: Readers, depth: int) -> str:
    return "\n".join(f"> {line}".rstrip() for line in _inner(author, readers, depth).split("\n"))


def _indented_code(author: Author, readers: Readers, depth: int) -> str:
    lines = "\n".join(f"    {author.chance.choice(LINES_OF_CODE)}" for _ in range(3))
    return f"---\n\n{lines}\n\n---"  # right after a list, indented lines would be a paragraph of its last item


def _division(author: Author, readers: Readers, depth: int) -> str:
    mark, fewer = author.mark(readers)
    inner = _inner(author, fewer, depth)
    return _fenced(f"{{{mark}}}", inner, depth) if mark else inner


def _other_language(author: Author, readers: Readers, depth: int) -> str:
    language = author.chance.choice(author.scripts)
    direction = "rtl" if language in RIGHT_TO_LEFT else "ltr"
    lines = [author.words(author.chance.randint(5, 60), language) for _ in range(2)]
    aside = f"[{author.words(3)} 12,5]{{lang={author.language}}}"
    return _fenced(f"{{lang={language} dir={direction}}}", f"{lines[0]}. {aside} {lines[1]}.", depth)


def _marked_line(author: Author, readers: Readers, words: int) -> str:
    mark, fewer = author.mark(readers)
    line = author.line(fewer, author.chance.randint(1, words), notes=author.maybe(0.3))
    return f"{line} {{{mark}}}" if mark else line


def _items(author: Author, readers: Readers, depth: int) -> Iterator[str]:
    """Give the lines of a list; its first item is for all, so that no list is empty."""
    indent = "  " * depth
    yield f"{indent}- {author.line(readers, author.chance.randint(1, 20))}"
    for _ in range(author.chance.randint(1, 4)):
        mark, fewer = author.mark(readers)
        yield f"{indent}- {author.line(fewer, author.chance.randint(1, 20))}" + (f" {{{mark}}}" if mark else "")
        if depth < 2 and author.maybe(0.3):
            yield from _items(author, fewer, depth + 1)


def _inner(author: Author, readers: Readers, depth: int) -> str:
    blocks = (
        _block(author, author.chance.choice(INNER if depth < 1 else INNER[:3]), readers, depth + 1)
        for _ in range(author.chance.randint(1, 3))
    )
    return "\n\n".join([author.text(readers, author.chance.randint(3, 25)), *blocks])


def _fenced(attributes: str, inner: str, depth: int) -> str:
    colons = ":" * (6 - depth)
    return f"{colons} {attributes}\n{inner}\n{colons}"


def _code(author: Author, readers: Readers, depth: int = 0) -> str:
    mark, _ = author.mark(readers)
    lines = (author.chance.choice(LINES_OF_CODE) for _ in range(author.chance.randint(1, 12)))
    return "\n".join([f"```text {{{mark}}}" if mark else "```python", *lines, author.words(4), "```"])


def _cell(author: Author, readers: Readers) -> str:
    kind = author.chance.choice(("words", "words", "number", "line", "empty"))
    if kind == "number":
        return author.chance.choice(("3.5", "1,204", "−7", "12 %", "0", "n/a", "–"))
    if kind == "empty":
        return ""
    if kind == "words":
        return author.words(author.chance.randint(1, 4))
    return author.line(readers, author.chance.randint(1, 10), 1, notes=author.maybe(0.4))


def _rows(author: Author) -> int:
    return author.chance.choice((2, 3, 5, 8, MANY_ROWS)) if author.maybe(0.15) else author.chance.randint(2, 9)


def _table(author: Author, readers: Readers, depth: int = 0) -> str:
    columns = author.chance.choice((1, 2, 3, 3, 4, 5, 8, 11))
    mark, fewer = author.mark(readers)
    lines = [f"| {' | '.join(author.words(author.chance.randint(1, 2)) for _ in range(columns))} |"]
    lines.append(f"|{'|'.join(author.chance.choice((':--', '--:', ':-:', '---')) for _ in range(columns))}|")
    for _ in range(_rows(author)):
        own, left = author.mark(fewer)
        cells = [author.words(1), *(_cell(author, left) for _ in range(columns - 1))]
        lines.append(f"| {' | '.join(cells)}{f' {{{own}}}' if own else ''} |")
    lines.append(f"| {' | '.join(author.words(1) for _ in range(columns))} |")
    name = author.name("tbl")
    author.shown_to[name] = fewer
    return "\n".join([*lines, "", f"Table: {author.line(fewer, author.chance.randint(1, 14), 1)} {{#{name} {mark}}}"])


def _data_table(author: Author, readers: Readers, depth: int = 0) -> str:
    columns = author.chance.randint(2, 7)
    mark, fewer = author.mark(readers)
    name = author.name("tbl")
    place = author.chance.randint(0, columns)
    file = io.StringIO()
    rows = csv.writer(file, lineterminator="\n")
    heads = [f"{author.words(1)} {letter}" for letter in "abcdefg"[:columns]]
    rows.writerow([*heads[:place], "audience", *heads[place:]])
    for row in range(_rows(author)):
        own = ", ".join(author.some(fewer)) if row and author.maybe(0.6) else ""
        cells = [author.chance.choice((author.words(2), "3.5", "1,204", "a, b", 'a "b"', "")) for _ in range(columns)]
        cells[0] = author.words(1)
        rows.writerow([*cells[:place], own, *cells[place:]])
    author.files[f"data/{name}.csv"] = file.getvalue()
    author.shown_to[name] = fewer
    caption = author.words(author.chance.randint(1, 8)).replace('"', "")
    return f'::: {{table="data/{name}.csv" #{name} caption="{caption}" {mark}}}\n:::'


def _picture(author: Author, readers: Readers, depth: int = 0) -> str:
    mark, fewer = author.mark(readers)
    name = author.name("fig")
    author.shown_to[name] = fewer
    suffix = author.chance.choice(("svg", "png"))
    width, height = author.chance.randint(20, 400), author.chance.randint(20, 300)
    author.files[f"figures/{name}.{suffix}"] = _svg(author, width, height) if suffix == "svg" else _png(width, height)
    alt = author.words(author.chance.randint(2, 12)).replace('"', "")
    caption = author.line(fewer, author.chance.randint(1, 12), 1) if author.maybe(0.8) else ""
    return f'![{caption}](figures/{name}.{suffix}){{#{name} alt="{alt}" {mark}}}'


def _svg(author: Author, width: int, height: int) -> str:
    bars = "".join(
        f'<rect x="{place * width / 5:g}" y="{height / (place + 2):g}" width="{width / 7:g}" height="9"/>'
        for place in range(5)
    )
    label = f'<text x="2" y="{height - 2}" font-family="Source Sans 3" font-size="9">{author.words(2, "en")}</text>'
    size = f'viewBox="0 0 {width} {height}" width="{width}" height="{height}"'
    return f'<svg xmlns="http://www.w3.org/2000/svg" {size}>{bars}{label}</svg>'


def _png(width: int, height: int) -> bytes:
    """Return a grey gradient (PNG 1.2: 8 bits, one channel, no filter)."""
    rows = b"".join(b"\0" + bytes((row + column) % 256 for column in range(width)) for row in range(height))

    def chunk(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    head = struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", zlib.compress(rows)) + chunk(b"IEND", b"")


BLOCKS: Mapping[str, Callable[[Author, Readers, int], str]] = {
    "paragraph": _paragraph, "list": _list, "steps": _steps, "terms": _terms, "quotation": _quotation, "code": _code,
    "indented code": _indented_code, "table": _table, "data": _data_table, "picture": _picture, "division": _division,
    "language": _other_language,
}  # fmt: skip
KINDS = ("paragraph", "paragraph", *BLOCKS)  # paragraphs are the most frequent
