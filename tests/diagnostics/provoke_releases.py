"""Faults of releases: each function here causes one, with a dossier of a few lines in an empty folder."""

from __future__ import annotations

import datetime
import json
from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from brief.app.approving import approve
from brief.app.project import Project
from brief.app.release_check import Given, check_release
from brief.app.release_manifests import FinishedFiles
from brief.app.release_preparation import approval_problems
from brief.app.release_text import refuse_words_of_others
from brief.app.releases import write_releases
from brief.app.signing import read_signer
from brief.app.withdrawal import withdraw
from brief.diagnostics.problems import Problem
from brief.load import load, load_approvals, load_audiences
from brief.model import Approval
from brief.release import contents, signatures
from brief.release.signatures import open_signer, sign_detached
from tests.release.test_hostile import MANIFEST, zipped
from tests.release.wall import change, prepared, release, write_dossier

if TYPE_CHECKING:
    from tests.diagnostics.provoke import Setting

ROOT = Path("output/releases")
FOLDER = ROOT / "wall-1.0"
Provoke = Callable[["Setting"], Iterable[Problem] | None]


def released(then: Callable[[], Iterable[Problem] | None]) -> Provoke:
    """Return a provocation that releases the dossier for the public, and does something else."""

    def run(setting: Setting) -> Iterable[Problem] | None:
        setting.monkeypatch.chdir(setting.empty)
        write_dossier()
        release("general")
        return then()

    return run


def again(*edits: tuple[str, str, str], withdrawn: bool = False) -> Provoke:
    """Return a provocation that changes the dossier and releases it again."""

    def run() -> list[Problem]:
        if withdrawn:
            withdraw(ROOT, "wall-1.0", [], "the diver took it back")
        for name, old, new in edits:
            change(old, new, name)
        return list(release("general").problems)

    return released(run)


def verified(tamper: Callable[[Path], object], given: Given | None = None) -> Provoke:
    """Return a provocation that changes a release, and verifies what the public got."""

    def run() -> list[Problem]:
        tamper(FOLDER / "general")
        found = check_release(FOLDER / "general", given or Given()).problems
        return [problem for problem in found if problem.rule != "E805/sums-differ"] or list(found)

    return released(run)


def archived(data: bytes, largest: int = contents.LARGEST) -> Provoke:
    """Return a provocation that verifies an archive that came from elsewhere."""

    def run(setting: Setting) -> None:
        setting.monkeypatch.chdir(setting.empty)
        setting.monkeypatch.setattr(contents, "LARGEST", largest)
        Path("wall-1.0.zip").write_bytes(data)
        check_release(Path("wall-1.0.zip"), Given())

    return run


def unnamed(setting: Setting) -> None:
    """Release a file that does not say for whom it is."""
    setting.monkeypatch.chdir(setting.empty)
    write_dossier()
    (one,) = prepared("general")
    data = {name: data.replace(b"brief.audience", b"x") for name, data in one.finished.data.items()}
    write_releases(ROOT, [replace(one, finished=FinishedFiles(one.finished.names, data))])


def telling(setting: Setting) -> None:
    """Look at a note that has a sentence of the brief for counsel."""
    setting.monkeypatch.chdir(setting.empty)
    write_dossier()
    (one,) = prepared("general")
    words = b"The owner of the quay must repair it before anybody is hurt."
    refuse_words_of_others({"changes.md": words}, one.terms, one.evidence)


def unapproved(*approvals: Approval) -> Provoke:
    def run(setting: Setting) -> list[Problem]:
        setting.monkeypatch.chdir(setting.empty)
        write_dossier()
        (one,) = prepared("general")
        evidence = replace(one.evidence, roles=("counsel",))
        return list(approval_problems(evidence, approvals, Path("content/wall")))

    return run


def changed_since(setting: Setting) -> list[Problem]:
    """Change a claim after counsel has approved it."""
    setting.monkeypatch.chdir(setting.empty)
    write_dossier()
    audiences = load_audiences([setting.shipped])
    folder, audience = Path("content/wall"), audiences["general"]
    day = datetime.date(2026, 11, 24)
    approve(folder, load(folder, audiences), audience, [setting.shipped], name="Ruta Oskins", role="counsel", on=day)
    change("3 cm", "4 cm", "claims.yaml")
    (one,) = prepared("general")
    return list(approval_problems(replace(one.evidence, roles=("counsel",)), load_approvals(folder), folder))


def unknown_role(setting: Setting) -> None:
    setting.monkeypatch.chdir(setting.empty)
    write_dossier()
    audiences = load_audiences([setting.shipped])
    audience = replace(audiences["general"], approvals=("counsel",))
    day = datetime.date(2026, 11, 24)
    folder = Path("content/wall")
    approve(folder, load(folder, audiences), audience, [setting.shipped], name="Ruta Oskins", role="councel", on=day)


