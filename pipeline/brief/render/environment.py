"""The sandbox that templates run in: they see a brief, and can neither change it nor leave it."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any, ClassVar, NoReturn

from jinja2 import BaseLoader, StrictUndefined, TemplateNotFound, nodes
from jinja2.exceptions import SecurityError
from jinja2.ext import Extension
from jinja2.lexer import Token, TokenStream
from jinja2.sandbox import ImmutableSandboxedEnvironment
from jinja2.utils import missing

PLACE = "data-template"  # the attribute that carries an element's template and line until the page is checked
LARGEST = 10_000_000  # characters: more than any brief has, far less than a machine's memory

STEPS = 1_000_000  # turns of loops and calls: several times what the largest dossier takes
_COUNTED = "counted turns"  # no template can name a filter with a space in it

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


class _Layers(BaseLoader):
    """Templates by name from folders, the nearest first; never from outside them, links resolved."""

    def __init__(self, folders: Sequence[Path]) -> None:
        self.folders = folders

    def get_source(self, environment: Any, template: str) -> tuple[str, str, Callable[[], bool]]:  # noqa: ARG002  (Jinja's signature)
        """Return a template's text and file; raise `TemplateNotFound` with the names that exist."""
        found = find(self.folders, template)
        if found is None:
            raise TemplateNotFound(template)
        return found.read_text(encoding="utf-8"), str(found), lambda: True

    def list_templates(self) -> list[str]:
        """Return every template's name, sorted, each once."""
        names = {
            path.relative_to(folder).as_posix()
            for folder in self.folders
            for path in folder.rglob("*.j2")
        }  # fmt: skip
        return sorted(names)


def folders_of(layers: Sequence[Path], audience: str) -> list[Path]:
    """Return where templates for an audience are looked for, nearest first: within a layer, its own before base."""
    pairs = [(layer, layer / name) for layer in layers for name in (f"audiences/{audience}", "base")]
    return [folder for layer, folder in pairs if folder.is_dir() and folder.resolve().is_relative_to(layer.resolve())]


def find(folders: Sequence[Path], name: str) -> Path | None:
    """Return the nearest file of that name that lies in its folder once links are resolved."""
    for folder in folders:
        path = (folder / name).resolve()
        if path.is_file() and path.is_relative_to(folder.resolve()):
            return path
    return None


def _range(*bounds: int) -> range:
    """Return a range, unless it is longer than any list of a brief."""
    made = range(*bounds)
    if made[:STEPS] != made:
        raise SecurityError(f"`range` goes to {STEPS:,} at most")
    return made


class _Sandbox(ImmutableSandboxedEnvironment):
    """The sandbox, with bounds on what an expression can grow to and on how much one page may do."""

    steps = 0  # turns of loops and calls so far

    intercepted_binops: ClassVar[frozenset[str]] = frozenset({"*", "**"})  # type: ignore[misc]

    def call_binop(self, context: Any, operator: str, left: Any, right: Any) -> Any:
        """Return the product, unless it would be larger than any brief."""
        if operator == "**" or any(isinstance(side, str | list | tuple) for side in (left, right)):
            raise SecurityError(f"`{operator}` is for small numbers only")
        return super().call_binop(context, operator, left, right)

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
        tree = super()._parse(source, name, filename)
        for loop in tree.find_all(nodes.For):
            loop.iter = nodes.Filter(loop.iter, _COUNTED, [], [], None, None, lineno=loop.iter.lineno)
        return tree


def environment(folders: Sequence[Path]) -> ImmutableSandboxedEnvironment:
    """Return a sandbox over these folders: strict about names, escaping everything, with no globals of its own."""
    sandbox = _Sandbox(
        loader=_Layers(folders),
        autoescape=True,
        undefined=_Strict,
        trim_blocks=True,
        lstrip_blocks=True,
        extensions=[_Placed],
    )
    sandbox.filters[_COUNTED] = sandbox.counted
    sandbox.globals.clear()
    sandbox.globals["range"] = _range
    return sandbox
