"""Random pages drawn from the vocabulary: everything comes up that it allows and that makes sense to a reader."""

from __future__ import annotations

import io
import itertools
import random
import re

from PIL import Image

from brief.page.vocabulary import CATEGORIES, ELEMENTS, GLOBAL_ATTRIBUTES, Content, Page
from tests.writers.docx_file import page
from tests.writers.test_docx_content import SVG

TOKEN = re.compile(r"Q\d+[a-zאப漢]?Z")


def _picture(kind: str) -> bytes:
    made = io.BytesIO()
    Image.new("L", (8, 4)).save(made, kind)
    return made.getvalue()


ASSETS = {"a.svg": SVG, "b.png": _picture("PNG"), "c.jpeg": _picture("JPEG")}
INLINE = [tag for tag, known in ELEMENTS.items() if known.is_inline]
# What may be only in one kind of element; everything else may be among blocks.
_INNER = {"head", "body", "meta", "title", "figcaption", "html"} | {
    child for tag, known in ELEMENTS.items() if tag not in ("html", "body") for child in known.children
}
BLOCKS = [tag for tag, known in ELEMENTS.items() if not known.is_inline and tag not in _INNER]
# The order of an element's children, with the least and the greatest number of each.
PARTS = {
    "colgroup": [("col", 1, 4)], "dl": [("dt", 0, 2), ("dd", 0, 2), ("dt", 0, 1), ("dd", 0, 1)], "ol": [("li", 0, 3)],
    "pre": [("code", 1, 1)], "table": [("caption", 0, 1), ("colgroup", 0, 1), ("thead", 0, 1), ("tbody", 0, 2)],
    "tbody": [("tr", 0, 3)], "thead": [("tr", 0, 2)], "tr": [("th", 0, 1), ("td", 0, 3), ("th", 0, 1)],
    "ul": [("li", 0, 3)],
}  # fmt: skip
VALUES = {
    "alt": ["", "TOKEN", "TOKEN & <TOKEN>"], "aria-labelledby": ["i-0"], "class": [], "colspan": ["0", "1", "2", "5"],
    "data-category": list(CATEGORIES), "data-cites": ["s-1", "s-1 s-2"], "data-page": ["page"], "data-short": ["Short"],
    "data-tail": ["5", ".25"],
    "data-claim": ["c-1", "c-2", "x" * 90], "data-number": ["1"], "data-part": ["facts"], "data-source": ["s-1 s-2"],
    "data-status": ["alleged"], "datetime": ["2026-11-23"], "height": ["4", "400", "4000"], "href": ["ID", "ID", "URL"],
    "lang": ["he", "ja", "en-GB", "de"], "dir": ["rtl", "ltr"], "rowspan": ["0", "1", "2", "5"], "id": ["NEW"],
    "scope": ["col", "row"], "src": list(ASSETS), "start": ["0", "1", "7", "1000"], "title": ["what it means"],
    "style": ["width: 10%", "width: 33.3%", "width: 90%"], "width": ["8", "800", "8000"],
}  # fmt: skip
ALWAYS = {"a": ["href"], "img": ["src", "alt"]}
MARKS = ["TLP:RED", "TLP:AMBER+STRICT", "TLP:GREEN", "TLP:CLEAR"]
NUMBERS = ["1", "2.1", "2.1.3", "7", "IV", "a)", "3."]


