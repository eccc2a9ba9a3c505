"""Settings of the document: how Word lays it out, without anything that it would ask about (ECMA-376 17.15)."""

from __future__ import annotations

from brief.locale.language import language_from_tag
from brief.ooxml.xml import W, Xml, root, w
from brief.writers.docx.document import Output
from brief.writers.docx.headers_footers import sheet_kinds
from brief.writers.docx.runs import language_property

_COMPATIBLE = 15  # with Word 2013 and later
_OFFICE = "http://schemas.microsoft.com/office/word"


def settings_part(output: Output, *, has_fonts: bool) -> Xml:
    """Return the part `settings`."""
    notes = [
        w(f"{kind}Pr", w("numFmt", val="decimal"), *(w(kind, id=identifier) for identifier in (-1, 0)))
        for kind, is_there in (("footnote", output.footnotes), ("endnote", output.context.endnotes))
        if is_there
    ]
    tag = language_property(output.context.language)
    for name in ("val", "eastAsia", "bidi"):
        if tag.get(f"{{{W}}}{name}") is None:
            others = {"val": "en-GB", "eastAsia": output.context.theme.east_asian_language, "bidi": "ar-SA"}
            tag.set(f"{{{W}}}{name}", others[name])
    tag.tag = f"{{{W}}}themeFontLang"
    decimal = language_from_tag(output.context.language or "en").decimal_mark
    switches = [
        w("zoom", percent=100),
        w("embedTrueTypeFonts") if has_fonts else None,
        w("defaultTabStop", val=567),
        w("autoHyphenation"),
        w("consecutiveHyphenLimit", val=3),
        w("doNotHyphenateCaps"),
        w("evenAndOddHeaders") if "even" in sheet_kinds(output.context) else None,
        w("characterSpacingControl", val="doNotCompress"),
        *notes,
        w("compat", *(w("compatSetting", name=name, uri=_OFFICE, val=value) for name, value in _COMPAT)),
        tag,
        w("decimalSymbol", val=decimal),
        w("listSeparator", val=";" if decimal == "," else ","),
    ]
    return root("settings", *(each for each in switches if each is not None))


_COMPAT = (
    ("compatibilityMode", _COMPATIBLE),
    ("overrideTableStyleFontSizeAndJustification", 1),
    ("enableOpenTypeFeatures", 1),
    ("doNotFlipMirrorIndents", 1),
    ("differentiateMultirowTableHeaders", 1),
)
