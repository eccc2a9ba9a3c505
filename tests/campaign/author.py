"""Who writes a generated dossier: what it has so far, who may read each piece, and the words of a line."""

from __future__ import annotations

import random
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import TypeAlias

from tests.campaign.vocabulary import BUNDLED, CODE, DOSSIERS, LINKS, NUMBERS, RIGHT_TO_LEFT, UNSPACED, WORDS

AUDIENCES = ("executive", "general", "legal")
Readers = tuple[str, ...]  # in the order of their names
EVERYONE: Readers = AUDIENCES
Kind: TypeAlias = Callable[[Readers, int], str]


@dataclass
class Author:
    """Writes one dossier with its own chance; the same chance writes the same dossier."""

    chance: random.Random
    language: str  # of the dossier
    scripts: Sequence[str] = BUNDLED  # languages that words may be in
    files: dict[str, str | bytes] = field(default_factory=dict)
    shown_to: dict[str, Readers] = field(default_factory=dict)  # by identifier, of what text may refer to
    tail: list[str] = field(default_factory=list)  # notes, which are defined at the end of their file
    named: int = 0

    def name(self, kind: str) -> str:
        """Return a new identifier."""
        self.named += 1
        return f"{kind}-{self.named}"

    def maybe(self, part: float) -> bool:
        return self.chance.random() < part

    def some(self, readers: Readers) -> Readers:
        """Return some of the readers: all of them a third of the time, else often one of them alone."""
        if len(readers) == 1 or self.maybe(1 / 3):
            return readers
        return tuple(sorted(self.chance.sample(readers, self.chance.choice((1, 1, len(readers) - 1)))))

    def mark(self, readers: Readers) -> tuple[str, Readers]:
        """Return an audience mark without braces, or none, and who is left."""
        fewer = self.some(readers)
        if fewer == readers:
            return "", readers
        separator = self.chance.choice((" ", ", "))
        return f'audience="{separator.join(fewer)}"', fewer

    def target(self, kinds: Sequence[str], readers: Readers) -> str | None:
        """Return something of these kinds that all these readers see, if there is anything."""
        found = [
            name
            for name, who in self.shown_to.items()
            if name.split("-")[0] in kinds and all(reader in who for reader in readers)
        ]
        return self.chance.choice(found) if found else None

    def own_words(self) -> str:
        """Return the language that the dossier is written in, a key of `WORDS`."""
        return DOSSIERS[self.language]

    def words(self, count: int, language: str | None = None) -> str:
        """Return plain words, with a comma, a bracket, a dash or quotation marks here and there."""
        language = language or self.own_words()
        said = [self.chance.choice(WORDS[language]) for _ in range(count)]
        for place in range(len(said) - 1):
            if self.maybe(0.08):
                said[place] += self.chance.choice((",", ";", ":", " –", " --", "...", "!", "?", "/", ")", "”"))
            elif self.maybe(0.04):
                said[place] = self.chance.choice(('"{}"', "({})", "“{}”", "'{}'", "«{}»", "„{}“")).format(said[place])
        return ("" if language in UNSPACED else " ").join(said)

    def line(self, readers: Readers, words: int, depth: int = 0, *, notes: bool = False) -> str:
        """Return a line for these readers, with marks, other scripts, numbers, code, addresses and references in it."""
        said = []
        left = words
        while left > 0:
            count = min(left, self.chance.randint(1, 12))
            said.append(self.words(count))
            left -= count
            if self.maybe(0.55):
                said.append(self._aside(readers, depth, notes))
        return " ".join(filter(None, said))

    def text(self, readers: Readers, words: int) -> str:
        """Return a line that ends as a sentence does."""
        return f"{self.line(readers, words, 1)}."

    def _aside(self, readers: Readers, depth: int, notes: bool) -> str:
        kinds: list[Kind] = [self._number, self._code, self._foreign, self._foreign, self._plain]
        if depth < 2:
            kinds += [self._marked, self._marked, self._marked, self._emphasis, self._link, self._joined]
        if depth == 0:
            kinds += [self._reference, self._claim, self._term]
        if notes:
            kinds += [self._note, self._citation]
        return self.chance.choice(kinds)(readers, depth)

    def _number(self, readers: Readers, depth: int) -> str:
        return self.chance.choice(NUMBERS)

    def _code(self, readers: Readers, depth: int) -> str:
        return self.chance.choice(CODE)

    def _plain(self, readers: Readers, depth: int) -> str:
        """Return words of another script that nothing marks."""
        return self.words(self.chance.randint(1, 3), self.chance.choice(self.scripts))

    def _foreign(self, readers: Readers, depth: int) -> str:
        language = self.chance.choice(self.scripts)
        attributes = f"lang={language}"
        if (language in RIGHT_TO_LEFT) != (self.own_words() in RIGHT_TO_LEFT):
            attributes += " dir=rtl" if language in RIGHT_TO_LEFT else " dir=ltr"
        inner = self.words(self.chance.randint(1, 8), language)
        if self.maybe(0.3):
            inner += f" {self.chance.choice(NUMBERS)} {self.words(2, language)}"
        if self.maybe(0.2):
            inner = f"**{inner}**"
        return f"[{inner}]{{{attributes}}}"

    def _marked(self, readers: Readers, depth: int) -> str:
        mark, fewer = self.mark(readers)
        return f"[{self.line(fewer, self.chance.randint(1, 9), depth + 1)}]{{{mark}}}" if mark else ""

    def _joined(self, readers: Readers, depth: int) -> str:
        """Return a word of which some readers see only a part."""
        mark, _ = self.mark(readers)
        first, second = self.words(1), self.words(1)
        return f"{first}[{self.chance.choice(('-', '', '/'))}{second}]{{{mark}}}" if mark else f"{first}-{second}"

    def _emphasis(self, readers: Readers, depth: int) -> str:
        sign = self.chance.choice(("*", "**", "***", "~~"))
        return f"{sign}{self.line(readers, self.chance.randint(1, 5), depth + 1)}{sign}"

    def _link(self, readers: Readers, depth: int) -> str:
        return self.chance.choice(LINKS).replace("{}", self.words(self.chance.randint(1, 5)))

    def _note(self, readers: Readers, depth: int) -> str:
        if self.maybe(0.5):
            return f"{self.words(1)}^[{self.line(readers, self.chance.randint(1, 25), 1)}.]"
        mark, fewer = self.mark(readers)
        name = f"n{len(self.tail)}"
        paragraphs = [self.text(fewer, self.chance.randint(3, 40)) for _ in range(self.chance.choice((1, 1, 2, 3)))]
        self.tail.append(f"[^{name}]: " + "\n\n    ".join(paragraphs))
        return f"[{self.words(1)}[^{name}]]{{{mark}}}" if mark else f"{self.words(1)}[^{name}]"

    def _citation(self, readers: Readers, depth: int) -> str:
        source = self.target(("s",), readers)
        if source is None:
            return ""
        words = self.words(2).replace(";", "")  # which would end the citation
        locator = self.chance.choice(("", ", p. 3", ", pp. 4–5", f", {words}", ", § 12", ", 2:14"))
        other = self.target(("s",), readers)
        before = self.chance.choice(("", "", f"{self.words(1)} "))
        return f"[{before}@{source}{locator}" + (f"; @{other}]" if other != source and self.maybe(0.3) else "]")

    def _reference(self, readers: Readers, depth: int) -> str:
        # Legal briefs alone list every claim, so that a reference has somewhere to lead.
        target = self.target(("fig", "tbl", "p", *(("c",) if readers == ("legal",) else ())), readers)
        return f"@{target}" if target else ""

    def _claim(self, readers: Readers, depth: int) -> str:
        claim = self.target(("c",), readers)
        return f"[{self.line(readers, self.chance.randint(3, 12), 2)}]{{claim={claim}}}" if claim else ""

    def _term(self, readers: Readers, depth: int) -> str:
        term = self.target(("g",), readers)
        return f"[{self.words(1)}]{{term={term}}}" if term else ""