def _rewrite(path: Path, **values: Any) -> None:
    path.write_text(json.dumps(json.loads(path.read_text()) | values), encoding="utf-8")


def _link(folder: Path) -> None:
    (folder / "more").symlink_to("/etc")


def rebuilt_elsewhere(setting: Setting) -> list[Problem]:
    """Rebuild a release after its dossier was changed."""
    setting.monkeypatch.chdir(setting.empty)
    write_dossier()
    release("general")
    change("3 cm", "4 cm", "claims.yaml")
    return list(check_release(FOLDER / "general", Given(project=Project.open())).problems)


def no_library(setting: Setting) -> None:
    setting.monkeypatch.setattr(signatures, "has_library", lambda: False)
    signatures.require_library()


def wrong_passphrase(setting: Setting) -> None:
    from tests.release.certificates import authority  # which the extra `sign` alone brings

    setting.monkeypatch.chdir(setting.empty)
    Path("key.p12").write_bytes(authority("The authority").pkcs12())
    read_signer(Path("key.p12"), {}, "")


def _sign(folder: Path) -> None:
    """Sign the manifest with the key of one authority, where another one is trusted."""
    from tests.release.certificates import PASSPHRASE, authority

    key = open_signer(authority("Odo Brankle").pkcs12(), PASSPHRASE, None)
    (folder / "manifest.json.p7s").write_bytes(sign_detached((folder / "manifest.json").read_bytes(), key))
    Path("trusted.pem").write_bytes(authority("The authority").pem())


STATUS = ROOT / "status/general/wall.json"

PROVOKED_RELEASES: Mapping[str, Provoke] = {
    "E508-no-pyhanko": no_library,
    "E609-unknown-role": unknown_role,
    "E610-unknown-release": released(lambda: withdraw(ROOT, "wall-1.1", [], "a mistake") and None),
    "E801-already-released": again(("claims.yaml", "3 cm", "4 cm")),
    "E801-version-form": again(("dossier.yaml", '"1.0"', "second draft")),
    "E801-version-not-higher": again(("dossier.yaml", '"1.0"', '"0.9"')),
    "E801-withdrawn-version": again(withdrawn=True),
    "E802-changed-since-approval": changed_since,
    "E802-not-approved": unapproved(),
    "E803-no-identity": unnamed,
    "E803-words-of-others": telling,
    "E804-link-or-device": verified(_link),
    "E804-manifest-malformed": archived(zipped(("wall/manifest.json", MANIFEST[:20]))),
    "E804-name-refused": archived(zipped(("../../etc/cron.d/x", b"x"))),
    "E804-newer-schema": archived(zipped(("wall/manifest.json", MANIFEST))),
    "E804-no-manifest": archived(zipped(("wall/notes.txt", b"x"))),
    "E804-not-a-release": archived(zipped(("wall/manifest.json", MANIFEST))[:-30]),
    "E804-status-malformed": verified(lambda _: STATUS.write_text("{}")),
    "E804-too-large": archived(zipped(("wall/zeros", bytes(2**20 + 1))), largest=2**20),
    "E805-file-added": verified(lambda folder: (folder / "notes.txt").write_text("x")),
    "E805-file-changed": verified(lambda folder: (folder / "changes.md").write_text("x")),
    "E805-file-missing": verified(lambda folder: (folder / "changes.md").unlink()),
    "E805-other-identity": verified(lambda folder: _rewrite(folder / "manifest.json", audience="legal")),
    "E805-rebuild-differs": rebuilt_elsewhere,
    "E805-status-differs": verified(lambda _: _rewrite(STATUS, releases=[])),
    "E805-sums-differ": verified(lambda folder: (folder / "SHA256SUMS").write_text("x")),
    "E805-withdrawn": verified(lambda _: withdraw(ROOT, "wall-1.0", ["general"], "the diver took it back")),
    "E806-cannot-sign": wrong_passphrase,
    "E806-not-signed": verified(lambda _: None, Given(needs_signature=True)),
    "E806-signature-broken": verified(lambda folder: (folder / "manifest.json.p7s").write_bytes(b"0")),
    "E806-signer-not-trusted": verified(_sign, Given(trust=(Path("trusted.pem"),))),
    "E806-trust-list": verified(lambda _: Path("trusted.pem").write_text("x"), Given(trust=(Path("trusted.pem"),))),
    "W711-version-gap": again(("dossier.yaml", '"1.0"', '"1.3"')),
}
