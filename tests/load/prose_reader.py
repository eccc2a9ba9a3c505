"""How the tests of prose read a text, and how they show what came of it."""

from brief.diagnostics.collector import Problems
from brief.diagnostics.problems import Problem
from brief.load.markdown.prose import read_prose
from brief.load.origin import Origin
from brief.model import Kind, Node, Prose

AUDIENCES = ("legal", "executive", "general")


def read(text: str, **options: bool | str) -> Prose:
    """Return prose that must be free of problems."""
    prose, problems = read_with_problems(text, **options)
    assert problems == []
    return prose


def read_with_problems(text: str, **options: bool | str) -> tuple[Prose, list[Problem]]:
    problems = Problems()
    return read_prose(text, Origin("a.md"), AUDIENCES, problems, **options), problems


def faults(text: str, **options: bool | str) -> list[str]:
    """Return each problem as `CODE line:column+width`."""
    found = read_with_problems(text, **options)[1]
    return [f"{one.code} {one.place.line}:{one.place.column}+{one.place.width}" for one in found if one.place]


def shown(prose: Prose) -> str:
    """Return a tree on one line: `paragraph(text'a' strong(text'b'))`."""
    return " ".join(_shown(node) for node in prose)


def _shown(node: Node) -> str:
    attributes = "".join(f" {key}={value}" for key, value in sorted(node.attributes.items()))
    mark = "" if node.audience is None else f" for={'+'.join(sorted(node.audience))}"
    text = repr(node.text) if node.text or node.kind is Kind.TEXT else ""
    head = f"{node.kind.value}{attributes}{mark}{text}"
    return f"{head}({shown(node.children)})" if node.children else head


def nodes(prose: Prose, kind: Kind) -> list[Node]:
    return [node for top in prose for node in top.walk() if node.kind is kind]


def at(node: Node) -> str:
    return f"{node.place.line}:{node.place.column}+{node.place.width}"


def marked_at(node: Node) -> str:
    assert node.audience_place
    return f"{node.audience_place.line}:{node.audience_place.column}+{node.audience_place.width}"
