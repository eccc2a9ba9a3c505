"""Who may get what: a stranger stops everything before the first message."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from brief.diagnostics.collector import Problems
from brief.diagnostics.problems import Place, Problem
from brief.model import Tlp
from brief.model.recipient import Recipient
from brief.send.addresses import Address, read_address
from brief.send.patterns import Pattern, near_domain, read_pattern


@dataclass(frozen=True, slots=True)
class Admission:
    """Who may get the brief of one audience: its allow-list, its label, and whom a privilege names."""

    audience: str
    patterns: tuple[str, ...]
    tlp: Tlp | None
    place: Place | None  # of the audience's definition
    privileged: tuple[str, ...] | None = None  # names or addresses; `None` where there is no privilege


@dataclass(frozen=True, slots=True)
class Admitted:
    """Somebody who may get the brief of an audience."""

    recipient: Recipient
    address: Address

    @property
    def audience(self) -> str:
        """Return the one audience that the recipient is for."""
        return self.recipient.audience


@dataclass(frozen=True, slots=True)
class Guarded:
    """Everybody who may be written to, each once, and how many rows were merged into others."""

    admitted: tuple[Admitted, ...]
    merged: tuple[Recipient, ...] = ()


def guard(
    recipients: Iterable[Recipient],
    admissions: Mapping[str, Admission],
    resembles: Callable[[str, str], bool],
) -> tuple[Guarded, Problems]:
    """Return who may be written to, and every problem: if there is one, nobody may be written to.

    `admissions` are those of the audiences that are sent to. `resembles` says whether a domain may be
    taken for another.
    """
    problems = Problems()
    patterns = {name: _patterns(admission, problems) for name, admission in admissions.items()}
    first: dict[str, Admitted] = {}
    merged: list[Recipient] = []
    for recipient in recipients:
        address = read_address(recipient.address, recipient.place_of("address"))
        if isinstance(address, Problem):
            problems.append(address)
            continue
        one = Admitted(recipient, address)
        before = first.setdefault(address.key, one)
        if before is one:
            admission = admissions[recipient.audience]
            problems.extend(_refusals(one, admission, patterns[recipient.audience], resembles))
        elif before.audience != recipient.audience:
            problems.append(_two_audiences(one, before))
        else:
            merged.append(recipient)
    return Guarded(tuple(first.values()), tuple(merged)), problems


def _patterns(admission: Admission, problems: Problems) -> tuple[Pattern, ...]:
    found: list[Pattern] = []
    for written in admission.patterns:
        pattern = read_pattern(written, admission.place, is_public=admission.tlp is Tlp.CLEAR)
        if isinstance(pattern, Problem):
            problems.append(pattern)
        else:
            found.append(pattern)
    if not admission.patterns:
        text = f"the audience `{admission.audience}` has no list of allowed recipients"
        hint = 'add `recipients: ["*@example.org"]` to its `audience.yaml`'
        problems.add("E903/no-allow-list", text, admission.place, hint=hint)
    return tuple(found)


def _refusals(
    one: Admitted, admission: Admission, patterns: Sequence[Pattern], resembles: Callable[[str, str], bool]
) -> Iterator[Problem]:
    """Give why somebody may not get the brief of an audience: the first reason."""
    place, shown = one.recipient.place_of("address"), str(one.address)
    allowing = [pattern for pattern in patterns if pattern.allows(one.address)]
    if not allowing:
        if not patterns:
            return  # said once for the whole list
        text = f"`{shown}` is not among the recipients of the audience `{admission.audience}`"
        if near := near_domain(one.address, patterns, resembles):
            hint = f"`{one.address.domain}` looks like `{near}`, and is another domain"
            yield Problem("E903/look-alike", text, place, hint=hint, related=_rule(admission))
            return
        hint = "correct the address or the audience, or add it to `recipients` in `audience.yaml`"
        yield Problem("E903/stranger", text, place, hint=hint, related=_rule(admission))
    elif admission.tlp is Tlp.RED and not any(pattern.is_by_name for pattern in allowing):
        text = f"TLP:RED is for persons by name, and `{shown}` is not named"
        hint = f"add `{shown}` itself to `recipients` in `audience.yaml`"
        yield Problem("E903/not-by-name", text, place, hint=hint, related=_rule(admission))
    elif admission.privileged is not None and not _is_named(one, admission.privileged):
        text = f"the brief is privileged, and its `privilege` does not name `{one.recipient.name or shown}`"
        hint = "add the name or the address to `recipients` of the privilege in `dossier.yaml`, and release it again"
        yield Problem("E903/not-privileged", text, place, hint=hint)


def _rule(admission: Admission) -> tuple[tuple[Place, str], ...]:
    return ((admission.place, "who may get it"),) if admission.place else ()


def _is_named(one: Admitted, named: Iterable[str]) -> bool:
    """Return whether a privilege names somebody, by address or by the whole name."""
    name = " ".join(one.recipient.name.casefold().split())
    for entry in named:
        if "@" in entry:
            found = read_address(entry.strip(), None)
            if isinstance(found, Address) and found.key == one.address.key:
                return True
        elif name and " ".join(entry.casefold().split()) == name:
            return True
    return False


def _two_audiences(one: Admitted, before: Admitted) -> Problem:
    text = f"`{one.address}` is listed for `{one.audience}` and for `{before.audience}`"
    hint = "keep one of the two rows: what is for one audience may be withheld from the other"
    related = ((before.recipient.place_of("address"), "listed here first"),)
    return Problem("E903/two-audiences", text, one.recipient.place_of("address"), hint=hint, related=related)
