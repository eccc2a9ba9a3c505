"""Alphabetical order by language."""

from __future__ import annotations

import random

import pytest

from brief.locale.collation import TAILORINGS, collation_key
from brief.locale.language import language_from_tag
from brief.model import ENGLISH

ORDERS = {
    "en": ["2 quays", "a b", "ab", "Ab", "Ælfric", "Aft", "d", "ð", "e", "Zebu", "þ", "Ωmega"],
    "de": ["Ärger", "Arm", "Masse", "Maße", "Massen", "Öl", "Ort", "über", "Zahn"],
    "de-CH": ["Ärger", "Arm", "Zahn"],
    "fr": ["cote", "coté", "côte", "côté", "œuf", "ouvert"],
    "es": ["nudo", "nzumbe", "ñandú", "oasis"],
    "sv": ["Anka", "Zebra", "Ål", "Ärta", "Öken"],
    "da": ["Anker", "Zebra", "Ære", "Øl", "Aabenraa", "Århus"],
    "nb": ["Zebra", "Æsj", "Øy", "Å"],
    "pl": ["lato", "łata", "mapa", "zebra", "źle", "żaba"],
    "cs": ["cena", "čas", "hora", "chata", "iva", "zima", "žena"],
    "he": ["אבן", "בית", "מים", "ממון", "תורה", "Quay"],
    "ar": ["أرض", "باب", "تاج", "مَكتب", "مكتبة", "يد", "Quay"],
}


@pytest.mark.parametrize("language", ORDERS)
def test_words_are_in_the_order_of_their_language(language) -> None:
    words = ORDERS[language]
    for seed in range(5):
        mixed = random.Random(seed).sample(words, len(words))
        assert sorted(mixed, key=lambda word: collation_key(word, language_from_tag(language))) == words


def test_vowel_points_and_lengthening_do_not_separate_words_that_are_otherwise_equal() -> None:
    assert collation_key("שָׁלוֹם", language_from_tag("he"))[0] == collation_key("שלום", language_from_tag("he"))[0]
    assert collation_key("بـــاب", language_from_tag("ar"))[0] == collation_key("باب", language_from_tag("ar"))[0]


def test_punctuation_is_compared_last() -> None:
    assert sorted(["co-op", "coop", "coopt"], key=lambda word: collation_key(word, ENGLISH)) == [
        "coop",
        "co-op",
        "coopt",
    ]
    assert collation_key("o'brien", ENGLISH) != collation_key("obrien", ENGLISH)


def test_no_tailoring_names_a_letter_twice() -> None:
    for language, rows in TAILORINGS.items():
        letters = [letter for row in rows.values() for equals in row.split(" ") for letter in equals.split("=")]
        assert len(letters) == len(set(letters)), language
