"""The stage that takes out what an audience may not see; nothing else ever drops content."""

from brief.select.explain import Explanation, explain, withheld_from
from brief.select.select import select

__all__ = ["Explanation", "explain", "select", "withheld_from"]
