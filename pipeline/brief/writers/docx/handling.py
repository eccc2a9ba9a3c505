"""The handling mark: which of the colours of the Traffic Light Protocol it has."""

from __future__ import annotations

STRICT = "TLP:AMBER+STRICT"  # whose strip is wider


def colour_name(mark: str) -> str:
    """Return the name of a mark's colour: that of TLP:AMBER+STRICT is `amber`."""
    return mark.removeprefix("TLP:").partition("+")[0].lower()
