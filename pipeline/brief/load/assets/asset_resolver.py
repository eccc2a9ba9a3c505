"""What prose asks for by name from figures/ and data/: pictures are read, tables are filled in."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Collection
from dataclasses import dataclass, field, replace

from brief.diagnostics.collector import Problems
from brief.diagnostics.paths import display_path
from brief.diagnostics.problems import Place
from brief.diagnostics.suggestions import closest, did_you_mean
from brief.load.assets.files import FOLDERS, Folder, decode_table
from brief.load.assets.pictures import LARGEST as LARGEST_PICTURE
from brief.load.assets.pictures import read_picture
from brief.load.assets.tables import LARGEST as LARGEST_TABLE
from brief.load.assets.tables import read_rows
from brief.model import Kind, Node, Picture, Prose

_SCHEME = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:|//")


@dataclass(frozen=True, slots=True)
class AssetResolver:
    """Reads the pictures and tables that the prose of one dossier asks for, each once."""

    folder: Folder
    audiences: Collection[str]
    problems: Problems
    pictures: dict[str, Picture] = field(default_factory=dict, hash=False)
    tables: dict[str, tuple[Node, ...]] = field(default_factory=dict, hash=False)
    refused: set[str] = field(default_factory=set, hash=False)  # pictures that cannot be used

    def fill_in(self, prose: Prose) -> Prose:
        """Return prose with its data tables filled in; afterwards its pictures are in `pictures`."""
        if not any(
            node.get("source") and node.kind in (Kind.FIGURE, Kind.TABLE) for top in prose for node in top.walk()
        ):
            return prose
        return tuple(new for node in prose if (new := node.mapped(self._with_asset)) is not None)

    def _with_asset(self, node: Node) -> Node:
        source = node.get("source")
        if not source or node.kind not in (Kind.FIGURE, Kind.TABLE):
            return node
        name = self._name(source, "figures" if node.kind is Kind.FIGURE else "data", node.place)
        if node.kind is Kind.FIGURE:
            if name:
                self._read_picture(name, node.place)
            return replace(node, attributes={**node.attributes, "source": name or source})
        attributes = {key: value for key, value in node.attributes.items() if key != "source"}
        rows = self._rows(name, node.place) if name else ()
        return replace(node, children=(*node.children, *rows), attributes=attributes)

    def _name(self, source: str, inside: str, place: Place) -> str:
        """Return the name of the file that is asked for; empty after a problem at `place`."""
        name = posixpath.normpath(source)
        if _SCHEME.match(source) or name.startswith(("/", "../")) or name == ".." or "\\" in source:
            close = closest(posixpath.basename(name), [posixpath.basename(file) for file in self.folder.under(inside)])
            hint = (
                f"did you mean `{inside}/{close}`?"
                if close
                else f"put the file into `{inside}/`, and write `{inside}/NAME`"
            )
            self.problems.add("E181/outside-dossier", f"`{source}` is not inside the dossier", place, hint=hint)
            return ""
        if name in self.folder.under(inside):
            return name
        if name not in self.folder.refused and name.partition("/")[0] not in self.folder.refused:
            known = self.folder.under(inside)
            hint = did_you_mean(name, known) or f"such files are in `{inside}/` and end in {', '.join(FOLDERS[inside])}"
            self.problems.add("E180/missing-file", f"the dossier has no file `{source}`", place, hint=hint)
        return ""

    def _read_picture(self, name: str, place: Place) -> None:
        if name in self.pictures or name in self.refused:
            return
        data = self.folder.read_bytes(name, place, LARGEST_PICTURE, self.problems)
        found = None if data is None else read_picture(name, data, self.folder.place(name), place, self.problems)
        if found is None:
            self.refused.add(name)
        else:
            self.pictures[name] = found

    def _rows(self, name: str, place: Place) -> tuple[Node, ...]:
        if name not in self.tables:
            data = self.folder.read_bytes(name, place, LARGEST_TABLE, self.problems)
            file = display_path(self.folder.path / name)
            text = None if data is None else decode_table(data, file, self.problems)
            self.tables[name] = () if text is None else read_rows(text, file, self.audiences, self.problems)
        return self.tables[name]
