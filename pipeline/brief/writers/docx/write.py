"""Page in, the bytes of a Word file out."""

from __future__ import annotations

from brief.ooxml.package import WORD_TYPE, Part
from brief.ooxml.xml import Xml, root, serialise, w
from brief.page.vocabulary import Page
from brief.writers.docx.adopt.merge_styles import PUT_IN, merge_styles, rename_styles
from brief.writers.docx.blocks import write_blocks
from brief.writers.docx.document import Context, Output, Scope
from brief.writers.docx.embedded_fonts import write_fonts
from brief.writers.docx.file_properties import write_properties
from brief.writers.docx.notes import write_notes
from brief.writers.docx.numbering import Numbering
from brief.writers.docx.paragraphs import end_with_paragraph
from brief.writers.docx.prepare import prepare
from brief.writers.docx.sections import close_sections
from brief.writers.docx.settings import settings_part
from brief.writers.docx.styles import styles_part
from brief.writers.pagination import Pagination

_UNKNOWN = Pagination()


def write(page: Page, pagination: Pagination = _UNKNOWN) -> bytes:
    """Return the page as a DOCX file (ECMA-376 transitional), the same bytes for the same page and pagination.

    `pagination` is that of the same page as PDF: contents, authorities and page counts show it until Word counts for
    itself; where it has no pages, contents show no numbers and authorities the places that cite them. Raise
    `ValueError` on what is not in the vocabulary, or what Word cannot hold: a note within a note.
    """
    context = prepare(page, pagination)
    output, main, body = start(context)
    scope = Scope(main, context.theme.text_width, is_rtl=context.root.get("dir") == "rtl")
    write_blocks(output, context.body, body, scope)
    return finish(output, main, body)


def start(context: Context) -> tuple[Output, Part, Xml]:
    """Return an output in which nothing has been written, its main part and the body of that.

    The body is in its root from the start, where what is put into it finds its namespaces.
    """
    body = w("body")
    root("document", body)
    output = Output(context, write_blocks, Numbering(context.theme, context.outline, context.runs_through))
    return output, Part("word/document.xml", WORD_TYPE.format("document.main")), body


def finish(output: Output, main: Part, body: Xml) -> bytes:
    """Return the file whose `body` has been written, with all parts that go with the part `main`."""
    context, package = output.context, output.package
    package.add(main, "officeDocument")
    end_with_paragraph(body)
    starts, ends = output.bookmarks.marks_around(output.bookmarks.take_held())
    body.extend([*starts, *ends])
    close_sections(output, body, main)
    main.data = serialise(body.getroottree().getroot())
    write_notes(output, main)
    package.add_word("numbering", output.numbering.part(), main)
    _add_styles(output, main)
    has_fonts = write_fonts(output, main, frozenset("".join(map(str, context.body.itertext()))))
    package.add_word("settings", settings_part(output, has_fonts=has_fonts), main)
    write_properties(context.root, package, context.pagination.sheets)
    return package.to_bytes()


def _add_styles(output: Output, main: Part) -> None:
    """Add the part `styles`; where it has styles under other ids, all parts refer to them by those."""
    part, ids = styles_part(output), dict[str, str]()
    if output.context.reference is not None:
        part, ids = merge_styles(part, output.context.reference)
    for other in [each for each in output.package.parts.values() if ids and each.name.endswith(".xml")]:
        is_theirs = other.name in output.reference_parts
        rename_styles(other, {name: ids[name] for name in PUT_IN if name in ids} if is_theirs else ids)
    output.package.add_word("styles", part, main)
