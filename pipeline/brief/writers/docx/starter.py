"""A reference document to start from: every style by its name, and the controls in headers and footers."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from brief.ooxml.styles import style_name
from brief.ooxml.xml import W, Xml, text, w
from brief.page.vocabulary import Page
from brief.writers.docx.blocks import write_blocks
from brief.writers.docx.character_styles import character_styles
from brief.writers.docx.document import Context, Scope
from brief.writers.docx.paragraph_styles import paragraph_styles
from brief.writers.docx.prepare import prepare
from brief.writers.docx.table_styles import table_styles
from brief.writers.docx.write import finish, start
from brief.writers.pagination import Pagination

_HTML = """<!DOCTYPE html><html lang="en"><head><meta charset="utf-8"><title>Reference document</title></head>
<body data-mark="TLP:AMBER" data-privilege="Privilege line" data-running="Running title"
 data-reference="Reference and version" data-page="Page" data-of="of">
<header class="title"><p class="kicker">Kicker</p><h1>Title</h1><p class="subtitle">Subtitle</p></header>
<main><p>Change the styles, the page setup, the header and the footer of this file, and save it as
<code>reference.docx</code> among your templates. The text of this file is not used. The content controls in header
and footer are filled for each brief: keep them, or move them to where you want them.</p>
<table><thead><tr><th>Table</th><th>Heading</th></tr></thead>
<tbody><tr><td>Cell<span class="note">A footnote.</span></td>
<td>Cell</td></tr></tbody></table></main></body></html>"""
_DEEPEST = 2  # level of a list, from 0
# Styles that no one would change, and styles that are shown in headers, footers, notes and the title.
_INTERNAL = frozenset({"Default Paragraph Font", "Normal Table", "No List", "After Table", "Note Separator"})
_ELSEWHERE = frozenset({"header", "footer", "Footer Landscape", "Handling Mark", "Privilege", "footnote text",
                        "endnote text", "Title", "Subtitle", "Kicker"})  # fmt: skip


def starter_document(page: Page) -> bytes:
    """Return a reference document with a page's theme, which shows its styles, headers and footers."""
    context = prepare(replace(page, html=_HTML), Pagination())
    output, main, body = start(context)
    write_blocks(output, context.body, body, Scope(main, context.theme.text_width))
    body.extend(_sample_paragraphs(context))
    return finish(output, main, body)


def editable_style_names(page: Page) -> list[str]:
    """Return the names of the styles that a user may want to change, as Word shows them."""
    theme = prepare(page, Pagination()).theme
    others = (style_name(style) for style in (*character_styles(theme), *table_styles(theme)))
    names = [*(style.name for style in paragraph_styles(theme, _DEEPEST, (), has_authorities=False)), *others]
    return [name for name in names if name not in _INTERNAL]


def _sample_paragraphs(context: Context) -> Iterator[Xml]:
    theme = context.theme
    for style in paragraph_styles(theme, _DEEPEST, (), has_authorities=False):
        if style.name not in _INTERNAL | _ELSEWHERE:
            yield w("p", w("pPr", w("pStyle", val=style.id)), w("r", text(style.name)))
    for made in character_styles(theme):
        if style_name(made) not in _INTERNAL:
            run = w("r", w("rPr", w("rStyle", val=str(made.get(f"{{{W}}}styleId")))), text(style_name(made)))
            yield w("p", w("pPr", w("pStyle", val="BodyText")), run)
