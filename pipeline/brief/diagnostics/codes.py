"""Every error and warning code: what it means, and the exit status of a command that reports it."""

from __future__ import annotations

from dataclasses import dataclass
from enum import IntEnum


class Exit(IntEnum):
    """The exit status of a command; scripts rely on the numbers, so they never change."""

    FINE = 0
    CONTENT = 1
    USAGE = 2
    ENVIRONMENT = 3
    DELIVERY = 4
    INTERRUPTED = 130


@dataclass(frozen=True, slots=True)
class Code:
    """What a code means, and the exit status of a command that reports it."""

    summary: str
    exit: Exit = Exit.CONTENT


# A code is never reused. Ranges: E1 reading a dossier (E15 prose, E18 its files), E2 audiences and selection,
# E3 templates and rendering, E4 the finished files, E5 the environment, E6 usage, E8 releases, E9 mail;
# W7 warnings.
CODES: dict[str, Code] = {
    "E101": Code("a file is not valid YAML"),
    "E102": Code("a key appears twice"),
    "E103": Code("a value is not in the list of allowed values"),
    "E104": Code("a key is unknown"),
    "E105": Code("a required key is missing"),
    "E106": Code("a value has the wrong type or form"),
    "E107": Code("two items have the same identifier"),
    "E108": Code("a value is not a date"),
    "E109": Code("a YAML anchor, alias, tag or merge key is used"),
    "E110": Code("a likelihood is neither a word of its scale nor a range"),
    "E111": Code("a language tag is unknown"),
    "E112": Code("an address is not allowed"),
    "E150": Code("front matter is missing or not closed"),
    "E151": Code("an attribute list is not well formed"),
    "E152": Code("an attribute is unknown"),
    "E153": Code("raw HTML is used"),
    "E154": Code("a fenced block is not closed"),
    "E155": Code("a footnote is missing, unused or defined twice"),
    "E156": Code("a reference or citation names something that does not exist"),
    "E157": Code("a variable is unknown"),
    "E158": Code("an image has no alternative text"),
    "E159": Code("a heading skips a level or is too deep"),
    "E160": Code("a table is malformed"),
    "E161": Code("a link has a target that is not allowed"),
    "E162": Code("a construct is not part of the content format"),
    "E163": Code("content is nested too deeply"),
    "E180": Code("a file does not exist in the dossier"),
    "E181": Code("a path leads out of the dossier"),
    "E182": Code("a file is not UTF-8 text"),
    "E183": Code("a file is too large"),
    "E184": Code("a picture cannot be used"),
    "E185": Code("a data file is not well formed"),
    "E186": Code("a dossier is empty or has no dossier file"),
    "E187": Code("a character is not allowed in text"),
    "E188": Code("a dossier has a file or folder of an unknown name"),
    "E201": Code("an audience is unknown"),
    "E202": Code("content has no audience"),
    "E203": Code("an inner audience is wider than its outer one"),
    "E204": Code("something shown refers to something withheld"),
    "E205": Code("a claim is wider than its source"),
    "E206": Code("a text has no wording for an audience that it is for"),
    "E207": Code("a handling mark allows more readers than the audience's own"),
    "E208": Code("a privilege mark lacks counsel, purpose or recipients"),
    "E209": Code("an audience's definition is not well formed"),
    "E210": Code("a dossier has no content for an audience"),
    "E211": Code("two options are recommended to the same audience"),
    "E212": Code("two fields of an item contradict each other"),
    "E301": Code("a template is not well formed"),
    "E302": Code("a template uses a name that does not exist"),
    "E303": Code("a template or theme is missing"),
    "E304": Code("a template uses an element, attribute or class outside the vocabulary"),
    "E305": Code("a template does something that is not allowed, or too much"),
    "E306": Code("a theme is not well formed"),
    "E307": Code("no part of a brief shows content that was selected"),
    "E308": Code("a template failed"),
    "E309": Code("a style sheet cannot be used"),
    "E310": Code("a link inside a page is broken"),
    "E311": Code("a reference document cannot be used"),
    "E312": Code("a reference document lacks a style or a placeholder"),
    "E313": Code("a theme's colour cannot be read on its background"),
    "E314": Code("a page states a claim without its status"),
    "E401": Code("the PDF engine reports a problem"),
    "E402": Code("no font has a glyph for a character"),
    "E403": Code("a note is longer than a page"),
    "E404": Code("a note is missing in the PDF, or on another page than its call"),
    "E405": Code("withheld words are in a finished file"),
    "E406": Code("a file does not contain what its page does"),
    "E407": Code("a finished file cannot be read back"),
    "E408": Code("a brief is not what its audience may see of the dossier"),
    "E409": Code("files made before were not all checked"),
    "E410": Code("text in a finished file cannot be seen"),
    "E411": Code("a finished file has something in it that no writer makes"),
    "E412": Code("a handling mark is missing, hidden or wrong"),
    "E501": Code("Pango or one of its libraries cannot be loaded", Exit.ENVIRONMENT),
    "E502": Code("a file cannot be written", Exit.ENVIRONMENT),
    "E503": Code("a file cannot be read", Exit.ENVIRONMENT),
    "E504": Code("another build is using the output folder", Exit.ENVIRONMENT),
    "E505": Code("WeasyPrint is of a version that was not tested", Exit.ENVIRONMENT),
    "E506": Code("a worker process died", Exit.ENVIRONMENT),
    "E507": Code("a file to be replaced is not what a build wrote"),
    "E508": Code("an optional part of the program is not installed", Exit.ENVIRONMENT),
    "E601": Code("there is no dossier", Exit.USAGE),
    "E602": Code("no dossier has the name", Exit.USAGE),
    "E603": Code("no audience has the name", Exit.USAGE),
    "E604": Code("no format has the name", Exit.USAGE),
    "E605": Code("no item has the identifier", Exit.USAGE),
    "E606": Code("a setting is not well formed", Exit.USAGE),
    "E607": Code("no font of this machine has the name", Exit.USAGE),
    "E608": Code("a font of this machine cannot be used", Exit.USAGE),
    "E609": Code("no audience requires an approval in the role", Exit.USAGE),
    "E610": Code("no release has the name", Exit.USAGE),
    "E801": Code("a version cannot be released"),
    "E802": Code("a brief is not approved"),
    "E803": Code("a file of a release says too little or too much"),
    "E804": Code("something cannot be read as a release"),
    "E805": Code("a release is not what it says it is"),
    "E806": Code("a signature is missing or wrong, or cannot be made"),
    "E901": Code("a list of recipients is not well formed"),
    "E902": Code("a mail address or an entry of an allow-list is not well formed"),
    "E903": Code("somebody may not get a brief"),
    "E904": Code("a message cannot be sent as it is"),
    "E905": Code("the journal of deliveries cannot be used", Exit.ENVIRONMENT),
    "E906": Code("messages cannot leave this way", Exit.ENVIRONMENT),
    "E907": Code("something is not a release that can be sent"),
    "E908": Code("not everybody got a message", Exit.DELIVERY),
    "W701": Code("a sentence states both likelihood and confidence"),
    "W702": Code("a brief has more pages than its audience allows"),
    "W703": Code("a sentence is longer than its audience allows"),
    "W704": Code("a paragraph is longer than its audience allows"),
    "W705": Code("a brief has more abbreviations than its audience allows"),
    "W706": Code("an abbreviation is not spelled out at its first use"),
    "W707": Code("a brief is harder to read than its audience allows"),
    "W708": Code("headings are deeper than an audience allows"),
    "W709": Code("a heading is hidden from an audience without what is under it"),
    "W710": Code("an audience does not say how its briefs are handled"),
    "W711": Code("versions for an audience leave some out"),
}
