"""How a browser shows an HTML file: whether a reader sees the text of each element (CSS Cascade 4).

Only what can hide text is followed: whether and where an element is displayed, its size, its colours. Each condition of
the style sheet, such as a narrow screen, is tried.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from functools import lru_cache
from typing import Any, Final

from brief.checks.sight.css_rules import CssRule, conditions, css_rules, without_data
from brief.checks.sight.css_values import colour, font_size, points, resolved
from brief.checks.sight.seen import LEAST_CONTRAST, LEAST_SIZE
from brief.page.contrast import contrast

_FAR: Final = 500.0  # points: further than that to the left or above is beside every page
_LEAST_OPACITY: Final = 0.2
_PLACES: Final = (
    "left", "right", "top", "bottom", "inset", "inset-inline-start", "inset-inline-end", "inset-block-start",
    "inset-block-end", "margin-left", "margin-top", "margin-inline-start", "text-indent", "transform",
)  # fmt: skip
_SIDES: Final = ("width", "height", "max-width", "max-height", "inline-size", "block-size")
_UNSIZED: Final = ("none", "normal", "auto", "initial", "unset", "visible")

Declared = list[tuple[CssRule, tuple[int, int, int]]]


@dataclass(frozen=True)
class Look:
    """What an element has from the elements around it and from its own rules."""

    why: str = ""
    size: float = 12.0
    colour: tuple[str, float] = ("000000", 1.0)
    ground: str = "FFFFFF"
    opacity: float = 1.0
    is_hidden: bool = False
    variables: Mapping[str, str] = field(default_factory=dict)

    def why_unseen(self) -> str:
        """Return why a reader does not see text that looks like this; nothing if he does."""
        if self.why:
            return self.why
        if self.is_hidden:
            return "it is hidden (`visibility`)"
        if self.opacity < _LEAST_OPACITY or self.colour[1] < _LEAST_OPACITY:
            return "it is transparent"
        if self.size < LEAST_SIZE:
            return f"its letters are of {self.size:g} points"
        found = contrast(self.colour[0], self.ground)
        if found < LEAST_CONTRAST:
            return f"`#{self.colour[0]}` on `#{self.ground}` has a contrast of {found:.2f} to 1"
        return ""


_PLAIN: Final = Look()


class HtmlLooks:
    """What the style sheets of one HTML file make of its elements."""

    def __init__(self, root: Any) -> None:
        """Take the root of the file; raise `cssselect2.SelectorError` for a selector that cannot be followed."""
        import cssselect2

        self.rules, matcher = _followed(without_data("\n".join(str(style.text or "") for style in root.iter("style"))))
        self.declared: dict[Any, Declared] = {}
        for wrapper in cssselect2.ElementWrapper.from_html_root(root).iter_subtree():
            self.declared[wrapper.etree_element] = [
                (rule, specificity) for specificity, _, _, rule in matcher.match(wrapper)
            ]
        self.root = root

    def ways(self) -> Iterator[tuple[str, Mapping[Any, Look]]]:
        """Give each way in which a browser may show the file, by its condition, with the look of every element."""
        for condition, holding in conditions(self.rules).items():
            looks: dict[Any, Look] = {}
            known: dict[tuple[int, tuple[int, ...]], Look] = {}  # elements that look alike are many
            for element in self.root.iter():
                declared = [row for row in self.declared[element] if row[0].condition in holding]
                outer = looks.get(element.getparent(), _PLAIN)
                key = id(outer), tuple(rule.order for rule, _ in declared)
                if key not in known:
                    known[key] = _look(_values(declared), outer)
                looks[element] = known[key]
            yield condition, looks


@lru_cache(maxsize=8)  # the same sheets serve every brief of an audience
def _followed(sheet: str) -> tuple[list[CssRule], Any]:
    """Return the rules of a style sheet and what finds those of an element; neither is changed by reading."""
    import cssselect2

    rules, matcher = css_rules(sheet), cssselect2.Matcher()
    for rule in rules:
        for selector in cssselect2.compile_selector_list(rule.prelude):
            if selector.pseudo_element is None:
                matcher.add_selector(selector, rule)
    return rules, matcher


def _values(declared: Declared) -> Mapping[str, str]:
    """Return the value that wins for each property: the important one, the more specific one, the later one."""
    rows = [
        ((is_important, specificity, rule.order), name, value)
        for rule, specificity in declared
        for name, value, is_important in rule.declarations
    ]
    values: dict[str, str] = {}
    for _, name, value in sorted(rows, key=lambda row: row[0]):
        values.pop(name, None)  # so that the order is that of the cascade
        values[name] = value
    return values


def _look(values: Mapping[str, str], outer: Look) -> Look:
    own = {name: value for name, value in values.items() if name.startswith("--")}
    variables = {**outer.variables, **own} if own else outer.variables
    if not values:
        return outer
    found = {name: resolved(value, variables) for name, value in values.items()}
    visibility = found.get("visibility")
    return replace(
        outer,
        why=outer.why or _why_gone(found),
        size=_size(found, outer.size),
        colour=colour(found.get("-webkit-text-fill-color", found.get("color", ""))) or outer.colour,
        ground=_ground(found, outer.ground),
        opacity=outer.opacity * _opacity(found.get("opacity", "1")),
        is_hidden=outer.is_hidden if visibility is None else visibility in {"hidden", "collapse"},
        variables=variables,
    )


def _size(found: Mapping[str, str], outer: float) -> float:
    """Return the font size; `values` keeps the order of the cascade, so that the later of two properties counts."""
    for name in reversed(list(found)):
        if name in {"font-size", "font"}:
            return font_size(found[name], outer)
    return outer


def _ground(found: Mapping[str, str], outer: str) -> str:
    for name in reversed(list(found)):
        if name in {"background", "background-color"}:
            ground = colour(found[name])
            return ground[0] if ground is not None and ground[1] > 0.5 else outer
    return outer


def _opacity(value: str) -> float:
    try:
        return float(value.removesuffix("%")) / (100 if value.endswith("%") else 1)
    except ValueError:
        return 1.0  # a word, such as `inherit`


def _why_gone(found: Mapping[str, str]) -> str:
    """Return why an element and all in it is not there, not on the page, or cut off."""
    if found.get("display") == "none" or found.get("content-visibility") == "hidden":
        return "it is not displayed"
    for name in ("clip", "clip-path", "mask", "filter"):
        if found.get(name, "none") not in _UNSIZED:
            return f"it is cut off (`{name}`)"
    for name in _PLACES:
        if any(length < -_FAR for length in points(found.get(name, ""))):
            return f"it is beside the page (`{name}`)"
    if "scale(0" in found.get("transform", "").replace(" ", ""):
        return "it has no size (`transform`)"
    cuts = {"hidden", "clip"} & {found.get(name, "") for name in ("overflow", "overflow-x", "overflow-y")}
    for name in _SIDES:
        lengths = points(found.get(name, ""))
        if cuts and lengths and "(" not in found[name] and max(lengths) < LEAST_SIZE:
            return f"it is cut off (`{name}`)"
    return ""
