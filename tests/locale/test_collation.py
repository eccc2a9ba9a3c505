"""Words in the order of the alphabet, by language."""

from __future__ import annotations

import random

import pytest

from brief.locale.collation import TAILORINGS, collated

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
        assert sorted(mixed, key=lambda word: collated(word, language)) == words


def test_points_and_lengthening_do_not_part_words_that_are_otherwise_equal() -> None:
    assert collated("שָׁלוֹם", "he")[0] == collated("שלום", "he")[0]
    assert collated("بـــاب", "ar")[0] == collated("باب", "ar")[0]


def test_punctuation_decides_last() -> None:
    assert sorted(["co-op", "coop", "coopt"], key=lambda word: collated(word, "en")) == ["coop", "co-op", "coopt"]
    assert collated("o'brien", "en") != collated("obrien", "en")


def test_no_tailoring_names_a_letter_twice() -> None:
    for language, rows in TAILORINGS.items():
        letters = [letter for row in rows.values() for equals in row.split(" ") for letter in equals.split("=")]
        assert len(letters) == len(set(letters)), language
