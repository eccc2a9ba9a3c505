"""`brief send` and `brief deliveries` on a small release, with messages that leave into a folder."""

from __future__ import annotations

import json
import stat
from email import message_from_bytes
from email.policy import default
from pathlib import Path

import pytest

from brief.cli import main
from tests.release.wall import change, release, write_dossier

RELEASE = "output/releases/wall-1.0"
LIST = "name,address,audience\nJo,jo@example.org,legal\nKim,kim@example.org,general\nJo,JO@example.org,legal\n"


@pytest.fixture
def project(tmp_path, monkeypatch) -> Path:
    monkeypatch.chdir(tmp_path)
    write_dossier()
    release()
    Path("brief.toml").write_text(
        '[mail]\nfrom = "Desk <desk@example.org>"\nformats = ["html"]\ntransport = "folder"\nfolder = "sent"\n'
        'per_minute = 60000\n[mail.audiences.legal]\nsensitivity = "Private"\n'
    )
    Path("recipients.csv").write_text(LIST)
    return tmp_path


def sent() -> list[Path]:
    return sorted(Path("sent").glob("*.eml"))


def test_without_go_messages_are_only_written_for_their_owner(project, capsys) -> None:
    assert main(["send", RELEASE]) == 0
    files = sorted(Path("output/outbox").iterdir())
    assert [path.name.split("-")[0] for path in files] == ["general", "legal"]
    assert {stat.S_IMODE(path.stat().st_mode) for path in files} == {0o600}
    assert sent() == []
    message = message_from_bytes(files[1].read_bytes(), policy=default)
    assert message["Subject"].startswith("[TLP:AMBER] ")
    assert (message["To"], message["Sensitivity"]) == ("Jo <jo@example.org>", "Private")
    assert message.get_body(("plain",)).get_content().splitlines()[0] == "TLP:AMBER"
    assert "data-template" not in message.get_body(("html",)).get_content()
    [attached] = message.iter_attachments()
    assert attached.get_payload(decode=True) == Path(RELEASE, "legal/wall-legal.html").read_bytes()
    output = capsys.readouterr()
    assert "jo@example.org" in output.out
    assert "listed more than once" in output.err
    assert main(["send", "--clear-outbox"]) == 0
    assert list(Path("output/outbox").iterdir()) == []


def test_everybody_gets_one_message_however_often_it_is_run(project, capsys) -> None:
    assert main(["send", RELEASE, "--go", "--limit", "1"]) == 0
    assert len(sent()) == 1
    assert main(["send", RELEASE, "--go", "--resume"]) == 0
    assert len(sent()) == 2
    before = [path.stat().st_mtime_ns for path in sent()]
    assert main(["send", RELEASE, "--go"]) == 0
    assert [path.stat().st_mtime_ns for path in sent()] == before
    capsys.readouterr()
    assert main(["deliveries", "--json", "--state", "accepted"]) == 0
    rows = json.loads(capsys.readouterr().out)
    assert {(row["address"], row["audience"]) for row in rows} == {
        ("jo@example.org", "legal"), ("kim@example.org", "general")
    }  # fmt: skip


def test_a_stranger_stops_everything(project, capsys) -> None:
    Path("recipients.csv").write_text(LIST + "Al,al@example.net,general\n")
    assert main(["send", RELEASE, "--go"]) == 1
    assert sent() == []
    assert "recipients.csv:5:4" in capsys.readouterr().err
    assert main(["send", RELEASE, "--go", "--to", "kim@example.org", "-a", "general"]) == 0
    Path("recipients.csv").write_text("address,audience\nkim@example.org,legal\n")
    assert main(["send", RELEASE, "--go"]) == 1
    assert "got this version for the audience `general`" in capsys.readouterr().err


def test_words_of_the_brief_keep_their_language_and_direction_in_another_message(project) -> None:
    Path("recipients.csv").write_text("address,audience,language\nkim@example.org,general,he\n")
    assert main(["send", RELEASE]) == 0
    [path] = Path("output/outbox").iterdir()
    html = message_from_bytes(path.read_bytes(), policy=default).get_body(("html",)).get_content()
    assert '<html lang="he" dir="rtl">' in html
    assert '<h1 lang="en" dir="ltr" style="font-size: 1.3em">The wall</h1>' in html
    assert '<code dir="ltr">brief verify</code>' in html