class Pages:
    """Makes random pages of everything that the vocabulary allows and a writer accepts.

    Every word is a unique token, so that a lost, repeated or moved one is found.
    """

    def __init__(self, chance: random.Random) -> None:
        self.chance = chance
        self.counter = itertools.count(1)

    def token(self) -> str:
        return f"Q{next(self.counter)}{self.chance.choice(['', '', 'a', 'א', '漢'])}Z"

    def whole(self, length: int) -> str:
        """Return the inside of `<main>`, with one to four blocks for each unit of length."""
        first = '<p id="i-0">the first words</p>'
        count = sum(self.chance.randint(1, 4) for _ in range(length))
        return first + "".join(self.element(self.chance.choice(BLOCKS), 3) for _ in range(count))

    def element(self, tag: str, depth: int, within: frozenset[str] = frozenset()) -> str:
        """Return one element with its attributes and content; `within` are the inline elements around it."""
        known = ELEMENTS[tag]
        # What may become Word's own endnotes comes at the end, and a landscape heading before its table.
        unwanted = {"endnotes"} if tag == "ol" else within & {"note"} | ({"landscape"} if tag != "table" else set())
        kinds = sorted(known.classes - unwanted)
        kinds = self.chance.sample(kinds, min(len(kinds), self.chance.choice([0, 1, 1, 1, 2])))
        if {"note", "number"} & set(kinds):
            kinds = kinds[:1]
        opening = f"<{tag}{self.attributes(tag, within)}" + (f' class="{" ".join(kinds)}"' if kinds else "") + ">"
        if known.content is Content.EMPTY:
            return opening
        if "landscape" in kinds:
            levels = self.chance.choices(["h2", "h3", "h4", "h5", "h6"], k=self.chance.randint(0, 2))
            opening = "".join(f'<{each} class="landscape">{self.token()}</{each}>' for each in levels) + opening
        inside = self.inside(tag, kinds, depth, within | {tag, *kinds})
        return f"{opening}{inside}</{tag}>{self.chance.choice(['', ' '])}"

    def attributes(self, tag: str, within: frozenset[str] = frozenset()) -> str:
        unnamed = {"class", *(["id"] if tag == "a" and "contents" in within else [])}
        names = sorted((ELEMENTS[tag].attributes | GLOBAL_ATTRIBUTES) - unnamed)
        wanted = [*ALWAYS.get(tag, []), *(name for name in names if self.chance.random() < 0.25)]
        return "".join(f' {name}="{self.value(name)}"' for name in dict.fromkeys(wanted))

    def value(self, name: str) -> str:
        value = self.chance.choice(VALUES[name])
        if value == "NEW":
            return f"i-{next(self.counter)}"
        if value == "URL":
            return f"https://example.org/{self.token()}?a=1&amp;b=%C3%A9#{self.token()}"
        value = value.replace("&", "&amp;").replace("<", "&lt;")
        return re.sub("TOKEN", lambda _: self.token(), value)  # `ID` is filled in when all ids are known

    def inside(self, tag: str, kinds: list[str], depth: int, within: frozenset[str]) -> str:
        content = ELEMENTS[tag].content
        if {"noteref", "backref"} & set(kinds):
            return self.chance.choice(["1", "<sup>2</sup>"] if "noteref" in kinds else ["\u21a9"])
        if tag == "li" and "contents" in within:
            return self.entry(depth, within)
        if content is Content.TEXT or "number" in kinds:
            return self.chance.choice(NUMBERS) if "number" in kinds else self.text(tag)
        if content is Content.PARTS:
            return "".join(
                self.element(part, depth - (part in ("dd", "li", "td", "th")), within)
                for part, least, most in PARTS[tag]
                for _ in range(self.chance.randint(least, most))
            )
        start = self.number(tag, kinds)
        if content is Content.INLINE:
            return start + self.inlines(tag, kinds, depth, within)
        pieces = [self.piece(tag, content, depth, within) for _ in range(self.chance.randint(0, 3))]
        return start * (tag == "li") + "".join(pieces)

    def entry(self, depth: int, within: frozenset[str]) -> str:
        """Return an entry of a table of contents: words and links, and the entries below it."""
        words = self.inlines("li", [], min(depth, 1), within)
        return words + (f'<ol class="contents">{self.element("li", depth - 1, within)}</ol>' if depth > 0 else "")

    def number(self, tag: str, kinds: list[str]) -> str:
        """Return the number that an element begins with, if it may have one and chance decides so."""
        number = f'<span class="number">{self.chance.choice(NUMBERS)}</span>'
        if tag in ("caption", "figcaption") and self.chance.random() < 0.5:
            return f'<span class="label">{tag} {number}.</span> '
        may_begin = tag in ("h2", "h3", "h4", "li") or "numbered" in kinds
        return f"{number} " if may_begin and self.chance.random() < 0.4 else ""

    def text(self, tag: str) -> str:
        """Return characters; in code, lines and spaces that count."""
        return self.token() + self.chance.choice(["", "  ", "\n\n", "\t"] * (tag == "code") or [""]) + self.token()

    def inlines(self, tag: str, kinds: list[str], depth: int, within: frozenset[str]) -> str:
        if "note" in kinds and self.chance.random() < 0.4:
            paragraphs = [self.inlines("span", [], depth - 1, within) for _ in range(self.chance.randint(1, 3))]
            return "".join(f'<span{self.attributes("span")} class="para">{each}</span>' for each in paragraphs)
        words = "".join(self.inline(depth, within) for _ in range(self.chance.randint(0, 3)))
        return words + self.token() if tag == "a" else words  # a link without words is of no use

    def inline(self, depth: int, within: frozenset[str]) -> str:
        if depth < -1 or self.chance.random() < 0.4:
            return self.chance.choice(["{} ", " {}", "{}", "\n{}\u00a0"]).format(self.token())
        return self.element(
            self.chance.choice([tag for tag in INLINE if tag != "a" or "a" not in within]), depth - 1, within
        )

    def piece(self, tag: str, content: Content, depth: int, within: frozenset[str]) -> str:
        """Return what may be among blocks: a block, and in flow also words."""
        if content is Content.FLOW and (depth < 0 or self.chance.random() < 0.4):
            return self.inline(min(depth, 1), within)
        blocks = [*BLOCKS, "img", *(["figcaption"] * 6 if tag == "figure" else [])]
        return self.element(self.chance.choice(blocks if depth > 0 else ["p", "hr", "img"]), depth - 1, within)


def any_page(seed: int, length: int = 1) -> Page:
    """Return the page of a number: with or without a mark, endnotes of Word's own, and another direction."""
    made = Pages(random.Random(seed))
    chance = made.chance
    title = "".join(made.element(tag, 2) for tag in ("header", "aside", "nav") if chance.random() < 0.4)
    names = [name for name in sorted(ELEMENTS["body"].attributes) if chance.random() < 0.6]
    body = " ".join(f'{name}="{chance.choice(MARKS) if name == "data-mark" else made.token()}"' for name in names)
    body += chance.choice(["", "", ' dir="rtl"', ' lang="he"', ' id="body"'])
    main = made.whole(length) + chance.choice(["", ENDNOTES.format(made.token(), made.token())])
    targets = re.findall(r'<(?!col|tbody|thead)[^>]* id="([^"]+)"', title + main)  # these show nothing themselves
    targets = [each for each in targets if not each.startswith("n-")]  # what calls these, and when, is written below
    title, main = (re.sub('"ID"', lambda _: f'"#{chance.choice(targets)}"', each) for each in (title, main))
    return page(main, title=title, body=body, assets=ASSETS, lang=chance.choice(["en-GB", "en-GB", "he"]))


ENDNOTES = (
    '<p>and <a class="noteref" href="#n-1">1</a> and <a class="noteref" href="#n-2">2</a>, <a class="noteref" '
    'href="#n-1">1</a></p><ol class="endnotes"><li id="n-1">{} <a class="backref" href="#i-0">↩</a></li>'
    '<li id="n-2">{}</li></ol>'
)
