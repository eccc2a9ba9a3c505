"""The sandbox that templates run in: they see a brief, and can neither change it nor leave it."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import wraps
from pathlib import Path
from typing import Any, ClassVar, NoReturn

from jinja2 import StrictUndefined, nodes
from jinja2.exceptions import SecurityError
from jinja2.ext import Extension
from jinja2.lexer import Token, TokenStream
from jinja2.sandbox import ImmutableSandboxedEnvironment
from jinja2.utils import missing
from jinja2.visitor import NodeTransformer
from markupsafe import Markup, escape, soft_str

from brief.render.template_path import Layers

PLACE = "data-template"  # the attribute that carries an element's template and line until the page is checked
LARGEST = 10_000_000  # characters: more than any brief has, far less than a machine's memory

STEPS = 1_000_000  # turns of loops and calls: several times what the largest dossier takes
_COUNTED = "counted turns"  # no template can name a filter with a space in it

_JOINED = "joined pieces"
MADE = 20 * LARGEST  # characters that all pieces of a page may have together, on their way into it

# What a template needs to choose, order and write values; none of these makes more than it is given, but the three
# that are bounded below. Those that fill, indent, part or roll dice are not there.
_FILTERS = frozenset({
    "abs", "capitalize", "count", "d", "default", "dictsort", "e", "escape", "first", "float", "groupby", "int",
    "items", "join", "last", "length", "list", "lower", "map", "max", "min", "reject", "rejectattr", "replace",
    "reverse", "round", "safe", "select", "selectattr", "sort", "string", "striptags", "sum", "title", "trim",
    "truncate", "unique", "upper", "urlencode",
})  # fmt: skip
_OF_TEXT = frozenset({
    "capitalize", "e", "escape", "lower", "safe", "string", "striptags", "title", "trim", "truncate", "upper",
    "urlencode",
})  # fmt: skip
# Methods that give no more than they take.
_OF_STR = frozenset({
    "capitalize", "casefold", "count", "endswith", "find", "isalnum", "isalpha", "isdigit", "islower", "isnumeric",
    "isspace", "isupper", "lower", "lstrip", "partition", "removeprefix", "removesuffix", "rpartition", "rsplit",
    "rstrip", "split", "splitlines", "startswith", "strip", "title", "upper",
})  # fmt: skip
_OF_DATE = frozenset({"day", "isocalendar", "isoformat", "isoweekday", "month", "weekday", "year"})
_OWN: tuple[tuple[type, frozenset[str]], ...] = (
    (str, _OF_STR),
    (dt.date, _OF_DATE),
    (bytes, frozenset()),
    (int, frozenset()),
    (float, frozenset()),
)

_WIDE = re.compile(r"%[^%a-zA-Z]*(?:\*|\d{3})|%\(")  # a width of `%` that is not written, or too large
_OPENING = re.compile(r"<([a-z][a-z0-9-]*)(?=[\s/>])")


class UnknownNameError(Exception):
    """A template used a name that nothing has; carries the name and those that exist there."""

    def __init__(self, name: str, known: Sequence[str], owner: str) -> None:
        """Keep what is needed for a suggestion."""
        super().__init__(name)
        self.name, self.known, self.owner = name, tuple(known), owner


class _Strict(StrictUndefined):
    """Undefined that says which names would have been there."""

    __slots__ = ()

    def _fail_with_undefined_error(self, *_: Any, **__: Any) -> NoReturn:
        owner = self._undefined_obj
        if self._undefined_exception is SecurityError:
            raise SecurityError(self._undefined_message or "not allowed")
        if owner is missing or not isinstance(self._undefined_name, str):
            raise UnknownNameError(str(self._undefined_name), (), "")
        if hasattr(owner, "keys"):
            raise UnknownNameError(self._undefined_name, [str(key) for key in owner.keys()], "")  # noqa: SIM118  (no dict)
        known = [name for name in dir(owner) if not name.startswith("_")]
        raise UnknownNameError(self._undefined_name, known, type(owner).__name__.strip("_").lower())

    __iter__ = __str__ = __len__ = __eq__ = __ne__ = __bool__ = _fail_with_undefined_error
    __hash__ = __getattr__ = __getitem__ = __call__ = __contains__ = _fail_with_undefined_error


class _Placed(Extension):
    """Write onto every opening tag which template and line it stands in."""

    def filter_stream(self, stream: TokenStream) -> Iterator[Token]:
        """Give the stream's tokens with the tags in its data marked."""
        name = stream.name or ""
        for token in stream:
            if token.type != "data":
                yield token
                continue
            text = token.value

            def marked(found: re.Match[str], token: Token = token, text: str = text) -> str:
                line = token.lineno + text.count("\n", 0, found.start())
                return f'{found[0]} {PLACE}="{name}:{line}"'

            yield Token(token.lineno, "data", _OPENING.sub(marked, text) if name.endswith(".html.j2") else text)