def test_no_address_gets_two_audiences_briefs_when_each_has_a_version_of_its_own(project, capsys) -> None:
    change('version: "1.0"', 'version: "2.0"\nversions: {general: "1.1"}')
    release()
    for first, then in (("general", "legal"), ("legal", "general")):
        address = f"{first}@example.org"
        own = "output/releases/wall-2.0"
        assert main(["send", own, "--go", "--to", address, "-a", first]) == 0
        assert main(["send", own, "--go", "--to", address, "-a", then]) == 1
        assert f"got this version for the audience `{first}`" in capsys.readouterr().err
    assert len(sent()) == 2


def test_a_forgotten_address_is_gone_from_the_journal_and_gets_no_second_message(project) -> None:
    assert main(["send", RELEASE, "--go"]) == 0
    assert main(["deliveries", "--forget", "Kim@example.org"]) == 0
    assert all(b"kim@example.org" not in path.read_bytes() for path in Path("deliveries").iterdir())
    for path in sent():
        path.unlink()
    assert main(["send", RELEASE, "--go"]) == 0
    assert sent() == []


MISTAKES = {
    "address,audience\njo@example.org\n": "E185/ragged-row 2",
    "address,address\na@example.org,b@example.org\n": "E185/duplicate-column 1",
    "address,\njo@example.org,legal\n": "E185/unnamed-column 1",
    "jo@example.org,legal\nkim@example.org,legal\n": "E185/header-not-first 1",
    'address,audience\n"jo@example.org,legal\n': "E185/not-csv 2",
    "address,audience\n\njo@example.org,leagl\n": "E201/unknown-audience 3",
    "address,audience,language\njo@example.org,legal,xx-yy\n": "E111/unknown-language 2",
    "address,audience\n,legal\n": "E901/missing-value 2",
    "address,audience\njo@example.org,\n": "E901/missing-value 2",
    "address,audience\njo@example.org,legal;general\n": "E901/several-audiences 2",
    "address;audience\njo@example.org;legal, general\n": "E901/several-audiences 2",
    "address,name,audience\njo@example.org,\u202eJo,legal\n": "E187/character-not-allowed 2",
    "address,audience\njo@example,legal\n": "E902/malformed-address 2",
    "address,audience\nmailto:jo@example.org,legal\n": "E902/malformed-address 2",
    "address,audience\njo @example.org,legal\n": "E902/malformed-address 2",
    "address,audience\njo@example.org.,legal\n": "E902/malformed-address 2",
    "address,audience\njo@@example.org,legal\n": "E902/malformed-address 2",
    "address,audience\njo@[127.0.0.1],legal\n": "E902/malformed-address 2",
    "address,audience\nJo <jo@example.org>,legal\n": "E902/more-than-an-address 2",
    "address,audience\njo@example.org kim@example.org,legal\n": "E902/more-than-an-address 2",
    "address,audience\njo(kim)@example.org,legal\n": "E902/more-than-an-address 2",
    "address,audience\njo@ｅxample.org,legal\n": "E902/read-in-two-ways 2",
    "address,audience\njo@example.org.evil.example,legal\n": "E903/look-alike 2",
    "address,audience\njo@exarnple.org,legal\n": "E903/look-alike 2",
    "address,audience\njo@eхample.org,legal\n": "E903/look-alike 2",
    "address,audience\njo@mail.example.org,legal\n": "E903/stranger 2",
    "address,audience\njo@example.org,legal\nJO@example.org,general\n": "E903/two-audiences 3",
    "address,group\njo@example.org,legal\n": "E901/unknown-column 1",
    "name,audience\nJo,legal\n": "E901/missing-column 1",
    "\n": "E901/no-recipients 1",
}


@pytest.mark.parametrize(("text", "wanted"), MISTAKES.items(), ids=[f"{n}" for n in range(len(MISTAKES))])
def test_a_mistake_in_a_list_is_named_at_its_line_and_nothing_is_sent(project, capsys, text, wanted) -> None:
    Path("recipients.csv").write_text(text, encoding="utf-8")
    assert main(["send", RELEASE, "--go"]) == 1
    rule, line = wanted.split()
    error = capsys.readouterr().err
    assert f"error {rule}:" in error
    assert f"recipients.csv:{line}" in error
    assert sent() == []
