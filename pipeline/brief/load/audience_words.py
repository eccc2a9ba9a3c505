"""Words that people write where a mark or the column `audience` is meant, as `look_alikes.plain` returns them."""

from __future__ import annotations

from functools import lru_cache
from typing import Final

from brief.load.look_alikes import is_near, plain

AUDIENCE: Final = "audience"
# Words that are as close to `audience` as a slip, and mean something else: Spanish and Portuguese courts, a mood.
_OTHERS: Final = frozenset({"ambience", "audiencia", "audiencias", "audienz", "audient"})

# What columns that say who may read a row are called, in the languages that have a catalogue. They may be called so for
# another reason: `Option, For, Against`.
COLUMNS: Final = frozenset(map(plain, (
    "access", "accessible to", "addressee", "addressees", "audience list", "confidential to", "distribution", "for",
    "for whom", "intended for", "limited to", "only for", "reader", "readers", "recipient", "recipients",
    "restricted to", "seen by", "shown to", "target audience", "to", "viewer", "viewers", "visibility", "visible for",
    "visible to", "who", "who may read", "who may see", "who sees",
    "adressat", "adressaten", "empfanger", "fur", "fur wen", "leser", "lesergruppe", "leserkreis", "nur fur",
    "publikum", "sichtbar fur", "sichtbarkeit", "zielgruppe", "zielgruppen", "zugriff",
    "acces", "destinataire", "destinataires", "lecteur", "lecteurs", "lectorat", "pour", "pour qui", "public",
    "publics", "reserve a", "visible par", "visible pour", "visibilite",
    "acceso", "audiencia", "audiencias", "destinatario", "destinatarios", "lector", "lectores", "para", "para quien",
    "publico", "solo para", "visible para", "visibilidad",
    "גלוי ל", "נמענים", "עבור", "קהל", "קהל יעד", "קוראים",
    "الجمهور", "القراء", "جمهور", "قراء", "لمن", "مرئي ل", "مستلمون",
)))  # fmt: skip

# Words that may stand beside names of audiences in what is meant as a mark: `{only for legal}`.
GLUE: Final = frozenset({
    "all", "also", "and", "but", "everyone", "except", "for", "hidden", "hide", "if", "is", "me", "mark", "no", "not",
    "only", "or", "reader", "readers", "show", "shown", "to", "true", "visible", "who", "yes",
    "alle", "auch", "fur", "leser", "nicht", "nur", "oder", "sichtbar", "und",
    "et", "lecteurs", "ou", "pas", "pour", "que", "reserve", "seulement", "tous",
    "lectores", "o", "para", "solo", "todos", "y",
})  # fmt: skip


@lru_cache(maxsize=4096)
def is_mark_word(word: str) -> bool:
    """Return whether a word is `audience`, or at most two slips away from it."""
    return word not in _OTHERS and (is_near(word, AUDIENCE, 2) or is_near(word, f"{AUDIENCE}s", 1))
