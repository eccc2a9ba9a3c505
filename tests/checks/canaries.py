"""A dossier with a word of its own, a canary, in each kind of place in which something can be withheld.

`«place»` stands for a canary: a word that is nowhere else, named after its place. Counsel sees all of them but those of
`PUBLIC`, which are worded for the public alone; those of `NOWHERE` may be in no file at all.
"""

from __future__ import annotations

import re
import string
from collections.abc import Mapping
from functools import cache

DOSSIER = """\
title: {counsel: «title», public: «title for the public»}
subtitle: {counsel: «subtitle», public: «subtitle for the public»}
description: {counsel: «description», public: «description for the public»}
reference: R-1
version: "1"
as_of: 2026-03-01
language: en
authors: [Desk]
bottom_line: {counsel: «bottom line», public: «bottom line for the public»}
basis: {counsel: "«basis» ^[«note in a basis»]", public: «basis for the public»}
contact: {counsel: «contact», public: «contact for the public»}
handling:
  counsel:
    tlp: AMBER
    privilege:
      {kind: attorney-client, counsel: «counsel», purpose: «purpose», recipients: [«recipient», «second recipient»]}
  public: {tlp: CLEAR}
memo:
  counsel: {to: «addressee», from: «sender», re: "«subject of a memorandum» and *«emphasis in its subject»*"}
# «comment in a YAML file»
"""

SECTION = """\
---
title: {counsel: «title of a section in two wordings», public: «title of a section for the public»}
role: facts
audience: [counsel, public]
---
Shown to all [«span»]{audience=counsel} and
[*«emphasis»*]{audience=counsel} [**«strong emphasis»**]{audience=counsel} [~~«strike-out»~~]{audience=counsel}
[on ^«superscript»^]{audience=counsel} [on ~«subscript»~]{audience=counsel} `«code»`{audience=counsel}
[«link text»](https://example.org/«path of a link»){audience=counsel}
[«span in two»]{audience=counsel lang=fr} [Outer [«span within a span»]{lang=de}]{audience=counsel}
[[@s-open, «locator»]]{audience=counsel} [[«prefix» @s-open]]{audience=counsel}
[«words of a claim»]{claim=c-hidden audience=counsel}
a note.[^1] More.^[«inline note»]{audience=counsel} And.^[Shown [«span in a note»]{audience=counsel}.]

[^1]: Everybody reads this. [«span in a named note»]{audience=counsel}

    «paragraph of a note» {audience=counsel}

«paragraph» {audience=counsel}

A paragraph with an id. {#p-«id of a paragraph» audience=counsel}

# «heading» {#h-«id of a heading» audience=counsel}

«paragraph under a heading» {audience=counsel}

## «heading of the second level» {audience=counsel}

«paragraph under it» {audience=counsel}

- «list item» {audience=counsel}
- Shown.
  - «item of an inner list» {audience=counsel}

1. «numbered item» {audience=counsel}
2. Shown.

::: {audience=counsel}
> «quotation in a division»
:::

::: {audience=counsel lang=fr}
«division»

«second paragraph of a division»
:::

::: {audience=counsel}
«term in a list»
:   «definition in a list»
:::

```text {audience=counsel}
«code block»
```

| A | B | C |
|---|---|---|
| one | two | [«span in a cell»]{audience=counsel} |
| «first cell of a row» | «second cell of a row» | «last cell of a row» {audience=counsel} |
| Shown | here | too |

Table: A table [«span in a caption»]{audience=counsel} {#tbl-shown}

| «table header» | B |
|---|---|
| «table cell» | «second table cell» |

Table: «caption of a table» {#tbl-«id of a table» audience=counsel}

::: {table="data/rows.csv" #tbl-rows caption="Rows"}
:::

::: {table="data/hidden.csv" #tbl-hidden caption="«caption of a data table»" audience=counsel}
:::

![A boat [«span in a caption of a figure»]{audience=counsel}](figures/shown.svg){#fig-shown alt="A boat"}

![«caption of a figure»](figures/hidden.svg){#fig-«id of a figure» alt="«alternative text»" audience=counsel}
"""

WHOLE = """\
---
title: «title of a section»
role: analysis
audience: [counsel]
---
«body of a section»

# «heading in a section»

«paragraph in a section»

- «item in a section»

| «header in a section» | B |
|---|---|
| «cell in a section» | x |
"""