def _range(*bounds: int) -> range:
    """Return a range, unless it is longer than any list of a brief."""
    made = range(*bounds)
    if made[:STEPS] != made:
        raise SecurityError(f"`range` goes to {STEPS:,} at most")
    return made


class _Bounded(NodeTransformer):
    """Send every `~` and every loop through the sandbox, which counts."""

    def visit_Concat(self, node: nodes.Concat) -> nodes.Filter:  # noqa: N802  (Jinja's name)
        """Return the pieces, to be put together by the sandbox."""
        self.generic_visit(node)
        pieces = nodes.List(node.nodes, lineno=node.lineno)
        return nodes.Filter(pieces, _JOINED, [], [], None, None, lineno=node.lineno)

    def visit_For(self, node: nodes.For) -> nodes.For:  # noqa: N802  (Jinja's name)
        """Return the loop over counted values."""
        self.generic_visit(node)
        node.iter = nodes.Filter(node.iter, _COUNTED, [], [], None, None, lineno=node.iter.lineno)
        return node


def _printed(value: Any) -> Any:
    """Return a value that can be written; a list within lists would grow without end, and is nothing to read."""
    if isinstance(value, list | tuple | dict | set | frozenset | bytes):
        raise SecurityError("a list is no text: use `join` or a loop")
    return value


def _added(values: Iterable[Any], attribute: Any = None, start: float = 0) -> Any:
    """Return the sum of numbers; lists and texts are not added up."""
    total: Any = start
    for value in values:
        number = getattr(value, attribute) if isinstance(attribute, str) and attribute.isidentifier() else value
        if not isinstance(number, int | float) or not isinstance(total, int | float):
            raise SecurityError("`sum` is for numbers only")
        total += number
    return total


