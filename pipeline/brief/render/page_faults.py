"""What is wrong with a finished page: unknown markup, forbidden or broken links, missing pictures, dropped items."""

from __future__ import annotations

from collections.abc import Collection, Container, Sequence
from pathlib import Path

from lxml import etree

from brief.diagnostics.problems import Problem
from brief.diagnostics.suggestions import did_you_mean
from brief.model import Brief, Section
from brief.page.link_targets import is_allowed_on_page
from brief.page.vocabulary import vocabulary_violations
from brief.render.template_places import PLACE, element_place, word_place


def outside_vocabulary(root: etree._Element, folders: Sequence[Path]) -> list[Problem]:
    """Return an E304 for everything on the page that is outside the vocabulary, at its template and line."""
    problems = []
    for violation in vocabulary_violations(root):
        if violation.written == PLACE:
            continue
        place = word_place(element_place(violation.element, folders), violation.written)
        hint = did_you_mean(violation.written, violation.known) if violation.written else ""
        problems.append(Problem(violation.rule, violation.text, place, hint=hint))
    return problems


def forbidden_links(root: etree._Element, folders: Sequence[Path]) -> list[Problem]:
    """Return an E304 for every link whose target is neither an address nor an id on the page."""
    problems = []
    for link in root.iter("a"):
        target = link.get("href", "")
        if not is_allowed_on_page(target):
            place = element_place(link, folders)
            hint = "use `https:`, `http:`, `mailto:`, `tel:`, or `#` and an id"
            problems.append(Problem("E304/link-target", f"`{target}` is not an allowed link target", place, hint=hint))
    return problems


def missing_assets(root: etree._Element, assets: Container[str], folders: Sequence[Path]) -> list[Problem]:
    """Return an E304 for every picture on the page that is not one of its assets."""
    hint = "draw it with `draw`, or show a figure of the dossier"
    return [
        Problem(
            "E304/missing-picture",
            f"the page has no picture `{image.get('src', '')}`",
            element_place(image, folders),
            hint=hint,
        )
        for image in root.iter("img")
        if image.get("src", "") not in assets
    ]


def broken_links(root: etree._Element, folders: Sequence[Path]) -> list[Problem]:
    """Return an E304 for every id that is on the page twice, and an E310 for every link to an id that is not there."""
    problems = []
    ids: set[str] = set()
    for element in root.iter():
        name = element.get("id")
        if name and name in ids:
            problems.append(
                Problem("E304/duplicate-id", f"id `{name}` appears twice on the page", element_place(element, folders))
            )
        ids.add(name or "")
    for link in root.iter("a"):
        target = link.get("href", "")
        if target.startswith("#") and target[1:] not in ids:
            text = f"nothing on the page has the id `{target[1:]}`"
            hint = "add a part that shows it to the audience's `parts`, or remove the link"
            problems.append(Problem("E310/broken-link", text, element_place(link, folders), hint=hint))
    return problems


def dropped_items(main: etree._Element, brief: Brief, roles: Collection[str]) -> list[Problem]:
    """Return an E307 for each item that was selected for this audience and that no part shows.

    A statement of the record is shown by the words that state it, so only judgments need a row of their own. `roles`
    are those of the sections that templates asked for.
    """
    shown = {
        word for element in main.iter() for name in ("id", "data-source") for word in element.get(name, "").split()
    }
    problems = []
    for item in brief.record.items():
        if item.id not in shown and item not in brief.record.claims:
            text = f"`{item.id}` is for {brief.audience.name}, but no part of that brief shows it"
            hint = "add a part that shows it to the audience's `parts`, or remove the audience from the item"
            if isinstance(item, Section):
                hint = _role_hint(item, brief.audience.name, roles)
            place = item.audience_place if item.audience_place.file else item.place
            problems.append(Problem("E307/content-not-shown", text, place, hint=hint))
    return problems


def _role_hint(section: Section, audience: str, roles: Collection[str]) -> str:
    """Return what to do about a section that no part shows; its role decides which part would."""
    if section.role in roles:
        return "a template asks for it but does not print it: print it, or remove the audience from the section"
    shown = f"the parts of {audience} show {', '.join(sorted(roles))}" if roles else f"no part of {audience} shows any"
    return (
        f"its role is `{section.role}`, and {shown}: choose another role, add a part to `parts`, "
        f"or remove {audience} from the section"
    )
