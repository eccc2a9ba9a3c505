"""The allow-list of an audience: single addresses, all of one domain, all below a domain."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Final

from brief.diagnostics.problems import Place, Problem
from brief.send.addresses import Address, read_address

_ANYONE: Final = "*"


@dataclass(frozen=True, slots=True)
class Pattern:
    """One entry of an allow-list: a whole address, `*@DOMAIN`, `*@*.DOMAIN`, or `*` for everybody."""

    written: str
    address: str = ""  # the key of the address that it names
    domain: str = ""  # in ASCII
    is_below: bool = False  # what is below the domain, and not the domain itself

    def allows(self, address: Address) -> bool:
        """Return whether the address is one that the entry stands for."""
        if self.address:
            return address.key == self.address
        if self.is_below:
            return address.domain.endswith(f".{self.domain}")
        return self.written == _ANYONE or address.domain == self.domain

    @property
    def is_by_name(self) -> bool:
        """Return whether the entry names one person."""
        return bool(self.address)


def read_pattern(written: str, place: Place | None, *, is_public: bool) -> Pattern | Problem:
    """Return an entry of an allow-list, or what is wrong with it; `*` alone is for what is public."""
    if written == _ANYONE:
        if is_public:
            return Pattern(written)
        hint = "name addresses, or domains as `*@example.org`; only an audience with TLP:CLEAR may be for everybody"
        return Problem("E902/malformed-pattern", "`*` would allow everybody", place, hint=hint)
    local, sign, domain = written.rpartition("@")
    is_below = domain.startswith("*.")
    plain_domain = domain.removeprefix("*.")
    if not sign or "*" in plain_domain or ("*" in local and local != "*") or (is_below and local != "*"):
        hint = "write `jo@example.org`, `*@example.org` for one domain, or `*@*.example.org` for those below it"
        return Problem("E902/malformed-pattern", f"`{written}` is not an entry of an allow-list", place, hint=hint)
    if local != "*":
        found = read_address(written, place)
        return found if isinstance(found, Problem) else Pattern(written, address=found.key, domain=found.domain)
    inside = read_address(f"anyone@{plain_domain}", place)
    if isinstance(inside, Problem):
        hint = "write the domain as its addresses have it, or in ASCII (`xn--...`)"
        return Problem("E902/malformed-pattern", f"`{plain_domain}` is not a domain of addresses", place, hint=hint)
    return Pattern(written, domain=inside.domain, is_below=is_below)


def near_domain(address: Address, patterns: Iterable[Pattern], resembles: Callable[[str, str], bool]) -> str:
    """Return an allowed domain that the domain of an address may be taken for; empty if there is none."""
    for pattern in patterns:
        is_other = pattern.domain and pattern.domain != address.domain
        if is_other and (
            resembles(address.shown_domain, pattern.domain)
            or address.domain.startswith(f"{pattern.domain}.")
            or address.domain.endswith(f"-{pattern.domain}")
        ):
            return pattern.domain
    return ""
