"""References: every link to something else in the page says its number, once all numbers are known."""

from __future__ import annotations

from collections.abc import Mapping

from lxml import etree

from brief.render import prose

STATED_AT = "x-stated-at"  # data-claim: the numbered paragraphs that make a claim
CITED_AT = "x-cited-at"  # data-cite: the numbered paragraphs that cite a source


def refer(
    main: etree._Element, labels: Mapping[str, str], citing: Mapping[str, list[str]], words: Mapping[str, str]
) -> None:
    """Turn every reference placeholder under `main` into a link with its words, in place.

    `labels` says what each id is called; `citing` gives, for each source, the ids of the paragraphs that cite it.
    """
    stated: dict[str, list[str]] = {}
    index = {element.get("id", ""): element for element in main.iter() if element.get("id")}
    for span in main.iter("span"):
        claim = span.get("data-claim")
        if claim:
            paragraphs = stated.setdefault(claim, [])
            outer = numbered(span)
            if outer and outer not in paragraphs:
                paragraphs.append(outer)
            if claim not in index:
                span.set("id", claim)
                index[claim] = span
    for placeholder in list(main.iter(prose.REFERENCE)):
        target = placeholder.get("data-target", "")
        placeholder.tag = "a"
        del placeholder.attrib["data-target"]
        placeholder.set("href", f"#{target}")
        has_words = bool(len(placeholder) or (placeholder.text or "").strip())
        placeholder.set("class", "term" if has_words else "ref")
        if not has_words:
            placeholder.text = labels.get(target) or _row(index[target], labels, words)
    for kind, name, places in ((STATED_AT, "data-claim", stated), (CITED_AT, "data-cite", citing)):
        for placeholder in list(main.iter(kind)):
            _links(placeholder, places.get(placeholder.get(name, ""), []), labels)


def numbered(element: etree._Element) -> str:
    """Return the id of the numbered paragraph that an element stands in, or an empty string."""
    for outer in element.iterancestors("p"):
        if outer.get("class") == "numbered":
            return str(outer.get("id", ""))
    return ""


def _row(found: etree._Element, labels: Mapping[str, str], words: Mapping[str, str]) -> str:
    """Return what to call something without a label: `Table 1, row 3`, or all of its words, or else its kind."""
    table = next(found.iterancestors("table"), None)
    if found.tag == "tr" and table is not None and table.get("id") in labels:
        rows = [row for row in table.iter("tr") if next(row.iterancestors("tbody"), None) is not None]
        return f"{labels[table.get('id', '')]}, {words['row']} {rows.index(found) + 1}"
    return "".join(map(str, found.itertext())).strip() or words[str(found.tag)]


def _links(placeholder: etree._Element, paragraphs: list[str], labels: Mapping[str, str]) -> None:
    """Write links to numbered paragraphs, their bare numbers parted by commas."""
    placeholder.tag = "span"
    etree.strip_attributes(placeholder, "data-claim", "data-cite")
    previous = None
    for paragraph in paragraphs:
        link = etree.SubElement(placeholder, "a")
        link.set("class", "ref")
        link.set("href", f"#{paragraph}")
        link.text = labels[paragraph].rpartition(" ")[2]
        if previous is not None:
            previous.tail = ", "
        previous = link
    if previous is None:
        placeholder.text = "–"
