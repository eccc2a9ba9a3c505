"""Styles: the part with paragraph, character and table styles (ECMA-376 17.7), which are named as in pandoc."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from brief.ooxml.xml import W, Xml, paragraph_properties, root, run_properties, w, w14
from brief.writers.docx.character_styles import character_styles
from brief.writers.docx.document import Context, Output
from brief.writers.docx.paragraph_styles import ParagraphStyle, paragraph_styles
from brief.writers.docx.runs import language_property
from brief.writers.docx.table_styles import table_styles

_LATENT = 376  # styles that are built into Word
# Built-in styles that are not in the file but that its editors may want, with their priority in lists.
_OFFERED = (("Table Grid", 39), ("List Paragraph", 34), ("Quote", 29), ("No Spacing", 1))


def styles_part(output: Output) -> Xml:
    """Return the part `styles`: the defaults of all text, and every named style."""
    numbering = output.numbering
    known = paragraph_styles(
        output.context.theme, numbering.deepest, numbering.levels,
        has_authorities=bool(output.context.authorities), is_rtl=output.context.is_rtl,
    )  # fmt: skip
    rows = [_paragraph(output, each) for each in [*known, *_items(output, known)]]
    latent = w("latentStyles", defLockedState=0, defUIPriority=99, defSemiHidden=1, defUnhideWhenUsed=1,
               defQFormat=0, count=_LATENT)  # fmt: skip
    for name, priority in _OFFERED:
        latent.append(w("lsdException", name=name, semiHidden=0, unhideWhenUsed=0, uiPriority=priority))
    return root("styles", _defaults(output.context), latent, *rows, *character_styles(output.context.theme),
                *table_styles(output.context.theme))  # fmt: skip


def _items(output: Output, known: Iterable[ParagraphStyle]) -> Iterator[ParagraphStyle]:
    """Yield the styles of list items among paragraphs of other styles."""
    names = {each.id: each.name for each in known}
    for style, items in output.numbering.items.items():
        yield ParagraphStyle(style, f"{names[items.base]} {items.kind}", based=items.base, is_own=True)


def _defaults(context: Context) -> Xml:
    theme = context.theme
    family, complex_family = theme.family("text"), _complex(context)
    tag = w("lang", val="en-GB", eastAsia=theme.east_asian_language, bidi="ar-SA")
    for name, value in language_property(context.language).attrib.items():
        tag.set(name, value)
    properties = run_properties(
        w("rFonts", ascii=family, hAnsi=family, eastAsia=theme.east_asian_family("text"), cs=complex_family),
        w("color", val=theme.colour("ink")),
        w("kern", val=2),
        *theme.size("text"),
        tag,
        w14("ligatures", "standard"),
        w14("numForm", "oldStyle"),
        w14("numSpacing", "proportional"),
    )
    every = paragraph_properties(theme.spacing(0, 0, "text"), w("widowControl"))
    return w("docDefaults", w("rPrDefault", properties), w("pPrDefault", every))


def _complex(context: Context) -> str:
    """Return the family for right-to-left text: that of the document's own language, else the Arabic one."""
    is_hebrew = context.language.partition("-")[0] in ("he", "iw", "yi")
    letter = "\u05d0" if is_hebrew else "\u0627"
    having = [family for (family, style), face in context.faces.known.items()
              if style == "Regular" and ord(letter) in face.characters]  # fmt: skip
    wanted = context.theme.page_theme.text("script.hebrew" if is_hebrew else "script.arabic")
    return wanted if wanted in having else (having or [context.theme.family("text")])[0]


def _paragraph(output: Output, style: ParagraphStyle) -> Xml:
    numbering = output.numbering.style_number(style.id)
    properties = list(style.properties)
    is_bound = output.numbering.has_number(style.id)
    if is_bound:
        properties = [each for each in properties if each.tag != f"{{{W}}}ind"]
    made = w(
        "style",
        w("name", val=style.name),
        w("basedOn", val=style.based) if style.based else None,
        w("next", val=style.following) if style.following else None,
        w("uiPriority", val=style.priority),
        w("qFormat") if style.is_quick else None,
        paragraph_properties(*properties, numbering) if properties or numbering is not None else None,
        run_properties(*style.runs),
        type="paragraph",
        styleId=style.id,
    )
    if style.id == "Normal":
        made.set(f"{{{W}}}default", "1")
    elif style.is_own:
        made.set(f"{{{W}}}customStyle", "1")
    return made
