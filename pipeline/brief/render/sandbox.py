"""The sandbox that templates run in: it limits how large a value may grow, and how much work one page may take."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import wraps
from typing import Any, ClassVar

from jinja2 import nodes
from jinja2.exceptions import SecurityError
from jinja2.sandbox import ImmutableSandboxedEnvironment
from jinja2.visitor import NodeTransformer
from markupsafe import Markup, escape, soft_str

from brief.diagnostics.problems import Place

LONGEST = 10_000_000  # characters: more than any brief has, far less than a machine's memory
ALL_TEXTS = 20 * LONGEST  # characters that all texts of one page may have together, while it is put together
STEPS = 1_000_000  # iterations and calls: several times what the largest dossier takes

# Filters of the sandbox itself; no template can name a filter with a space in it.
COUNT_FILTER = "count iterations"
JOIN_FILTER = "join pieces"

# Methods of plain values that return no more than they take.
_STR_METHODS = frozenset({
    "capitalize", "casefold", "count", "endswith", "find", "isalnum", "isalpha", "isdigit", "islower", "isnumeric",
    "isspace", "isupper", "lower", "lstrip", "partition", "removeprefix", "removesuffix", "rpartition", "rsplit",
    "rstrip", "split", "splitlines", "startswith", "strip", "title", "upper",
})  # fmt: skip
_DATE_METHODS = frozenset({"day", "isocalendar", "isoformat", "isoweekday", "month", "weekday", "year"})
_METHODS: tuple[tuple[type, frozenset[str]], ...] = (
    (str, _STR_METHODS),
    (dt.date, _DATE_METHODS),
    (bytes, frozenset()),
    (int, frozenset()),
    (float, frozenset()),
)

_WIDE_FORMAT = re.compile(r"%[^%a-zA-Z]*(?:\*|\d{3})|%\(")  # `%` with a width from a value, or of three digits


class NotAllowedError(SecurityError):
    """A template does what templates may not, or too much of it; holds the id of the rule (E305)."""

    def __init__(self, rule: str, text: str) -> None:
        """Keep which rule it is."""
        super().__init__(text)
        self.rule = rule


class Sandbox(ImmutableSandboxedEnvironment):
    """Jinja's sandbox, with limits on the size of every value and on the work of one page."""

    steps = 0  # iterations and calls so far
    characters = 0  # put together so far

    intercepted_binops: ClassVar[frozenset[str]] = frozenset({"*", "**", "+", "%"})  # type: ignore[misc]

    def call_binop(self, context: Any, operator: str, left: Any, right: Any) -> Any:
        """Return the result of an operator; raise `SecurityError` when it would be larger than any brief."""
        sized = [side for side in (left, right) if isinstance(side, str | bytes | list | tuple)]
        if operator == "+" and sized:
            self.count_characters(sum(map(len, sized)))
        elif operator == "%" and isinstance(left, str):
            self.check_format(left, right if isinstance(right, tuple) else (right,))
        elif (
            operator == "**" or sized or any(isinstance(side, int) and abs(side) > LONGEST**2 for side in (left, right))
        ):
            raise NotAllowedError("E305/numbers-only", f"`{operator}` works on small numbers only")
        return super().call_binop(context, operator, left, right)

    def check_format(self, pattern: str, values: Iterable[Any]) -> None:
        """Raise `SecurityError` when a `%` pattern has a width of three digits or more, or other values than texts."""
        if _WIDE_FORMAT.search(pattern) or not all(isinstance(value, str | int | float) for value in values):
            raise NotAllowedError("E305/numbers-only", "`%` formats only numbers and text, at most 99 characters wide")
        self.count_characters(
            len(pattern) + pattern.count("%") * max([100, *(len(str(value)) * 6 for value in values)])
        )

    def is_safe_attribute(self, obj: Any, attr: str, value: Any) -> bool:
        """Return whether a template may use an attribute: of plain values, only those that cannot grow."""
        if isinstance(value, Place) or isinstance(obj, Place) or attr == "limit_places":
            return False  # where a file is depends on the machine, so it must not be on a page
        allowed = next((names for kind, names in _METHODS if isinstance(obj, kind) and hasattr(kind, attr)), None)
        return super().is_safe_attribute(obj, attr, value) and (allowed is None or attr in allowed)

    def wrap_str_format(self, value: Any) -> None:
        """Return nothing: Jinja makes `format` safe here, but it is not one of the methods allowed at all."""

    def concat(self, pieces: Iterable[str]) -> str:
        """Return the text of a page, block or macro."""
        return "".join(self.count_text(pieces))

    def count_text(self, pieces: Iterable[str]) -> Iterator[str]:
        """Give the pieces of one text; raise `SecurityError` once they are longer than any brief."""
        length = 0
        for piece in pieces:
            length += len(piece)
            if length > LONGEST:
                raise NotAllowedError("E305/too-much-text", f"a text has more than {LONGEST:,} characters")
            yield piece
        self.count_characters(length)

    def count_characters(self, length: int) -> None:
        """Count characters that are put together; raise `SecurityError` once they are more than any brief needs."""
        self.characters += length
        if length > LONGEST or self.characters > ALL_TEXTS:
            raise NotAllowedError(
                "E305/too-much-text",
                f"a text has more than {LONGEST:,} characters, or all texts together more than {ALL_TEXTS:,}",
            )

    def join(self, pieces: Iterable[Any], d: str = "", attribute: str | None = None) -> str:
        """Return pieces as one text, escaped when one of them is markup; `d` and `attribute` are Jinja's names."""
        if attribute is not None:
            pieces = (self.getattr(piece, attribute) for piece in pieces)
        texts: list[Any] = []
        for piece in self.count_iterations(pieces):
            text = printable(piece)
            texts += [d, text] if texts and d else [text]
        has_markup = any(hasattr(text, "__html__") for text in texts)
        kind = Markup if has_markup else str
        return kind("".join(self.count_text(map(escape if has_markup else soft_str, texts))))

    def replace(self, text: Any, old: str, new: str, count: int = -1) -> str:
        """Return a text with every `old`, or the first `count`, as `new`."""
        whole = soft_str(printable(text))
        self.count_characters(len(whole) + (whole.count(old) if count < 0 else count) * len(new) * 5)
        return whole.replace(old, escape(new) if isinstance(whole, Markup) else new, count)

    def call(self, context: Any, obj: Any, *args: Any, **kwargs: Any) -> Any:
        """Return the result of a call, also of a macro, as one step."""
        self.count_step()
        return super().call(context, obj, *args, **kwargs)

    def count_step(self) -> None:
        """Count one iteration or call; raise `SecurityError` once they are more than any brief needs."""
        self.steps += 1
        if self.steps > STEPS:
            raise NotAllowedError(
                "E305/too-many-steps", f"the page takes more than {STEPS:,} loop iterations and calls"
            )

    def count_iterations(self, values: Iterable[Any]) -> Iterator[Any]:
        """Give the values of a loop, each as one step."""
        for value in values:
            self.count_step()
            yield value

    def _parse(self, source: str, name: str | None, filename: str | None) -> nodes.Template:
        """Return a template's syntax tree with every `~` and every loop sent through this sandbox.

        Jinja intercepts operators and calls, but neither `~` nor loops, and has no public hook on the syntax tree
        before it is compiled. Checked with Jinja 3.1.6; a test fails when `_parse` is gone.
        """
        tree: nodes.Template = _CountingNodes().visit(super()._parse(source, name, filename))
        return tree


