"""Page in, the bytes of a Word file out."""

from __future__ import annotations

from copy import deepcopy
from dataclasses import replace

import lxml.etree as etree

from brief.ooxml.package import WORD_TYPE, Package, Part
from brief.ooxml.xml import Xml, root, serialised, w
from brief.page.vocabulary import REFERENCE, Page
from brief.writers.docx.blocks import flow, heading_style
from brief.writers.docx.citations import authorities
from brief.writers.docx.document import Document, Scope
from brief.writers.docx.faces import faces
from brief.writers.docx.fonts import write_fonts
from brief.writers.docx.link_targets import HEADINGS, classes, number_of, targets, words_of
from brief.writers.docx.notes import endnotes, write_notes
from brief.writers.docx.numbering import Numbering
from brief.writers.docx.paragraphs import close
from brief.writers.docx.properties import write_properties
from brief.writers.docx.reference.adopt import adopted, column
from brief.writers.docx.reference.read import read_reference
from brief.writers.docx.reference.styles import PUT_IN, merged, rename
from brief.writers.docx.sections import close_sections
from brief.writers.docx.settings import settings
from brief.writers.docx.styles import styles
from brief.writers.docx.word_theme import Look, east_asian_language
from brief.writers.pagination import Pagination

_UNKNOWN = Pagination()


def write(page: Page, pagination: Pagination = _UNKNOWN) -> bytes:
    """Return the page as a DOCX file (ECMA-376 transitional), the same bytes for the same page and pagination.

    `pagination` is that of the same page as PDF: contents, authorities and page counts show it until Word counts for
    itself; where it knows none, contents show no numbers and authorities the places that cite them. Raise `ValueError`
    on what is not in the vocabulary, or what Word cannot hold: a note within a note.
    """
    tree = deepcopy(page.tree())  # lists take out the numbers that Word counts
    body = tree.find("body")
    if body is None:
        raise ValueError("a page has no body")
    document = started(page, body, pagination)
    main = Part("word/document.xml", WORD_TYPE.format("document.main"))
    made = empty_body()
    scope = Scope(main, document.look.measure, is_rtl=tree.get("dir") == "rtl")
    flow(document, body, made, scope)
    return finished(document, main, made)


def empty_body() -> Xml:
    """Return the body of a document in its root, where what is put into it finds its name spaces."""
    made = w("body")
    root("document", made)
    return made


def finished(document: Document, main: Part, made: Xml) -> bytes:
    """Return the file of a document whose body has been written, as the part `main`."""
    body = document.body
    document.package.add(main, "officeDocument")
    close(made)
    starts, ends = document.bookmarks.around(document.bookmarks.waited())
    made.extend([*starts, *ends])
    close_sections(document, made, main)
    main.data = serialised(made.getroottree().getroot())
    write_notes(document, main)
    document.package.add_word("numbering", document.numbering.xml(), main)
    _add_styles(document, main)
    has_fonts = write_fonts(document, main, frozenset("".join(map(str, body.itertext()))))
    document.package.add_word("settings", settings(document, has_fonts=has_fonts), main)
    write_properties(document.root, document.package, document.sheets)
    return document.package.zipped()


def _add_styles(document: Document, main: Part) -> None:
    """Add the part `styles`; where it has styles under other ids, all parts call them by those."""
    made = styles(document)
    ids: dict[str, str] = {}
    if document.reference is not None:
        made, ids = merged(made, document.reference)
    for part in [part for part in document.package.parts.values() if ids and part.name.endswith(".xml")]:
        rename(part, ids if part.name not in document.given else {name: ids[name] for name in PUT_IN if name in ids})
    document.package.add_word("styles", made, main)


def started(page: Page, body: etree._Element, pagination: Pagination) -> Document:
    """Return a document of which nothing has been written yet."""
    tree = body.getroottree().getroot()
    found = faces(page.assets, ())
    tallness = found.families()
    data = page.assets.get(REFERENCE)
    reference = None if data is None else read_reference(data)
    theme = page.theme if reference is None else adopted(page.theme, reference)
    east_asian = east_asian_language(each.get("lang", "") for each in tree.iter())
    look = Look(theme, tallness, east_asian)
    if reference is not None:
        look = replace(look, column=column(reference, look.across))
    names = [look.face("text"), look.face("text", "SemiBold"), look.face("display"), look.face("display", "SemiBold"),
             look.face("code")]  # fmt: skip
    found.main = tuple(dict.fromkeys(names))
    numbering = Numbering(look)
    for element in tree.iter(*HEADINGS, "p"):
        number = number_of(element)
        if number is not None and (element.tag != "p" or "numbered" in classes(element)):
            numbering.bind(words_of(number), "NumberedParagraph" if element.tag == "p" else heading_style(element))
    return Document(
        page, body, Package(), look, found, targets(tree), tree.get("lang") or "en", numbering, flow,
        pagination.pages, pagination.sheets, endnotes=endnotes(tree), authorities=authorities(tree, pagination.pages),
        reference=reference,
    )  # fmt: skip
