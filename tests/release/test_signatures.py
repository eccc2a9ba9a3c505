"""Signed releases: the PDF, and the manifest that stands for all files; nothing stands behind a signature."""

from __future__ import annotations

import contextlib
import http.server
import threading
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from brief.app.release_check import AnswerWord, Given, ReleaseCheck, check_release
from brief.app.releases import write_releases
from brief.app.signing import VARIABLE, read_signer, sign_files
from brief.diagnostics.problems import BriefError
from brief.release import signatures
from tests.release.certificates import PASSPHRASE, Holder, authority, issued
from tests.release.releases import sample_release
from tests.release.test_tampering import change_byte, edit, write_all_again

PDF = "general/claude-cloning-general.pdf"


@pytest.fixture(scope="module")
def holders() -> dict[str, Holder]:
    made = {"authority": authority("The authority"), "other": authority("Another authority")}
    return made | {
        "signer": issued(made["authority"], "Ruta Oskins"),
        "expired": issued(made["authority"], "Odo Brankle", years=6),
        "clock": issued(made["authority"], "The clock", stamps=True),
    }


@pytest.fixture(scope="module")
def trust(holders, tmp_path_factory) -> dict[str, Path]:
    folder = tmp_path_factory.mktemp("trust")
    for name in ("authority", "other"):
        (folder / f"{name}.pem").write_bytes(holders[name].pem())
    return {name: folder / f"{name}.pem" for name in ("authority", "other")}


@contextlib.contextmanager
def service(clock: Holder, status: int = 200) -> Iterator[str]:
    """Give the address of a service on this machine that stamps."""

    class Handler(http.server.BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            request = self.rfile.read(int(self.headers["Content-Length"]))
            answer = clock.stamp(request)
            self.send_response(status)
            self.send_header("Content-Length", str(len(answer)))
            self.end_headers()
            self.wfile.write(answer)

        def log_message(self, *_: object) -> None:
            pass

    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_address[1]}/"
        server.shutdown()


def signed(builds, holders, root: Path, *, who: str = "signer", stamped: bool = True) -> Path:
    """Write a signed release of what the public gets of the sample, and return its folder."""
    root.mkdir(parents=True, exist_ok=True)
    (root / "key.p12").write_bytes(holders[who].pkcs12())
    release = sample_release(builds, "general")
    with service(holders["clock"]) as address:
        signer = read_signer(root / "key.p12", {VARIABLE: PASSPHRASE}, address if stamped else "")
        release = replace(release, finished=sign_files(release.finished, signer), signer=signer)
        (done,) = write_releases(root / "releases", [release])
    return done.folder


@pytest.fixture(scope="module")
def released(builds, holders, tmp_path_factory) -> Path:
    return signed(builds, holders, tmp_path_factory.mktemp("output"))


@pytest.fixture
def copy(released, tmp_path) -> Path:
    import shutil

    shutil.copytree(released.parent, tmp_path / "releases")
    return tmp_path / "releases" / released.name


def check(folder: Path, *trusted: Path) -> ReleaseCheck:
    return check_release(folder, Given(trust=trusted, needs_signature=True))


def rules(found: ReleaseCheck) -> set[str]:
    """Return the rules that are broken, but for what the status list knows: not everybody has it."""
    return {problem.rule for problem in found.problems} - {"E805/status-differs"}


def test_a_signed_release_holds_and_says_who_signed_and_when(released, trust) -> None:
    found = check(released, trust["authority"])
    assert (found.answer, found.problems) == (AnswerWord.HOLDS, ())
    assert found.parts[0].signed == tuple(
        f"{name}: signed by Ruta Oskins, trusted; stamped 2026-11-24T09:00:00+00:00, trusted"
        for name in ("manifest.json", "claude-cloning-general.pdf")
    )
    assert check(released / PDF, trust["authority"]).answer is AnswerWord.HOLDS


def test_a_signer_is_trusted_only_if_somebody_says_so(released, trust) -> None:
    assert rules(check(released, trust["other"])) == {"E806/signer-not-trusted"}
    found = check(released)
    assert found.answer is AnswerWord.AS_FAR
    assert [limit.name for limit in found.parts[0].limits] == ["signer-not-checked"]