SOURCES = """\
- {id: s-open, audience: [counsel, public], title: Open source, type: report, note: {counsel: «note of a shown source»}}
- id: s-«id of a source»
  audience: [counsel]
  title: «title of a source»
  type: case
  author: «author of a source»
  publisher: «publisher of a source»
  url: https://example.org/«path of a source»
  short: «short name»
  citation: «citation of a source»
  note: «note of a source»
  descriptor: {public: «descriptor for the public»}
"""

CLAIMS = """\
- id: c-shown
  audience: [counsel, public]
  statement: {counsel: «statement in two wordings», public: «statement for the public»}
  by: {counsel: «speaker in two wordings», public: «speaker for the public»}
  status: alleged
  response: {counsel: «response in two wordings», public: «response for the public»}
  sources: [s-open, s-«id of a source»]
- id: c-hidden
  audience: [counsel]
  statement: «statement»
  by: «speaker»
  status: alleged
  response: «response»
  note: «note of a claim»
  likelihood: likely
  confidence: {level: low, basis: «basis of a confidence»}
  sources: [s-«id of a source»]
- {id: c-«id of a claim», audience: [counsel], statement: «second statement», by: The port, status: reported}
"""

TIMELINE = """\
- {id: e-hidden, audience: [counsel], date: 2025-05-02, text: «event», sources: [s-«id of a source»]}
- id: e-shown
  audience: [counsel, public]
  date: 2025-05-03
  text: {counsel: «event in two wordings», public: «event for the public»}
"""

GLOSSARY = """\
- {id: g-hidden, audience: [counsel], term: «term», definition: «definition», abbreviation: «ABBREVIATION»}
- id: g-shown
  audience: [counsel, public]
  term: pier
  definition: {counsel: «definition in two wordings», public: «definition for the public»}
"""

ACTIONS = """\
decisions:
  - {id: d-hidden, audience: [counsel], ask: «decision», by: 2026-04-02}
options:
  - {id: o-hidden, audience: [counsel], title: «option», gains: «gains», costs: «costs», recommended: true}
recommendations:
  - {id: r-hidden, audience: [counsel], text: «recommendation»}
steps:
  - {id: n-hidden, audience: [counsel], text: «step», owner: «owner of a step», by: 2026-04-02}
"""

SVG = """<svg xmlns="http://www.w3.org/2000/svg" width="90" height="40"><title>{0}</title><desc>{1}</desc>\
<!-- {2} --><metadata>{3}</metadata><text y="20" font-size="9">{4}</text></svg>"""

FILES = {
    "dossier.yaml": DOSSIER,
    "sections/10-facts.md": SECTION,
    "sections/20-«name of a section».md": WHOLE,
    "sources.yaml": SOURCES,
    "claims.yaml": CLAIMS,
    "timeline.yaml": TIMELINE,
    "glossary.yaml": GLOSSARY,
    "actions.yaml": ACTIONS,
    "data/rows.csv": (
        "Pier,Remark,audience\nNorth,calm,\n«first cell of a data row»,«second cell of a data row»,counsel\n"
    ),
    "data/hidden.csv": "«column of a data file»,B\n«cell of a data file»,1\n",
    "data/«name of a file that nothing uses».csv": "A,B\n1,«cell of a file that nothing uses»\n",
    "figures/shown.svg": SVG.format("", "", "«comment in a picture»", "«metadata of a picture»", ""),
    "figures/hidden.svg": SVG.format("", "", "", "", "«word in a picture»"),
}

PUBLIC = frozenset(place for text in FILES.values() for place in re.findall("«([^«»]*for the public)»", text))
# No file may have these: they are no content, or nothing that these briefs show.
NOWHERE = frozenset(
    {"comment in a YAML file", "name of a file that nothing uses",
     "cell of a file that nothing uses", "comment in a picture", "metadata of a picture", "short name",
     "id of a source"}
)  # fmt: skip


@cache
def places() -> Mapping[str, str]:
    """Return the canary of each place: eight letters that are no word."""
    found = dict.fromkeys(place for name, text in FILES.items() for place in re.findall("«([^«»]+)»", name + text))
    letters = string.ascii_lowercase
    return {place: f"qz{letters[number // 26 % 26]}o{letters[number % 26]}uxq" for number, place in enumerate(found)}


def files() -> Mapping[str, str]:
    """Return the files of the dossier with its canaries."""
    known = places()

    def put(text: str) -> str:
        while "«" in text:
            text = re.sub("«([^«»]+)»", lambda found: known[found[1]], text)
        return text

    return {put(name): put(text) for name, text in FILES.items()}
