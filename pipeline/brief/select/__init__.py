"""Select what one audience may see. No other stage ever removes content.

| module | what it holds |
|---|---|
| `select` | the stage itself: a dossier and an audience in, a brief and what was withheld out |
| `items` | one item or text, narrowed to one audience |
| `describe` | neutral sources for those that an audience may not know by name |
| `guard` | the last check that a brief holds nothing for others |
| `explain` | why something is in a brief or not |
"""

from brief.select.explain import Explanation, explain, withheld_from
from brief.select.select import select

__all__ = ["Explanation", "explain", "select", "withheld_from"]
