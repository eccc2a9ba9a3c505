"""The words of the project as frozen values; no behaviour beyond reading themselves."""

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
    Step,
    Term,
    Tlp,
)
from brief.model.estimate import SCALES, Confidence, Level, Likelihood
from brief.model.text import BLOCKS, NOWHERE, Kind, Node, Prose, Text, words
from brief.model.text_forms import ROLES

__all__ = [
    "BLOCKS", "NOWHERE", "ROLES", "SCALES",
    "Audience", "Brief", "Citations", "Claim", "Confidence", "Decision", "Dossier", "Event", "Handling", "Item",
    "Kind", "Level", "Likelihood", "Memo", "Nature", "Node", "Numbering", "Option", "Picture", "Privilege", "Prose",
    "Recommendation", "Record", "Reference", "Section", "Selection", "Source", "Status", "Step", "Term", "Text",
    "Tlp", "Withheld", "words",
]  # fmt: skip
