"""Headers are read back as they were written, by another parser than the one of the program's own library."""

from __future__ import annotations

import json
import random
import subprocess
import sys
from email import message_from_bytes
from email.policy import default
from pathlib import Path

import pytest

from brief.diagnostics.problems import BriefError
from brief.send.addresses import Address
from brief.send.headers import mailbox_field, text_field
from brief.send.message import Attachment, Letter, Mailbox, attachment_name, message_bytes

SCRIPTS = (
    "plain words about a wall", "Überprüfung der Kaimauer größer", "стена наклоняется вниз", "الجدار يميل قليلا",
    "החומה נוטה מעט", "壁が傾いている 三センチ", "दीवार झुक रही है", "กำแพงเอียง", "🧱👩🏽‍🔧 🏳️‍🌈",
    '=?utf-8?q?no?= a=b _ ? "x" <y>, (z)',
)  # fmt: skip
PROGRAM = """
const {default: PostalMime} = require('postal-mime');
const given = JSON.parse(require('fs').readFileSync(0));
(async () => {
  const read = [];
  for (const raw of given) {
    const mail = await PostalMime.parse(Buffer.from(raw, 'latin1'));
    read.push({subject: mail.subject, to: mail.to, attachments: mail.attachments.map(
      one => [one.filename, one.mimeType, Buffer.from(one.content).toString('base64')]), text: mail.text});
  }
  process.stdout.write(JSON.stringify(read));
})();
"""
JO = Address("jo", "example.org", "example.org")


def read_by_another(messages: list[bytes]) -> list[dict]:
    """Return messages as `postal-mime` reads them, a parser in JavaScript."""
    given = json.dumps([message.decode("latin1") for message in messages])
    run = subprocess.run(
        ["node", "-e", PROGRAM], input=given, capture_output=True, text=True, check=True,
        cwd=Path(sys.prefix, "verifiers"), timeout=120,
    )  # fmt: skip
    return json.loads(run.stdout)


def texts(count: int) -> list[str]:
    chance = random.Random(5)
    words = [word for script in SCRIPTS for word in script.split()]
    return [" ".join(chance.choices(words, k=chance.randint(1, 30))) for _ in range(count)]


def test_thousands_of_subjects_and_names_are_read_back_equal() -> None:
    given = texts(3000)
    messages = [
        (mailbox_field("To", text[:60].strip(), JO) + text_field("Subject", text) + "\r\n").encode() for text in given
    ]
    assert all(max(map(len, message.split(b"\r\n"))) < 79 for message in messages)
    read = read_by_another(messages)
    assert [one["subject"] for one in read] == given
    assert [one["to"][0]["name"] for one in read] == [text[:60].strip() for text in given]
    assert {one["to"][0]["address"] for one in read} == {"jo@example.org"}


@pytest.mark.parametrize("odd", ["\r", "\n", "\0", "\x85", "\u2028", "\x1b"])
def test_no_text_begins_another_header(odd) -> None:
    for write in (lambda text: text_field("Subject", text), lambda text: mailbox_field("To", text, JO)):
        with pytest.raises(BriefError):
            write(f"The wall{odd}Bcc: all@example.org")


def letter(**more) -> Letter:
    files = (
        Attachment("wall.pdf", "application/pdf", bytes(range(256)) * 40),
        Attachment("wall.html", "text/html", b"<p>\r\n"),
    )
    given = {
        "id": "abc", "to": Mailbox(JO, "Jo"), "sender": Mailbox(JO), "subject": "The wall", "text": "TLP:AMBER\n.\nä\n",
        "html": "<p>TLP:AMBER</p>", "language": "en", "attachments": files,
    }  # fmt: skip
    return Letter(**(given | more))


def test_attachments_are_read_back_byte_for_byte_and_the_message_is_always_the_same() -> None:
    from datetime import UTC, datetime

    now = datetime(2026, 11, 23, tzinfo=UTC)
    data = message_bytes(letter(), now)
    assert data == message_bytes(letter(), now)
    [read] = read_by_another([data])
    import base64

    found = {name: base64.b64decode(content) for name, _, content in read["attachments"]}
    assert found == {file.name: file.data for file in letter().attachments}
    assert read["text"].startswith("TLP:AMBER\n")
    parsed = message_from_bytes(data, policy=default)
    assert [part.get_param("name") for part in parsed.iter_attachments()] == ["wall.pdf", "wall.html"]
    assert parsed["Message-ID"] == "<abc@example.org>"


def test_names_of_attachments_are_short_and_ascii_and_stay_apart() -> None:
    names = [attachment_name(f"{'wall-' * 20}{end}.pdf") for end in "ab"] + [attachment_name("mür.pdf")]
    assert len(set(names)) == 3
    assert all(name.isascii() and len(name) < 60 and name.endswith(".pdf") for name in names)
    assert attachment_name("wall.pdf") == "wall.pdf"
