"""What one value of a YAML file may be: functions that return the value, or raise a fault with its place."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from datetime import date
from typing import Any

from pydantic_core import PydanticCustomError

from brief.diagnostics.problems import Place
from brief.diagnostics.suggestions import choices, did_you_mean
from brief.load.records.dates import is_partial_date, parse_day
from brief.load.yaml.values import Meaning, Scalar, Style, YamlMapping, YamlSequence, YamlValue, kind_name
from brief.locale.language import language_from_tag
from brief.locale.tags import language_hint, language_tag
from brief.model import Language
from brief.page.link_targets import is_web_address

_CURLY = re.compile("[\u201c\u201d\u201e\u2018\u2019\u201a\u00ab\u00bb].*[\u201c\u201d\u2018\u2019\u00ab\u00bb]")


def fault(rule: str, text: str, place: Place, hint: str = "", label: str = "") -> PydanticCustomError:
    """Return the exception that carries a problem through pydantic to `validation_errors`."""
    context: dict[str, Any] = {"text": text, "place": place, "hint": hint, "label": label}
    return PydanticCustomError("fault", "{rule}: {text}", {"rule": rule, **context})


def text_scalar(value: YamlValue) -> Scalar:
    """Return a scalar that is text or a number; its text is what is written."""
    if not isinstance(value, Scalar):
        hint = "write one text; put it in quotes if it begins with a bracket or a brace, or has `: ` in it"
        raise fault("E106/text-expected", f"expected a text, found {kind_name(value)}", value.place, hint)
    if value.meaning is Meaning.NULL or not value.text.strip():
        raise fault("E106/empty-value", "this key has no value", value.place, "write a value, or remove the key")
    if value.meaning is Meaning.TRUTH:
        hint = "put it in quotes if it is meant as a word"
        raise fault("E106/boolean-for-text", f"expected a text, found the boolean `{value}`", value.place, hint)
    return value


def line(value: YamlValue) -> str:
    """Return a text that is printed on one line."""
    words = text_scalar(value)
    text = words.text.strip()
    if "\n" in text:
        raise fault("E106/line-break", "this text must be on one line", words.place, "remove the line breaks")
    if words.style is Style.PLAIN and _CURLY.fullmatch(text):
        hint = 'use straight quotation marks, or put `"` around the value if they are meant'
        raise fault("E106/curly-quotes", "curly quotation marks around a value are printed", words.place, hint)
    return text


def as_list(value: Any) -> Any:
    """Return a list; a single scalar is a list of one."""
    if isinstance(value, Scalar):
        sequence = YamlSequence(value.place)
        sequence.append(text_scalar(value))
        return sequence
    return value


def boolean(value: YamlValue) -> bool:
    """Return `true` or `false`."""
    if isinstance(value, Scalar) and value.meaning is Meaning.TRUTH:
        return value.text.lower() == "true"
    shown = f"`{value}`" if isinstance(value, Scalar) else kind_name(value)
    raise fault(
        "E106/boolean-expected", f"expected `true` or `false`, found {shown}", value.place, "write `true` or `false`"
    )


def positive_number(value: YamlValue) -> float:
    """Return a number above zero."""
    if isinstance(value, Scalar) and value.meaning in (Meaning.WHOLE, Meaning.NUMBER) and len(value.text) <= 20:
        text = value.text
        number = (
            float(int(text, 0))
            if text[:2] in ("0o", "0x")
            else float(text.replace(".inf", "inf").replace(".nan", "nan"))
        )
        if 0 < number < float("inf"):
            return number
    shown = f"`{value}`" if isinstance(value, Scalar) else kind_name(value)
    text = f"expected a number above zero, found {shown}"
    raise fault("E106/positive-number-expected", text, value.place, "write a number such as 2 or 12.5")


def one_of_names(names: Iterable[str], what: str) -> Callable[[YamlValue], str]:
    """Return a validator for one of a closed list of names; it returns the name, or the member of an enumeration."""
    known = {str(name): name for name in names}

    def one_name(value: YamlValue) -> str:
        word = text_scalar(value)
        if word.text not in known:
            label = f"use {choices(known)}" if len(known) <= 8 else ""
            hint = did_you_mean(word.text.removeprefix("TLP:"), known)
            if not hint:
                hint = f"use {choices(known)}"
            raise fault(
                "E103/unknown-value", f"`{word}` is not {what}", word.place, "" if hint == label else hint, label
            )
        return known[word.text]

    return one_name


def whole_day(value: YamlValue) -> date:
    """Return a calendar date that is written as year, month and day."""
    word = text_scalar(value)
    found = parse_day(word.text)
    if found is None:
        raise fault("E108/not-a-day", f"`{word}` is not a calendar date", word.place, "write a date such as 2026-11-23")
    return found


def partial_date(value: YamlValue) -> str:
    """Return a date of EDTF level 0 as it is written."""
    word = text_scalar(value)
    if not is_partial_date(word.text):
        hint = "write 2026, 2026-11 or 2026-11-23; omit the key if the date is unknown"
        raise fault("E108/not-a-date", f"`{word}` is not a date", word.place, hint)
    return word.text


def language(value: YamlValue) -> Language:
    """Return the language of a BCP 47 tag."""
    word = text_scalar(value)
    tag = language_tag(word.text)
    if tag is None:
        raise fault("E111/unknown-language", f"`{word}` is not a language tag", word.place, language_hint(word.text))
    return language_from_tag(tag)


def labels(value: YamlValue) -> dict[str, str]:
    """Return lines by language tag; one line for every language is under an empty tag."""
    if not isinstance(value, YamlMapping):
        return {"": line(value)}
    if not value:
        raise fault(
            "E106/empty-value",
            "this label is empty",
            value.place,
            "write one label, or `TAG: label` for each language",
        )
    found: dict[str, str] = {}
    for name, label in value.items():
        tag = language_tag(name)
        if tag is None:
            place = value.keys_at.get(name, value.place)
            raise fault("E111/unknown-language", f"`{name}` is not a language tag", place, language_hint(name))
        found[tag] = line(label)
    return found


def web_address(value: YamlValue) -> str:
    """Return an address that a brief may link to: http or https, with a host and without a user."""
    word = text_scalar(value)
    if not is_web_address(word.text):
        hint = "write an address that begins with `https://` or `http://`, without spaces and user name"
        raise fault("E112/address-not-allowed", f"`{word}` is not an allowed web address", word.place, hint)
    return word.text


def as_mapping(value: Any) -> YamlMapping:
    """Return a mapping."""
    if not isinstance(value, YamlMapping):
        raise fault(
            "E106/mapping-expected",
            f"expected a mapping, found {kind_name(value)}",
            value.place,
            _colon_hint(value),
        )
    return value


def _colon_hint(value: YamlValue) -> str:
    is_keyed = isinstance(value, Scalar) and re.match(r"\w+:\S", value.text)
    return "put a space after each colon" if is_keyed else "write a key, a colon and a space before each value"
