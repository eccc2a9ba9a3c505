"""Any page of the vocabulary: every word, note, cell, link target and alternative text is in the DOCX, in order."""

from __future__ import annotations

import itertools
import random
import re
from collections.abc import Callable, Iterator

import lxml.etree as etree
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from brief.vocabulary import Page, strangers
from tests.writers.docx_file import SPACES, Docx, W, docx, page, reading
from tests.writers.test_docx_content import SVG

TOKEN = re.compile(r"Q\d+[a-zאם漢]?Z")
WP = SPACES["wp"]
ASSETS = {"a.svg": SVG}


class Pages:
    """Makes pages by chance; every word is a token of its own, so that a lost, doubled or moved one is seen."""

    def __init__(self, chance: random.Random) -> None:
        self.chance = chance
        self.counter = itertools.count(1)

    def token(self) -> str:
        return f"Q{next(self.counter)}{self.choice('', '', 'a', 'א', '漢')}Z"

    def choice(self, *options: str) -> str:
        return self.chance.choice(options)

    def one(self, *options: Callable[[], str]) -> str:
        return self.chance.choice(options)()

    def some(self, make: Callable[[], str], least: int = 0, most: int = 3) -> str:
        return "".join(make() for _ in range(self.chance.randint(least, most)))

    def attributes(self) -> str:
        name = f' id="i-{next(self.counter)}"'
        return self.choice("", "", "", name, ' lang="he" dir="rtl"', ' lang="ja"', ' dir="ltr"')

    def inline(self, depth: int = 2, *, in_note: bool = False) -> str:
        kind = self.choice("text", "simple", "span", "leaf", "note") if depth else "text"
        if kind == "text" or (kind == "note" and in_note):
            return f"{self.token()} "
        if kind == "leaf":
            return self.leaf()
        if kind == "note":
            inner = self.one(
                lambda: self.inlines(in_note=True),
                lambda: self.some(lambda: f'<span class="para">{self.inlines(in_note=True)}</span>', 2),
            )
            return f'<span class="note"{self.attributes()}>{inner}</span>'
        inner = self.some(lambda: self.inline(depth - 1, in_note=in_note), 1)
        if kind == "simple":
            tag = self.choice("em", "strong", "s", "sup", "sub")
            return f"<{tag}{self.attributes()}>{inner}</{tag}> "
        name = self.choice("claim", "status", "tag", "small", "key", "label", "bracket")
        return f'<span class="{name}" data-claim="c-1"{self.attributes()}>{inner}</span> '

    def leaf(self) -> str:
        anchor = f'class="{self.choice("ref", "term", "noteref")}" href="#i-{self.chance.randint(1, 30)}"'
        return self.choice(
            "<br>",
            f'<a href="https://example.org/{self.token()}">{self.token()}</a>',
            f"<a {anchor}>{self.token()}</a>",
            f'<img src="a.svg" alt="{self.token()}" class="{self.choice("scale", "level", "chart")}">',
            f"<code>{self.token()}</code>",
            f'<abbr title="x">{self.token()}</abbr>',
            f"<time>{self.token()}</time>",
        )

    def inlines(self, *, in_note: bool = False) -> str:
        return self.some(lambda: self.inline(in_note=in_note), 1)

    def flow(self, depth: int) -> str:
        return self.one(
            self.inlines,
            lambda: self.blocks(depth),
            lambda: f"{self.inlines()}{self.block(depth)}{self.inlines()}",
        )

    def blocks(self, depth: int) -> str:
        return self.some(lambda: self.block(depth), 1)

    def block(self, depth: int) -> str:
        kind = self.choice("p", "h", "pre", "hr", "list", "dl", "table", "figure", "quote", "section", "div", "aside")
        if depth == 0 or kind == "p":
            name = self.choice("", "lead", "numbered", "continued", "small", "kicker", "label", "meta", "privilege")
            number = f'<span class="number">{self.chance.randint(1, 9)}</span> ' if name == "numbered" else ""
            return f'<p class="{name}"{self.attributes()}>{number}{self.inlines()}</p>'
        if kind == "h":
            number = self.choice("", '<span class="number">2.1</span> ', '<span class="number">A</span> ')
            level = self.chance.randint(1, 6)
            return f"<h{level}{self.attributes()}>{number}{self.inlines()}</h{level}>"
        if kind == "pre":
            return f"<pre><code>{self.token()}  {self.token()}\n\n\t{self.token()}\n</code></pre>"
        if kind == "hr":
            return "<hr>"
        return str(getattr(self, f"_{kind}")(depth - 1))

    def _list(self, depth: int) -> str:
        tag = self.choice("ul", "ol")
        more = self.choice("", "", ' class="sources"', ' class="timeline"', ' class="authorities"')
        start = ' start="3"' if tag == "ol" else ""
        return f"<{tag}{start}{more}>{self.some(lambda: f'<li{self.attributes()}>{self.flow(depth)}</li>')}</{tag}>"

    def _dl(self, depth: int) -> str:
        pair = self.some(lambda: f"<dt>{self.inlines()}</dt>" + self.some(lambda: f"<dd>{self.flow(depth)}</dd>", 0, 2))
        return f'<dl class="{self.choice("memo", "glossary", "")}">{pair}</dl>'

    def _table(self, depth: int) -> str:
        def row(tag: str) -> str:
            spans = f'colspan="{self.chance.randint(1, 3)}" rowspan="{self.chance.randint(1, 3)}"'
            name = self.choice("start", "center", "end", "decimal")
            cells = self.some(lambda: f'<{tag} {spans} class="{name}">{self.flow(depth)}</{tag}>')
            return f"<tr{self.choice('', ' class=recommended')}{self.attributes()}>{cells}</tr>"

        caption = self.some(lambda: f"<caption>{self._label('Table')}{self.inlines()}</caption>", 0, 1)
        head = self.some(lambda: f"<thead>{self.some(lambda: row('th'), 1, 2)}</thead>", 0, 1)
        return f"<table{self.attributes()}>{caption}{head}<tbody>{self.some(lambda: row('td'))}</tbody></table>"

    def _figure(self, depth: int) -> str:
        caption = f"<figcaption>{self._label('Figure')}{self.inlines()}</figcaption>"
        image = f'<img src="a.svg" alt="{self.token()}">'
        inner = self.one(lambda: caption + image, lambda: image + caption, lambda: self.block(depth))
        return f"<figure{self.attributes()}>{inner}</figure>"

    def _label(self, word: str) -> str:
        return self.choice("", f'<span class="label">{word} <span class="number">1</span>.</span> ')

    def _quote(self, depth: int) -> str:
        return f"<blockquote>{self.blocks(depth)}</blockquote>"

    def _section(self, depth: int) -> str:
        name = self.choice("part", "prose", "summary", "sources two")
        source = self.choice("", ' data-part="facts"', ' data-source="sec-1"')
        return f'<section class="{name}"{source}{self.attributes()}>{self.blocks(depth)}</section>'

    def _div(self, depth: int) -> str:
        def parts(first: str, second: str) -> str:
            return f'<div class="{first}">{self.flow(depth)}</div><div class="{second}">{self.flow(depth)}</div>'

        return self.one(
            lambda: f'<div class="decision">{parts("ask", "when")}</div>',
            lambda: f'<div class="decision">{self.flow(depth)}</div>',
            lambda: f'<div class="columns">{parts("column", "column")}</div>',
            lambda: f"<div{self.attributes()}>{self.flow(depth)}</div>",
        )

    def _aside(self, depth: int) -> str:
        return f'<aside class="basis"{self.attributes()}>{self.flow(depth)}</aside>'


