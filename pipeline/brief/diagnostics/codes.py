"""Every error and warning code: what it stands for and how it ends the command."""

from __future__ import annotations

from dataclasses import dataclass
from enum import IntEnum


class Exit(IntEnum):
    """How the command ends; the numbers are part of the outside and never change their meaning."""

    FINE = 0
    CONTENT = 1
    USAGE = 2
    ENVIRONMENT = 3
    INTERRUPTED = 130  # 4 is kept for a delivery that is not complete


@dataclass(frozen=True, slots=True)
class Code:
    """What a code stands for, wherever it occurs, and how a command that met it ends."""

    summary: str
    exit: Exit = Exit.CONTENT


# A code is never reused. Ranges: E1 reading a dossier (E15 prose, E18 its files), E2 audiences and selection,
# E3 templates and rendering, E4 the finished files, E5 the environment, E6 usage; W7 warnings about content.
CODES: dict[str, Code] = {
    "E101": Code("a file is not valid YAML"),
    "E102": Code("a key is written twice"),
    "E103": Code("a value is not one of those allowed"),
    "E104": Code("a key is not known"),
    "E105": Code("a required key is missing"),
    "E106": Code("a value has the wrong type or form"),
    "E107": Code("an identifier is used twice"),
    "E108": Code("a date is not a date"),
    "E109": Code("a YAML anchor, alias, tag or merge key is used"),
    "E110": Code("a likelihood is not a word of its scale, nor a range"),
    "E111": Code("a language tag is not known"),
    "E112": Code("an address is not allowed"),
    "E150": Code("front matter is missing or not closed"),
    "E151": Code("an attribute list is not well formed"),
    "E152": Code("an attribute is not known here"),
    "E153": Code("raw HTML is used"),
    "E154": Code("a fenced block is not closed"),
    "E155": Code("a footnote is missing, unused or defined twice"),
    "E156": Code("a reference or citation names something that does not exist"),
    "E157": Code("a variable is not known"),
    "E158": Code("an image has no alternative text"),
    "E159": Code("a heading level is skipped or reserved"),
    "E160": Code("a table is not regular"),
    "E161": Code("a link goes where links may not go"),
    "E162": Code("a construct is not part of the content format"),
    "E163": Code("content is nested too deeply"),
    "E180": Code("a dossier has no such file"),
    "E181": Code("a path leaves the dossier"),
    "E182": Code("a file is not UTF-8 text"),
    "E183": Code("a file is larger than allowed"),
    "E184": Code("a picture cannot be read"),
    "E185": Code("a data file is not well formed"),
    "E186": Code("a dossier is empty or has no dossier file"),
    "E187": Code("a character is not allowed in text"),
    "E188": Code("a file or folder has a name that a dossier does not know"),
    "E201": Code("an audience is not known"),
    "E202": Code("content has no audience"),
    "E203": Code("an inner audience is wider than its outer one"),
    "E204": Code("something shown refers to something withheld"),
    "E205": Code("a claim is wider than its source"),
    "E206": Code("a text has no wording for an audience that it is for"),
    "E207": Code("a handling mark is wider than the audience allows"),
    "E208": Code("a privilege mark lacks counsel, purpose or recipients"),
    "E209": Code("an audience's definition is not well formed"),
    "E210": Code("a dossier has nothing for an audience"),
    "E211": Code("two options are recommended to one audience"),
    "E301": Code("a template is not well formed"),
    "E302": Code("a template uses a name that does not exist"),
    "E303": Code("a template is missing"),
    "E304": Code("a template uses an element, attribute or class outside the vocabulary"),
    "E305": Code("a template took too long or made too much"),
    "E306": Code("a theme is not well formed"),
    "E307": Code("a template drops content that was selected"),
    "E308": Code("a template failed"),
    "E309": Code("a style sheet cannot be used"),
    "E310": Code("a link inside a page leads nowhere"),
    "E311": Code("a reference document cannot be used"),
    "E312": Code("a reference document lacks a style or a placeholder"),
    "E313": Code("a theme's colour cannot be read upon its ground"),
    "E401": Code("the PDF engine reported a fault"),
    "E402": Code("a character has no glyph in any font"),
    "E403": Code("a note is longer than a page"),
    "E404": Code("a note is not on the page of its call"),
    "E405": Code("withheld words are in a finished file"),
    "E406": Code("the words of two formats differ"),
    "E501": Code("Pango or one of its libraries cannot be loaded", Exit.ENVIRONMENT),
    "E502": Code("a file cannot be written", Exit.ENVIRONMENT),
    "E503": Code("a file cannot be read", Exit.ENVIRONMENT),
    "E504": Code("another build holds the output", Exit.ENVIRONMENT),
    "E505": Code("the PDF engine is of a version that was not checked", Exit.ENVIRONMENT),
    "E506": Code("a worker process died", Exit.ENVIRONMENT),
    "E601": Code("there is no dossier here", Exit.USAGE),
    "E602": Code("no dossier has that name", Exit.USAGE),
    "E603": Code("no audience has that name", Exit.USAGE),
    "E604": Code("no format has that name", Exit.USAGE),
    "E605": Code("nothing has that identifier", Exit.USAGE),
    "E606": Code("a setting is not well formed", Exit.USAGE),
    "W701": Code("likelihood and confidence stand in one sentence"),
    "W702": Code("a brief has more pages than its audience allows"),
    "W703": Code("a sentence is longer than its audience allows"),
    "W704": Code("a paragraph is longer than its audience allows"),
    "W705": Code("a brief has more abbreviations than its audience allows"),
    "W706": Code("an abbreviation is not spelled out at its first use"),
    "W707": Code("a brief is harder to read than its audience allows"),
    "W708": Code("headings go deeper than an audience allows"),
}