def test_a_byte_after_a_signature_is_found_with_all_sums_right(copy, trust) -> None:
    with (copy / PDF).open("ab") as file:
        file.write(b"\n")
    write_all_again(copy, "general")
    assert rules(check(copy, trust["authority"])) == {"E806/signature-broken"}
    assert rules(check(copy / PDF, trust["authority"])) == {"E806/signature-broken"}


def test_a_byte_of_a_signed_file_is_found_with_all_sums_right(copy, trust) -> None:
    change_byte(copy / PDF)
    write_all_again(copy, "general")
    assert "E806/signature-broken" in rules(check(copy, trust["authority"]))


def test_an_older_signature_is_found(copy, builds, holders, trust, tmp_path) -> None:
    """Put the signature of another manifest in the place of this one's."""
    edit(copy, "general/manifest.json", lambda held: held.update(title="Another title"))
    write_all_again(copy, "general")
    found = check(copy, trust["authority"])
    assert rules(found) == {"E806/signature-broken"}


def test_a_signature_that_was_taken_away_is_missed(copy, trust) -> None:
    (copy / "general/manifest.json.p7s").unlink()
    write_all_again(copy, "general")
    assert rules(check(copy, trust["authority"])) == {"E806/not-signed"}
    found = check_release(copy, Given(trust=(trust["authority"],)))
    assert [limit.name for limit in found.parts[0].limits] == ["not-signed"]


def test_a_certificate_counts_as_of_the_time_stamp(builds, holders, trust, tmp_path) -> None:
    """One that has expired since is not trusted without a stamp, nor with a stamp of later."""
    for stamped in (False, True):
        folder = signed(builds, holders, tmp_path / str(stamped), who="expired", stamped=stamped)
        assert rules(check(folder, trust["authority"])) == {"E806/signer-not-trusted"}


def test_the_pdf_begins_with_the_file_that_was_checked(builds, released) -> None:
    data = builds.sample("general").files["pdf"]
    assert (released / PDF).read_bytes().startswith(data)


@pytest.mark.slow
def test_a_signed_pdf_is_still_pdf_ua_1_and_pdf_a_2a(released) -> None:
    from tests.verifiers import verapdf

    assert verapdf.failures((released / PDF).read_bytes()) == []


def test_the_same_release_unsigned_is_there_and_a_signed_one_needs_another_version(builds, holders, tmp_path) -> None:
    write_releases(tmp_path / "releases", [sample_release(builds, "general")])
    with pytest.raises(BriefError) as caught:
        signed(builds, holders, tmp_path)
    assert [(one.rule, one.text) for one in caught.value.problems] == [
        ("E801/already-released", "version 1.0 for general was released with other content: it was not signed")
    ]


def test_without_the_library_a_signature_is_not_checked_and_never_counts_as_checked(released, monkeypatch) -> None:
    monkeypatch.setattr(signatures, "has_library", lambda: False)
    monkeypatch.setattr("brief.app.signature_check.has_library", lambda: False)
    found = check_release(released, Given())
    assert [limit.name for limit in found.parts[0].limits] == ["signature-not-checked"]
    with pytest.raises(BriefError) as caught:
        check(released)
    assert [problem.rule for problem in caught.value.problems] == ["E508/no-pyhanko"]


def test_what_cannot_be_signed_is_one_error(builds, holders, tmp_path) -> None:
    path = tmp_path / "key.p12"
    path.write_bytes(holders["signer"].pkcs12())
    with service(holders["clock"], status=503) as address:
        for secret, where in (
            (PASSPHRASE, address),
            ("another", ""),
            (PASSPHRASE, "ftp://clock"),
            (PASSPHRASE, "http://127.0.0.1:1/"),
        ):
            with pytest.raises(BriefError) as caught:
                sign_files(sample_release(builds, "general").finished, read_signer(path, {VARIABLE: secret}, where))
            assert [problem.rule for problem in caught.value.problems] == ["E806/cannot-sign"]
    with pytest.raises(BriefError) as caught:
        read_signer(tmp_path / "none.p12", {}, "")
    assert [problem.rule for problem in caught.value.problems] == ["E503/file-not-readable"]
