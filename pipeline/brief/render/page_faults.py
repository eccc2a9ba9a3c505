"""What is wrong with a finished page: unknown markup, forbidden or broken links, missing pictures, dropped content."""

from __future__ import annotations

from collections.abc import Collection, Container, Iterator, Mapping, Sequence
from pathlib import Path

from jinja2 import Environment
from lxml import etree

from brief.diagnostics.problems import Place, Problem
from brief.diagnostics.suggestions import did_you_mean
from brief.model import Brief, Section
from brief.model.audience import name_list
from brief.model.fields import all_prose
from brief.page.link_targets import is_allowed_on_page
from brief.page.vocabulary import vocabulary_violations
from brief.render.presence import Missing, find_missing, unsaid_statuses
from brief.render.presence.remedies import parts_that_show, remedy
from brief.render.template_places import PLACE, element_place, word_place
from brief.visibility.references import uses


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


def broken_links(root: etree._Element, brief: Brief, folders: Sequence[Path]) -> list[Problem]:
    """Return a problem for every id that is on the page twice, and an E310 for every link to an id that is not there.

    An item that two parts show is a fault of the audience (E209), another double id one of a template (E304). A link
    that was written in the dossier is reported there.
    """
    problems = list(_double_ids(root, brief, folders))
    ids = {element.get("id") for element in root.iter()}
    written: dict[str, list[Place]] = {}
    for prose in all_prose(brief):
        for use in uses(prose):
            written.setdefault(use.target, []).append(use.place)
    for link in root.iter("a"):
        target = link.get("href", "")
        if target.startswith("#") and target[1:] not in ids:
            places = written.get(target[1:])
            if places:
                text = f"this refers to `{target[1:]}`, which has no id on the page for {brief.audience.name}"
                hint = "let a template print it with its id, or remove the reference"
                problems += [Problem("E310/target-not-shown", text, place, hint=hint) for place in places]
                continue
            text = f"nothing on the page has the id `{target[1:]}`"
            hint = "add a part that shows it to the audience's `parts`, or remove the link"
            problems.append(Problem("E310/broken-link", text, element_place(link, folders), hint=hint))
    return problems


def _double_ids(root: etree._Element, brief: Brief, folders: Sequence[Path]) -> Iterator[Problem]:
    """Give the problem of each id that two elements have; for two parts that show the same items, only the first."""
    items = {item.id for item in brief.record.items()}
    first: dict[str, etree._Element] = {}
    both: set[tuple[str, str]] = set()
    for element in root.iter():
        name = element.get("id")
        if not name or first.setdefault(name, element) is element:
            continue
        parts = _part_of(first[name]), _part_of(element)
        if parts in both:
            continue
        if name not in items or parts[0] == parts[1] or not all(parts):
            yield Problem(
                "E304/duplicate-id", f"id `{name}` appears twice on the page", element_place(element, folders)
            )
            continue
        both.add(parts)
        other, place = (brief.audience.part_places.get(part, brief.audience.place) for part in parts)
        text = f"parts `{parts[0]}` and `{parts[1]}` both show `{name}`"
        hint = "remove one of them from `parts`"
        yield Problem("E209/shown-twice", text, place, hint=hint, related=((other, f"`{parts[0]}` is here"),))


def _part_of(element: etree._Element) -> str:
    """Return the name of the part that an element is in, or an empty string."""
    return next((part for outer in (element, *element.iterancestors()) if (part := outer.get("data-part"))), "")


def unsaid(main: etree._Element, brief: Brief, folders: Sequence[Path]) -> list[Problem]:
    """Return an E314 for each claim whose status is not said where its words first stand."""
    hint = "print `claim.status` next to the words, as the shipped `macros/claim.html.j2` does"
    return [
        Problem("E314/status-not-said", f"the status of `{name}` is not said next to its words", place, hint=hint)
        for name, words in unsaid_statuses(main, brief)
        for place in [element_place(words, folders)]
    ]


def unshown(
    root: etree._Element, brief: Brief, words: Mapping[str, str], roles: Collection[str], sandbox: Environment
) -> list[Problem]:
    """Return an E307 for each item and each field that was selected for this audience and that no part shows.

    `roles` are those of the sections that templates asked for.
    """
    return [unshown_problem(one, brief, roles, sandbox) for one in find_missing(root, brief, words)]


def unshown_problem(missing: Missing, brief: Brief, roles: Collection[str], sandbox: Environment) -> Problem:
    """Return the E307 for what a page does not show of one item, or of the dossier file."""
    item, audience = missing.owner, brief.audience
    name = missing.fields[0].name if missing.fields else ""
    parts = parts_that_show(item, name, brief, sandbox)
    if item is None or not missing.is_whole:
        fields = name_list([f"`{field.name}`" for field in missing.fields])
        what = f"{fields} of `{item.id}`" if item else fields
        are, them = ("are", "them") if len(missing.fields) > 1 else ("is", "it")
        text = f"{what} {are} for {audience.name}, but no part of that brief shows {them}"
        hint = remedy(parts, audience, f"`{item.id}`" if item else "")
        return Problem("E307/field-not-shown", text, missing.fields[0].place, hint=hint)
    text = f"`{item.id}` is for {audience.name}, but no part of that brief shows it"
    hint = remedy(parts, audience, "the item")
    if isinstance(item, Section):
        hint = _role_hint(item, audience.name, roles, parts)
    place = item.audience_place if item.audience_place.file else item.place
    return Problem("E307/content-not-shown", text, place, hint=hint)


def _role_hint(section: Section, audience: str, roles: Collection[str], parts: Sequence[str]) -> str:
    """Return what to do about a section that no part shows; its role decides which part would."""
    if section.role in roles:
        return "a template asks for it but does not print it: print it, or remove the audience from the section"
    shown = f"the parts of {audience} show {', '.join(sorted(roles))}" if roles else f"no part of {audience} shows any"
    new = " or ".join(f"`{part}`" for part in parts) or "a part"
    return (
        f"its role is `{section.role}`, and {shown}: choose another role, add {new} to `parts`, "
        f"or remove {audience} from the section"
    )