def any_page(seed: int) -> Page:
    """Return the page of a number."""
    made = Pages(random.Random(seed))
    contents = '<nav class="contents"><h2>x</h2><ol class="contents"><li><a href="#i-1">x</a></li></ol></nav>'
    return page(made.some(lambda: made.block(3), 1, 4), title=made.choice("", contents), assets=ASSETS)


def on_the_page(made: Page) -> Iterator[str]:
    """Give the tokens of a page in the order of reading, link targets and alternative texts among them."""
    tree = made.tree()
    assert not list(strangers(tree))
    for element, event in _walk(tree.find("body")):
        if event == "start":
            yield from TOKEN.findall(" ".join(element.get(name) or "" for name in ("href", "alt")))
            yield from TOKEN.findall(element.text or "")
        else:
            yield from TOKEN.findall(element.tail or "")


def _walk(root: etree._Element) -> Iterator[tuple[etree._Element, str]]:
    for event, element in etree.iterwalk(root, events=("start", "end")):
        yield element, event


def in_the_file(made: Docx) -> Iterator[str]:
    """Give the tokens of a file in the order of reading, link targets and alternative texts among them."""
    links = {}
    for name in ("document", "footnotes", "endnotes"):
        if f"word/_rels/{name}.xml.rels" in made.names:
            for row in made.part(f"word/_rels/{name}.xml.rels"):
                links[name, row.get("Id")] = row.get("Target")
    words = ""
    for element in reading(made):
        kind = str(element.tag)
        if kind == f"{{{W}}}t":
            words += element.text or ""
            continue
        if kind in (f"{{{W}}}rPr", f"{{{W}}}r", f"{{{W}}}rtl", f"{{{W}}}lang", f"{{{W}}}rStyle"):
            continue
        if kind == f"{{{W}}}hyperlink" and element.get(f"{{{SPACES['r']}}}id"):
            part = {"document": "document", "footnotes": "footnotes"}.get(
                etree.QName(element.getroottree().getroot()).localname, "endnotes"
            )
            words += f" {links[part, element.get('{%s}id' % SPACES['r'])]} "  # noqa: UP031
        elif kind == f"{{{WP}}}docPr":
            words += f" {element.get('descr')} "
        elif kind in (f"{{{W}}}p", f"{{{W}}}tab", f"{{{W}}}br"):
            words += " "
    yield from TOKEN.findall(words)


@settings(max_examples=60)
@given(st.integers(0, 1 << 32).map(any_page))
def test_nothing_on_a_page_is_lost_doubled_or_moved(made):
    assert list(in_the_file(docx(made))) == list(on_the_page(made))


@settings(max_examples=15)
@given(st.integers(0, 1 << 32).map(any_page))
def test_any_page_gives_the_same_bytes_twice_and_bookmarks_that_open_and_close(made):
    first, second = docx(made), docx(made)
    assert first.data == second.data
    for name in ("document", "footnotes"):
        if f"word/{name}.xml" in first.names:
            opened = first.find("//w:bookmarkStart/@w:id", f"word/{name}.xml")
            assert sorted(opened) == sorted(first.find("//w:bookmarkEnd/@w:id", f"word/{name}.xml"))
            assert len(opened) == len(set(opened))


@pytest.mark.parametrize("tag", ["td", "li", "dd", "blockquote"])
def test_deep_nesting_is_no_trouble(tag):
    outer = {"td": "table><tbody><tr><td", "li": "ul><li", "dd": "dl><dd", "blockquote": "blockquote"}[tag]
    opening = f"<{outer}>"
    closing = "".join(f"</{name}>" for name in reversed(re.findall(r"[a-z]+", outer)))
    made = docx(page(opening * 20 + "<p>Q1Z</p>" + closing * 20))
    assert list(in_the_file(made)) == ["Q1Z"]
