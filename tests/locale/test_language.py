"""A language is made from its tag, with the conventions of the closest locale that CLDR knows."""

from __future__ import annotations

import datetime as dt
import pickle

import pytest

from brief.locale.language import language_from_tag
from brief.locale.patterns import date_in_words
from brief.locale.quotation_marks import QUOTATION_MARKS
from brief.locale.tags import language_tag
from brief.model.language import ENGLISH


def test_english_is_written_down_as_cldr_has_it() -> None:
    assert language_from_tag("en") == ENGLISH


@pytest.mark.parametrize(
    ("tag", "locale"),
    [
        ("en-GB", "en_GB"),
        ("de-CH", "de_CH"),
        ("de-CH-1996", "de_CH"),
        ("de-US", "de"),  # CLDR has no German of the United States
        ("sl-rozaj-biske", "sl"),  # two variants
        ("zh-Hant-TW", "zh_Hant_TW"),
        ("tlh", "en"),  # CLDR has nothing but the name
    ],
)
def test_a_language_uses_the_locale_of_the_longest_beginning_of_its_tag(tag: str, locale: str) -> None:
    assert language_tag(tag) == tag
    language = language_from_tag(tag)
    assert (language.tag, str(language), language.locale) == (tag, tag, locale)
    assert date_in_words(dt.date(2026, 11, 23), language) == date_in_words(
        dt.date(2026, 11, 23), language_from_tag(locale.replace("_", "-"))
    )


@pytest.mark.parametrize("tag", ["ar", "ckb", "dv", "fa", "he", "iw", "pa-Arab", "ps", "sd", "ug", "ur-IN", "yi"])
def test_languages_in_arabic_hebrew_and_thaana_script_are_written_from_right_to_left(tag: str) -> None:
    assert language_from_tag(tag).direction == "rtl"


@pytest.mark.parametrize("tag", ["en", "de-CH", "pa", "sd-Deva", "zh-Hant", "tlh"])
def test_other_languages_are_written_from_left_to_right(tag: str) -> None:
    assert language_from_tag(tag).direction == "ltr"


def test_the_decimal_mark_is_that_of_the_locale() -> None:
    assert [language_from_tag(tag).decimal_mark for tag in ("en", "de", "de-CH", "fr", "he")] == [
        ".",
        ",",
        ".",
        ",",
        ".",
    ]


def test_quotation_marks_are_those_of_the_longest_beginning_of_the_tag_that_has_some() -> None:
    assert language_from_tag("de-CH-1996").quotation_marks == QUOTATION_MARKS["de-CH"]
    assert language_from_tag("de-AT").quotation_marks == QUOTATION_MARKS["de"]
    assert language_from_tag("cy").quotation_marks == ENGLISH.quotation_marks


def test_every_tag_that_has_quotation_marks_is_a_known_language() -> None:
    assert QUOTATION_MARKS
    assert [tag for tag in QUOTATION_MARKS if language_tag(tag) != tag] == []


def test_tags_to_look_something_up_by_go_from_the_closest_to_the_shortest() -> None:
    language = language_from_tag("de-CH-1996")
    assert (language.fallbacks, language.primary) == (("de-CH-1996", "de-CH", "de"), "de")


def test_a_language_can_be_sent_to_another_process() -> None:
    assert pickle.loads(pickle.dumps(language_from_tag("he"))) == language_from_tag("he")
