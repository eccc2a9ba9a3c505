"""The fixed words of every shipped language."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path

import pytest

from brief.load import load_audiences
from brief.locale.language import language_from_tag
from brief.model import ENGLISH, Audience
from brief.render.catalogue import read_catalogue

SHIPPED = Path(__file__).parents[2] / "templates"
WORDS = SHIPPED / "base" / "words"
FULL = ("ar", "de", "es", "fr", "he")
REGIONS = ("de-CH",)
# What a language writes as English does, name by name. A word that is left in English by mistake is not here.
SAME = {
    "ar": {"colon"},
    "de": {"colon", "comma", "option", "semicolon"},
    "es": {"colon", "comma", "credibility_5", "semicolon"},
    "fr": {
        "comma", "credibility_5", "date", "discussion", "mail_pages", "figure", "figures",
        "notes", "option", "options", "page", "page_short", "section", "source",
        "source_article", "source_document", "sources", "version",
    },
    "he": {"colon", "comma", "quote_close", "semicolon"},
}  # fmt: skip


def catalogue(tag: str) -> dict[str, str]:
    return tomllib.loads((WORDS / f"{tag}.toml").read_text(encoding="utf-8"))


def test_every_shipped_catalogue_is_tested() -> None:
    assert {path.stem for path in WORDS.iterdir()} == {"en", *FULL, *REGIONS}


@pytest.mark.parametrize("tag", FULL)
def test_every_catalogue_has_the_english_names_in_their_order_and_a_word_for_each(tag) -> None:
    english, own = catalogue("en"), catalogue(tag)
    assert list(own) == list(english)
    assert [name for name, word in own.items() if word != word.strip(" \n\t") or not word.strip()] == []


@pytest.mark.parametrize("tag", FULL)
def test_no_word_is_left_in_english_unless_it_is_the_same(tag) -> None:
    english, own = catalogue("en"), catalogue(tag)
    assert {name for name in own if own[name] == english[name]} == SAME[tag]


@pytest.mark.parametrize("tag", REGIONS)
def test_the_catalogue_of_a_region_has_only_what_differs(tag) -> None:
    main, own = catalogue(tag.partition("-")[0]), catalogue(tag)
    assert own
    assert [name for name, word in own.items() if name not in main or main[name] == word] == []


@pytest.mark.parametrize("tag", ["en", *FULL, *REGIONS])
def test_apostrophes_and_quotation_marks_are_typographic(tag) -> None:
    assert [word for word in catalogue(tag).values() if re.search("[\"']|\\.\\.\\.| -", word)] == []


def test_french_has_a_narrow_no_break_space_before_two_part_marks_and_inside_guillemets() -> None:
    loose = [
        word
        for word in catalogue("fr").values()
        if re.search(r"(?<!\u202f)[:;!?»%]|«(?!\u202f)|[ \u00a0][:;!?»]", word)
    ]
    assert loose == []


def test_swiss_german_overrides_german_and_has_no_sharp_s() -> None:
    words = read_catalogue([SHIPPED / "base"], language_from_tag("de-CH"))
    assert (words["quote_open"], words["notes"], words["page"]) == ("«", "Fussnoten", "Seite")
    assert [word for word in words.values() if "ß" in word] == []


def test_a_language_without_a_catalogue_has_the_english_words() -> None:
    assert read_catalogue([SHIPPED / "base"], language_from_tag("sv")) == read_catalogue([SHIPPED / "base"], ENGLISH)


def test_every_shipped_audience_has_a_label_in_every_language_that_ships() -> None:
    audiences = load_audiences([SHIPPED])
    assert len(audiences) == 3
    for audience in audiences.values():
        assert set(audience.labels) == {"en", *FULL}
        assert len(set(audience.labels.values())) == len(audience.labels)


def test_the_label_of_an_audience_is_that_of_the_closest_tag_or_its_default() -> None:
    audience = Audience("board", "Board brief", ("facts",), labels={"de": "Vorlage", "de-AT": "Vortrag"})
    assert audience.in_language(language_from_tag("de-CH")).label == "Vorlage"
    assert audience.in_language(language_from_tag("de-AT")).label == "Vortrag"
    assert audience.in_language(language_from_tag("fr")).label == "Board brief"
