"""The project's own terms as frozen values, which do no more than answer questions about themselves.

| module | what is in it |
|---|---|
| `text` | prose as a tree of nodes, and text fields with their wordings |
| `language` | a language: its tag and the conventions that are data |
| `text_forms` | plain text of a known form: dates, addresses, closed lists of words |
| `estimate` | likelihood and confidence, and the scales of likelihood |
| `dossier` | everything known on a subject: claims, sources, sections and the rest of the record |
| `audience` | a kind of reader: parts, numbering, limits |
| `recipient` | one reader who is to get a brief |
| `approval` | one approval of what an audience sees |
| `brief` | what one audience may see, and what was withheld |
| `fields` | the text fields of an item, found by their types |
| `variables` | the variables that prose may use |
"""

from brief.model.approval import Approval
from brief.model.audience import Audience, Citations, Numbering
from brief.model.brief import Brief, Selection, Withheld
from brief.model.dossier import (
    Claim,
    Decision,
    Dossier,
    Event,
    Handling,
    Item,
    Memo,
    Nature,
    Option,
    Picture,
    Privilege,
    Recommendation,
    Record,
    Reference,
    Section,
    Source,
    Status,
    StatusGroup,
    Step,
    Term,
    Tlp,
)
from brief.model.estimate import SCALES, Confidence, Level, Likelihood
from brief.model.language import ENGLISH, Language
from brief.model.text import BLOCKS, NOWHERE, Kind, Node, Prose, Text, plain_text
from brief.model.text_forms import ROLES

__all__ = [
    "BLOCKS", "ENGLISH", "NOWHERE", "ROLES", "SCALES",
    "Approval",
    "Audience", "Brief", "Citations", "Claim", "Confidence", "Decision", "Dossier", "Event", "Handling", "Item",
    "Kind", "Language", "Level", "Likelihood", "Memo", "Nature", "Node", "Numbering", "Option", "Picture", "Privilege",
    "Prose", "Recommendation", "Record", "Reference", "Section", "Selection", "Source", "Status", "StatusGroup", "Step",
    "Term", "Text", "Tlp", "Withheld", "plain_text",
]  # fmt: skip
