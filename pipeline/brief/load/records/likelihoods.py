"""Likelihood as it may be written: a word of a named scale, or a range in percent."""

from __future__ import annotations

import re
from typing import Any

from brief.diagnostics.suggestions import did_you_mean
from brief.load.records.validators import fault, text_scalar
from brief.load.yaml.values import Scalar, YamlMapping, YamlSequence, YamlValue
from brief.model import SCALES, Likelihood

_RANGE = re.compile(r"(\d{1,3})\s*%?\s*[-–]\s*(\d{1,3})\s*%?", re.ASCII)
_PERCENTAGE = re.compile(r"\d{1,3}", re.ASCII)
_DEFAULT = ("icd-203", "icd-203-b")  # they share no word, so a word is enough to know its scale
_WORDS = [word for scale in _DEFAULT for word in SCALES[scale]]
_PERCENT = {"type": "integer", "minimum": 0, "maximum": 100}
JSON_SCHEMA: dict[str, Any] = {
    "anyOf": [
        {"enum": _WORDS},
        {"type": "string", "pattern": f"^{_RANGE.pattern}$"},
        {"type": "array", "prefixItems": [_PERCENT, _PERCENT], "minItems": 2, "maxItems": 2},
        *(
            {
                "type": "object",
                "properties": {"word": {"enum": list(words)}, "scale": {"const": scale}},
                "required": ["word", "scale"],
                "additionalProperties": False,
            }
            for scale, words in SCALES.items()
        ),
    ]
}
_HINT = "use a word of ICD 203, `{word: likely, scale: ipcc}`, or a range of percentages such as 20-45"


def likelihood(value: YamlValue) -> Likelihood:
    """Return how likely something is; raise a fault (E110) at the value when it is not a likelihood."""
    match value:
        case YamlMapping():
            return _scaled(value)
        case YamlSequence():
            ends = [text_scalar(end) for end in value]
            if len(ends) != 2 or not all(_PERCENTAGE.fullmatch(end.text) for end in ends):
                raise fault(
                    "E110/range-without-two-numbers",
                    "a range needs two whole numbers",
                    value.place,
                    "write a range such as `[20, 45]`",
                )
            return _range(int(str(ends[0])), int(str(ends[1])), value)
        case _:
            written = text_scalar(value)
    found = _RANGE.fullmatch(written.text)
    if found:
        return _range(int(found[1]), int(found[2]), value)
    for scale in _DEFAULT:
        if written.text in SCALES[scale]:
            return Likelihood(*SCALES[scale][written.text], written.text, scale)
    raise fault(
        "E110/unknown-likelihood",
        f"`{written}` is not a likelihood",
        value.place,
        did_you_mean(written.text, _WORDS) or _HINT,
    )


def _scaled(value: YamlMapping) -> Likelihood:
    if set(value) != {"word", "scale"}:
        raise fault(
            "E110/scale-without-word",
            "a likelihood on a named scale needs `word` and `scale`, and no other key",
            value.place,
            _HINT,
        )
    word, scale = text_scalar(value["word"]), text_scalar(value["scale"])
    if scale.text not in SCALES:
        raise fault("E110/unknown-scale", f"unknown scale `{scale}`", scale.place, did_you_mean(scale.text, SCALES))
    if word.text not in SCALES[scale.text]:
        hint = did_you_mean(word.text, SCALES[scale.text])
        raise fault("E110/word-not-on-scale", f"scale `{scale}` has no word `{word}`", word.place, hint)
    return Likelihood(*SCALES[scale.text][word.text], word.text, scale.text)


def _range(low: int, high: int, value: Scalar | YamlSequence) -> Likelihood:
    if not low <= high <= 100:
        raise fault(
            "E110/range-out-of-bounds",
            f"{low}-{high} is not a valid range of percentages",
            value.place,
            "write the lower number first, and at most 100",
        )
    return Likelihood(low, high)
