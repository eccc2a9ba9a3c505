"""Bytes that a fuzzer finds, read as prose, YAML and data files: no input may end in a traceback.

Atheris follows the branches that an input takes, and so goes further than the properties in `tests/load`. It is not
among the packages that the tests need, because its wheel is 35 MB:

    .venv/bin/pip install atheris
    .venv/bin/python -m tests.torture.fuzz CORPUS -max_total_time=600 -max_len=600

CORPUS is a folder that keeps what it finds. It stops at the first input that raises, and writes it to a file.
"""

from __future__ import annotations

import sys

import atheris

with atheris.instrument_imports(include=["brief.load", "brief.diagnostics"]):
    from brief.diagnostics.collector import Problems
    from brief.load.assets.files import decode_table
    from brief.load.assets.tables import read_rows
    from brief.load.markdown.prose import read_prose
    from brief.load.origin import Origin
    from brief.load.yaml.reader import read_yaml

AUDIENCES = ("legal", "executive", "general")
READERS = (
    lambda text, problems: read_prose(text, Origin("a.md"), AUDIENCES, problems),
    lambda text, problems: read_yaml(text, Origin("a.yaml"), problems),
    lambda text, problems: read_rows(text, "a.csv", AUDIENCES, problems),
)


def read(data: bytes) -> None:
    """Read bytes with the reader that their first byte chooses."""
    problems = Problems()
    text = decode_table(data[1:], "a", problems)
    if data and text is not None:
        READERS[data[0] % len(READERS)](text, problems)


if __name__ == "__main__":
    atheris.Setup(sys.argv, read)
    atheris.Fuzz()
