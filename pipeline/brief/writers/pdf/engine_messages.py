"""What each message means that WeasyPrint 70 can log: a test compares this list with its source.

Users are told what is wrong in their own files, not what the engine calls it. What their files cannot cause, because
the content format, the vocabulary or a check excludes it, is a fault of this program.
"""

from __future__ import annotations

from collections.abc import Mapping
from enum import Enum, auto
from types import MappingProxyType


class Cause(Enum):
    """What a message is about."""

    HARMLESS = auto()  # nothing that can be seen in the file
    GLYPH = auto()  # a character that no font has
    STYLE = auto()  # a rule of a style sheet; the message may end with its line and column
    PICTURE = auto()  # a picture that is not drawn, or only in part
    FONT = auto()  # a font that cannot be put into the file
    PROGRAM = auto()  # a fault of this program


_BY_CAUSE: Mapping[Cause, tuple[str, ...]] = MappingProxyType(
    {
        Cause.HARMLESS: (
            # fontTools reduces a font that HarfBuzz cannot; where that fails too, there is a message of its own.
            'Unable to subset "%s" with HarfBuzz',
            (
                'Using fontTools instead of HarfBuzz-Subset for font "%s". This will be unsupported in future versions '
                "of WeasyPrint. Please install HarfBuzz-Subset >= 4.1.0 with your package manager."
            ),
            "Error when closing stream for %s:\n%s",  # after it was read
        ),
        Cause.GLYPH: ('.notdef glyph rendered for Unicode string unsupported by fonts: "%s" (U+%04X)',),
        Cause.STYLE: (
            "Parse error at %d:%d: %s",
            "Unknown empty rule %s at %d:%d",
            "Invalid math function at %d:%d: %s",
            "@import rule %r not at the beginning of the the whole rule was ignored at %d:%d.",
            "Invalid media type %r the whole @import rule was ignored at %d:%d.",
            "Invalid @import rule %r, the whole rule was ignored at %d:%d.",
            "Invalid media type %r the whole @media rule was ignored at %d:%d.",
            "Invalid layer name %r the whole @import rule was ignored at %d:%d.",
            "Failed to load stylesheet at %s : %s",
            "Unsupported @page selector %r, the whole @page rule was ignored at %d:%d.",
            "Unknown @page rule %s at %d:%d",
            "Empty @page rule %s at %d:%d",
            "Invalid prelude %r for @page rule %s at %d:%d",
            "Missing %s descriptor in '@font-face' rule at %d:%d",
            "Invalid color profile name %r, the whole @color-profile rule was ignored at %d:%d.",
            "No source for profile named %r, the whole @color-profile rule was ignored at %d:%d.",
            "Unknown descriptor %r for profile named %r at %d:%d.",
            "Invalid profile file for profile named %r, the whole @color-profile rule was ignored at %d:%d.",
            "Invalid counter style name %r, the whole @counter-style rule was ignored at %d:%d.",
            "In counter style %r at %d:%d, counter style %r needs at least one symbol",
            "In counter style %r at %d:%d, counter style %r needs at least two symbols",
            'In counter style %r at %d:%d, counter style "additive" needs at least two additive symbols',
            "Unsupported @layer selector %r, the whole @layer rule was ignored at %d:%d.",
            "@layer rule with multiple layer names, the whole @layer rule was ignored at %d:%d.",
            "Unknown rule %s at %d:%d",
            "Unable to compute content: %s",
            "Expected a media type, got %r",
            "Ignored `%s: %s` at %d:%d, %s.",
            "Ignored `%s:%s` at %d:%d, %s.",
            "Error: %s at %d:%d.",
            "Deprecated `%s:%s` at %d:%d, prefixes on unstable attributes are deprecated, use %r instead.",
            "Ignored `%s:%s` at %d:%d, prefix on this attribute is not supported, use %r instead.",
            "%s unit resolved before first page layout",
            "Only strings are allowed for content attr() functions, not %s",
            '"string(%s)" is only allowed in page margins',
            '"element(%s)" is only allowed in page margins',
            "Content discarded: target points to undefined anchor %r",
            "Subgrids are unsupported",
            "Inline grids are not supported",
            '"auto-fit" and "auto-fill" are unsupported in repeat()',
            "Baseline alignment is not supported for grid layout",
            "Unsupported color space %s, use sRGB instead",
        ),
        Cause.PICTURE: (
            "Failed to load image at %r: %s",
            "Failed to render SVG image %s",
            "Unknown image mode: %s",
            "Failed to apply CSS rule in SVG rule: %s",
        ),
        Cause.FONT: (
            'Unable to subset "%s" with fontTools',
            'Unable to instantiate "%s" variable font',
            'Unable to save emoji font "%s"',
            'Too many glyphs missing from "%s", expect text selection problems',
            "Please install HarfBuzz version 13+ with harfbuzz-vector to display %s COLR emoji fonts.",
            'Unknown bitmap metrics in "%s" for glyph: %s',
            'Unknown subglyph in "%s": %s',
            'Unsupported subglyph in subglyph in "%s": %s',
            'Unsupported bitmap glyph format in "%s": %s',
            "Font-face %r cannot be loaded",
        ),
        Cause.PROGRAM: (
            "Unknown rendering option: %s.",
            "Unknown PDF option: %s.",
            "Failed to load stylesheet at %s: %s",  # a page has no `<link>`
            "Anchor defined twice: %r",  # E304
            "No anchor #%s for internal URI reference",  # E310
            'Invalid date in <meta name="%s"> %r',
            "Invalid {attr_name} date: {string!r}",
            "Failed to load inline SVG: %s",
            'Missing href in <link rel="attachment">',
            "Failed to load attachment: %s",
            "This row has more columns than the table, ignored %d cells",
            'Missing required "lang" attribute at the root of the document',
            'Image "%s" has no required alt description',
            "Relative URI reference without a base URI: %s",
            "Malformed URL: %s",
            "Malformed base URL: %s",
            "Unsupported stylesheet type %s for %s",
        ),
    }
)
CAUSES: Mapping[str, Cause] = MappingProxyType(
    {message: cause for cause, messages in _BY_CAUSE.items() for message in messages}
)
