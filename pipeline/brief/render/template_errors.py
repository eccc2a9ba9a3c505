"""What goes wrong while a template runs, as a problem at its file and line, with the closest name that exists."""

from __future__ import annotations

import traceback
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from types import MappingProxyType

from jinja2 import Environment, TemplateError, TemplateNotFound, TemplateSyntaxError
from jinja2.exceptions import SecurityError

from brief.diagnostics.paths import display_path
from brief.diagnostics.problems import BriefError, Place, Problem
from brief.diagnostics.suggestions import did_you_mean
from brief.render.sandbox import NotAllowedError
from brief.render.template_places import word_place
from brief.render.undefined import UnknownNameError

# What to do about each thing that the sandbox refuses.
_HINTS: Mapping[str, str] = MappingProxyType(
    {
        "E305/endless-nesting": "a template or macro that calls itself needs a condition that ends it",
        "E305/list-as-text": "use `join` or a loop",
        "E305/numbers-only": "print values of the brief without building large numbers or texts from them",
        "E305/too-many-steps": "loop over fewer values; nested loops multiply",
        "E305/too-much-text": "print each value once, and build no text in a loop",
        "E305/unsafe-access": "a template may only read the brief and print it",
    }
)


@contextmanager
def located_errors(sandbox: Environment, asked: Place) -> Iterator[None]:
    """Raise what a template raises as a `BriefError` at the place in the template: E301, E302, E303, E305 or E308.

    `asked` is the place of a missing template or an exceeded limit that no line of a template asked for. An exception
    that no template caused is raised as it is.
    """
    try:
        yield
    except (
        TemplateError,
        UnknownNameError,
        ArithmeticError,
        AssertionError,
        AttributeError,
        LookupError,
        MemoryError,
        RecursionError,
        TypeError,
        ValueError,
    ) as error:
        raise _template_error(error, sandbox, asked) from error


def _template_error(error: Exception, sandbox: Environment, asked: Place) -> BriefError:
    place = _raised_at(error) or (asked if isinstance(error, SecurityError) else None)
    if isinstance(error, TemplateSyntaxError):
        where = Place(display_path(error.filename or error.name or ""), error.lineno)
        return BriefError([Problem("E301/template-syntax", _lower(error.message or "not well formed"), where)])
    if isinstance(error, TemplateNotFound):
        name = str(error.name)
        text = f"template `{name}` does not exist"
        return BriefError(
            [Problem("E303/missing-template", text, place or asked, hint=did_you_mean(name, sandbox.list_templates()))]
        )
    if place is None:
        raise error
    if isinstance(error, UnknownNameError):
        owner = f"a {error.owner} has no" if error.owner else "there is no"
        hint = did_you_mean(error.name, error.known or [name for name in sandbox.globals if not name.startswith("_")])
        return BriefError(
            [Problem("E302/unknown-name", f"{owner} `{error.name}`", word_place(place, error.name), hint=hint)]
        )
    if (limit := _limit(error)) is not None:
        rule, text = limit
        return BriefError([Problem(rule, _lower(text), place, hint=_HINTS[rule])])
    return BriefError([Problem("E308/template-failed", f"{type(error).__name__}: {error}", place)])


def _limit(error: Exception) -> tuple[str, str] | None:
    """Return the rule and the text of an error that a template met at a limit or at the sandbox."""
    if isinstance(error, RecursionError):
        return "E305/endless-nesting", "templates are nested too deeply"
    if isinstance(error, MemoryError):
        return "E305/too-much-text", "a template needs more memory than there is"
    if isinstance(error, SecurityError):
        return (error.rule if isinstance(error, NotAllowedError) else "E305/unsafe-access"), str(error)
    return None


def _raised_at(error: Exception) -> Place | None:
    """Return the innermost line of a template that was running, which Jinja puts into the traceback."""
    frames = [frame for frame in traceback.extract_tb(error.__traceback__) if frame.filename.endswith(".j2")]
    return Place(display_path(frames[-1].filename), frames[-1].lineno or 0) if frames else None


def _lower(text: str) -> str:
    return text[:1].lower() + text[1:].rstrip(".")
