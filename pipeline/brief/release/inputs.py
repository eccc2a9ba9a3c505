"""Digests of what the files of one audience are made from: never of a file that has words for others too.

A digest of `claims.yaml` would change with what others get, and let a reader test guesses of it.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Final

import lxml.html

from brief.model import Brief
from brief.page.fonts import FOLDER
from brief.page.vocabulary import REFERENCE, Page
from brief.release.selected_content import Content, content_digests, digest_of, selected_content

_SPOKEN: Final = ("alt", "title", "aria-label", "content")  # attributes whose words a reader is told


@dataclass(frozen=True, slots=True)
class Inputs:
    """What one audience sees of a dossier, and digests (SHA-256) of all that its files are made from.

    `words` is of the words on the page, whatever template or list of words they come from.
    """

    content: Content = field(hash=False)
    words: str
    templates: Mapping[str, str] = field(hash=False)  # by name
    style_sheets: str
    theme: str
    fonts: Mapping[str, str] = field(hash=False)  # by file name
    pictures: Mapping[str, str] = field(hash=False)  # by name on the page, those that templates draw too
    reference_document: str  # empty where there is none
    recipients: str

    def covered(self) -> dict[str, str]:
        """Return what an approval covers: a digest for each kind of content, template, style, words and recipients."""
        style = [self.style_sheets, self.theme, dict(self.fonts), self.reference_document]
        return content_digests(self.content) | {
            "templates": digest_of(dict(self.templates)),
            "style": digest_of(style),
            "words": self.words,
            "recipients": self.recipients,
        }

    def content_digest(self) -> str:
        """Return the digest of what the audience sees of the dossier."""
        return digest_of(self.content)


def inputs_of(brief: Brief, page: Page) -> Inputs:
    """Return the digests of what a page was made from; `page` is that of `brief`."""
    assets = {name: hashlib.sha256(data).hexdigest() for name, data in sorted(page.assets.items())}
    fonts = {name.removeprefix(FOLDER): digest for name, digest in assets.items() if name.startswith(FOLDER)}
    pictures = {name: digest for name, digest in assets.items() if not name.startswith(FOLDER) and name != REFERENCE}
    return Inputs(
        content=selected_content(brief),
        words=digest_of(_words_on(page)),
        templates=dict(page.templates),
        style_sheets=digest_of(page.css),
        theme=digest_of(dict(page.theme.tokens)),
        fonts=fonts,
        pictures=pictures,
        reference_document=assets.get(REFERENCE, ""),
        recipients=digest_of(sorted(brief.audience.recipients)),
    )


def _words_on(page: Page) -> list[str]:
    """Return the words of a page in order, those of alternative texts and of its furniture too."""
    root = lxml.html.document_fromstring(page.html)
    found: list[str] = []
    for element in root.iter():
        spoken = [str(value) for name, value in element.items() if name in _SPOKEN or str(name).startswith("data-")]
        texts = (" ".join((text or "").split()) for text in (*spoken, element.text, element.tail))
        found.extend(filter(None, texts))
    return found