class _CountingNodes(NodeTransformer):
    """Replace every `~` and the values of every loop with a filter of the sandbox, which counts."""

    def visit_Concat(self, node: nodes.Concat) -> nodes.Filter:  # noqa: N802  (Jinja's name)
        """Return the pieces of a `~`, joined by the sandbox."""
        self.generic_visit(node)
        pieces = nodes.List(node.nodes, lineno=node.lineno)
        return nodes.Filter(pieces, JOIN_FILTER, [], [], None, None, lineno=node.lineno)

    def visit_For(self, node: nodes.For) -> nodes.For:  # noqa: N802  (Jinja's name)
        """Return the loop over counted values."""
        self.generic_visit(node)
        node.iter = nodes.Filter(node.iter, COUNT_FILTER, [], [], None, None, lineno=node.iter.lineno)
        return node


def printable(value: Any) -> Any:
    """Return a value that can be printed; raise `SecurityError` for a list and for what has no words of its own.

    What Python shows of a whole claim or of a function has the places of files in it.
    """
    kind: Any = type(value)
    if not isinstance(unlisted(value), int | float | None) and kind.__str__ is object.__str__:
        raise NotAllowedError("E305/list-as-text", f"a value of type `{kind.__name__}` is not text")
    return value


def unlisted(value: Any) -> Any:
    """Return a value; raise `SecurityError` for a list: nested ones, as text, would grow without limit."""
    if isinstance(value, list | tuple | set | frozenset | bytes | Mapping):
        raise NotAllowedError("E305/list-as-text", "a list cannot be printed")
    return value


def text_only(filter_function: Callable[..., Any]) -> Callable[..., Any]:
    """Return a filter that refuses lists."""

    def bounded(*given: Any, **named: Any) -> Any:
        return filter_function(*map(unlisted, given), **named)

    return wraps(filter_function)(bounded)


def total(values: Iterable[Any], attribute: Any = None, start: float = 0) -> Any:
    """Return the sum of numbers; raise `SecurityError` for anything else: lists would grow."""
    result: Any = start
    for value in values:
        number = getattr(value, attribute) if isinstance(attribute, str) and attribute.isidentifier() else value
        if not isinstance(number, int | float) or not isinstance(result, int | float):
            raise NotAllowedError("E305/numbers-only", "`sum` adds numbers only")
        result += number
    return result


def short_range(*bounds: int) -> range:
    """Return a range; raise `SecurityError` when it is longer than any list of a brief."""
    numbers = range(*bounds)
    if numbers[:STEPS] != numbers:
        raise NotAllowedError("E305/too-many-steps", f"`range` has at most {STEPS:,} numbers")
    return numbers