class _Sandbox(ImmutableSandboxedEnvironment):
    """The sandbox, with bounds on what an expression can grow to and on how much one page may do."""

    steps = 0  # turns of loops and calls so far
    made = 0  # characters put together so far

    intercepted_binops: ClassVar[frozenset[str]] = frozenset({"*", "**", "+", "%"})  # type: ignore[misc]

    def call_binop(self, context: Any, operator: str, left: Any, right: Any) -> Any:
        """Return the result, unless it would be larger than any brief."""
        sized = [side for side in (left, right) if isinstance(side, str | bytes | list | tuple)]
        if operator == "+" and sized:
            self.grown(sum(map(len, sized)))
        elif operator == "%" and isinstance(left, str):
            self.formatted(left, right if isinstance(right, tuple) else (right,))
        elif (
            operator == "**" or sized or any(isinstance(side, int) and abs(side) > LARGEST**2 for side in (left, right))
        ):
            raise SecurityError(f"`{operator}` is for small numbers only")
        return super().call_binop(context, operator, left, right)

    def formatted(self, pattern: str, values: Iterable[Any]) -> None:
        """Raise `SecurityError` when a pattern asks for a width of three digits or more, or holds more than texts."""
        if _WIDE.search(pattern) or not all(isinstance(value, str | int | float) for value in values):
            raise SecurityError("`%` is for numbers and texts, 99 characters wide at most")
        self.grown(len(pattern) + pattern.count("%") * max([100, *(len(str(value)) * 6 for value in values)]))

    def is_safe_attribute(self, obj: Any, attr: str, value: Any) -> bool:
        """Return whether a template may reach an attribute: of plain values only what cannot grow."""
        own = next((names for kind, names in _OWN if isinstance(obj, kind) and hasattr(kind, attr)), None)
        return super().is_safe_attribute(obj, attr, value) and (own is None or attr in own)

    def wrap_str_format(self, value: Any) -> None:
        """Return nothing: `format` is a method like others, and not one of those allowed."""

    def concat(self, pieces: Iterable[str]) -> str:
        """Return the text of a page, block or macro."""
        return "".join(self.measured(pieces))

    def measured(self, pieces: Iterable[str]) -> Iterator[str]:
        """Give pieces of one text; raise `SecurityError` when they are longer than any brief."""
        length = 0
        for piece in pieces:
            length += len(piece)
            if length > LARGEST:
                raise SecurityError(f"a text is longer than {LARGEST:,} characters")
            yield piece
        self.grown(length)

    def grown(self, length: int) -> None:
        """Count what is put together; raise `SecurityError` when it is more than any brief has."""
        self.made += length
        if length > LARGEST or self.made > MADE:
            raise SecurityError(f"a text is longer than {LARGEST:,} characters, or all of them than {MADE:,}")

    def joined(self, pieces: Iterable[Any], d: str = "", attribute: str | None = None) -> str:
        """Return pieces as one text, escaped when one of them is markup or the page escapes."""
        if attribute is not None:
            pieces = (self.getattr(piece, attribute) for piece in pieces)
        texts: list[Any] = []
        for piece in self.counted(pieces):
            text = _printed(piece)
            texts += [d, text] if texts and d else [text]
        written = map(escape, texts) if any(hasattr(text, "__html__") for text in texts) else map(soft_str, texts)
        kind = Markup if any(hasattr(text, "__html__") for text in texts) else str
        return kind("".join(self.measured(written)))

    def replaced(self, text: Any, old: str, new: str, count: int = -1) -> str:
        """Return a text with every `old` as `new`."""
        written = soft_str(_printed(text))
        self.grown(len(written) + (written.count(old) if count < 0 else count) * len(new) * 5)
        return written.replace(old, escape(new) if isinstance(written, Markup) else new, count)

    def of_text(self, filtered: Callable[..., Any]) -> Callable[..., Any]:
        """Return a filter that takes no lists."""

        def bounded(*given: Any, **named: Any) -> Any:
            return filtered(*map(_printed, given), **named)

        return wraps(filtered)(bounded)

    def call(self, context: Any, obj: Any, *args: Any, **kwargs: Any) -> Any:
        """Return what is called, macros too, as long as the page has not done too much."""
        self.step()
        return super().call(context, obj, *args, **kwargs)

    def step(self) -> None:
        """Count one turn or call; raise `SecurityError` when they are more than any brief takes."""
        self.steps += 1
        if self.steps > STEPS:
            raise SecurityError(f"the page took more than {STEPS:,} turns of loops and calls")

    def counted(self, values: Iterable[Any]) -> Iterator[Any]:
        """Give the values of a loop, each as one step."""
        for value in values:
            self.step()
            yield value

    def _parse(self, source: str, name: str | None, filename: str | None) -> nodes.Template:
        tree: nodes.Template = _Bounded().visit(super()._parse(source, name, filename))
        return tree


def environment(folders: Sequence[Path]) -> ImmutableSandboxedEnvironment:
    """Return a sandbox over these folders: strict about names, escaping everything, with no globals of its own."""
    sandbox = _Sandbox(
        loader=Layers(folders),
        autoescape=True,
        undefined=_Strict,
        finalize=_printed,
        trim_blocks=True,
        lstrip_blocks=True,
        extensions=[_Placed],
    )
    kept = {name: sandbox.filters[name] for name in _FILTERS}
    kept |= {name: sandbox.of_text(kept[name]) for name in _OF_TEXT}
    kept |= {"join": sandbox.joined, "replace": sandbox.replaced, "sum": _added}
    sandbox.filters = kept | {_COUNTED: sandbox.counted, _JOINED: sandbox.joined}
    sandbox.globals.clear()
    sandbox.globals["range"] = _range
    return sandbox
