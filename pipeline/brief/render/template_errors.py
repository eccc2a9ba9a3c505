"""What goes wrong in a template, said in terms of the template: its file, line, and the nearest name that exists."""

from __future__ import annotations

import os
import re
import traceback
from collections.abc import Container, Sequence
from pathlib import Path

from jinja2 import Environment, TemplateNotFound, TemplateSyntaxError
from jinja2.exceptions import SecurityError
from lxml import etree

from brief.diagnostics.problems import BriefError, Place, Problem
from brief.diagnostics.suggestions import meant
from brief.page.vocabulary import strangers
from brief.render.environment import PLACE, UnknownNameError
from brief.render.template_path import find

_TARGET = re.compile(r"(?:#|https?://[^/]|mailto:[^/]|tel:[^/])[^\x00-\x20\x7f]*", re.IGNORECASE)


def fault(error: Exception, sandbox: Environment, asked: Place) -> BriefError:
    """Return what a template's exception means, located; `sandbox` knows the templates and names that exist.

    `asked` is where a missing template was asked for, when no template did. An exception that no template caused
    is not translated: it is raised again as it is.
    """
    place = _place(error) or (asked if isinstance(error, SecurityError) else None)
    if isinstance(error, TemplateSyntaxError):
        where = Place(_shown(error.filename or error.name or ""), error.lineno)
        return BriefError([Problem("E301", _lower(error.message or "not well formed"), where)])
    if isinstance(error, TemplateNotFound):
        name = str(error.name)
        text = f"there is no template `{name}`"
        return BriefError([Problem("E303", text, place or asked, hint=meant(name, sandbox.list_templates()))])
    if place is None:
        raise error
    if isinstance(error, UnknownNameError):
        owner = f"a {error.owner} has no" if error.owner else "there is no"
        hint = meant(error.name, error.known or [name for name in sandbox.globals if not name.startswith("_")])
        return BriefError([Problem("E302", f"{owner} `{error.name}`", _at_word(place, error.name), hint=hint)])
    if isinstance(error, RecursionError):
        hint = "a template or macro that calls itself must come to an end"
        return BriefError([Problem("E305", "templates are nested too deeply", place, hint=hint)])
    if isinstance(error, SecurityError):
        return BriefError([Problem("E305", _lower(str(error)), place, hint="templates may only read the brief")])
    return BriefError([Problem("E308", f"{type(error).__name__}: {error}", place)])


def outside(root: etree._Element, folders: Sequence[Path]) -> list[Problem]:
    """Return a problem for everything on the page that is outside the vocabulary, at its template and line."""
    problems = []
    for stranger in strangers(root):
        if stranger.written == PLACE:
            continue
        place = placed(stranger.element, folders)
        hint = meant(stranger.written, stranger.known) if stranger.written else ""
        problems.append(Problem("E304", stranger.text, _at_word(place, stranger.written), hint=hint))
    return problems


def loads(root: etree._Element, assets: Container[str], folders: Sequence[Path]) -> list[Problem]:
    """Return a problem for every link to where links may not go, and every picture that is no asset of the page."""
    problems = []
    for link in root.iter("a"):
        target = link.get("href", "")
        if not _TARGET.fullmatch(target):
            hint = "use `https:`, `http:`, `mailto:`, `tel:`, or `#` and an id"
            problems.append(Problem("E304", f"`{target}` is no place to link to", placed(link, folders), hint=hint))
    for image in root.iter("img"):
        if image.get("src", "") not in assets:
            text = f"the page has no picture `{image.get('src', '')}`"
            problems.append(
                Problem("E304", text, placed(image, folders), hint="draw it, or show a figure of the dossier")
            )
    return problems


def placed(element: etree._Element, folders: Sequence[Path]) -> Place:
    """Return the template and line that made an element, or its nearest ancestor that a template made."""
    for outer in (element, *element.iterancestors()):
        written = outer.get(PLACE)
        if written:
            name, _, line = written.rpartition(":")
            path = find(folders, name)
            return Place(_shown(str(path or name)), int(line))
    return Place("")


def _place(error: Exception) -> Place | None:
    frames = [frame for frame in traceback.extract_tb(error.__traceback__) if frame.filename.endswith(".j2")]
    return Place(_shown(frames[-1].filename), frames[-1].lineno or 0) if frames else None


def _at_word(place: Place, word: str) -> Place:
    """Return the place narrowed to a word of its line, when the line has it once at least."""
    path = Path(place.file)
    if not word or not place.line or not path.is_file():
        return place
    lines = path.read_text(encoding="utf-8").splitlines()
    column = lines[place.line - 1].find(word) if place.line <= len(lines) else -1
    return place if column < 0 else Place(place.file, place.line, column + 1, len(word))


def _shown(file: str) -> str:
    path = os.path.relpath(file) if Path(file).is_absolute() else file
    return file if path.startswith("..") else path


def _lower(text: str) -> str:
    return text[:1].lower() + text[1:].rstrip(".")


def loose(root: etree._Element, folders: Sequence[Path]) -> list[Problem]:
    """Return a problem for every id that is there twice, and every link inside the page that leads nowhere."""
    problems = []
    seen: set[str] = set()
    for element in root.iter():
        name = element.get("id")
        if name and name in seen:
            problems.append(Problem("E304", f"the id `{name}` is on the page twice", placed(element, folders)))
        seen.add(name or "")
    for link in root.iter("a"):
        target = link.get("href", "")
        if target.startswith("#") and target[1:] not in seen:
            hint = "does a part of this audience show it?"
            problems.append(
                Problem("E310", f"nothing on the page is called `{target[1:]}`", placed(link, folders), hint=hint)
            )
    return problems
