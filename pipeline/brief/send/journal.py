"""The journal of deliveries: written before and after each conversation with a server, so that a kill loses nothing.

SQLite in WAL mode; `docs/mail.md` describes the tables. Addresses are the only personal data in it.
"""

from __future__ import annotations

import contextlib
import hashlib
import hmac
import json
import secrets
import sqlite3
from collections.abc import Iterator, Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import Final

from brief.diagnostics.problems import BriefError, Place, Problem
from brief.send.delivery import Answer, Delivery, State, Version, kept_answer

SCHEMA: Final = 1
_APPLICATION: Final = 0x62726566  # `bref`: which program's file this is
_TABLES: Final = """
CREATE TABLE setting (name TEXT PRIMARY KEY, value BLOB NOT NULL);
CREATE TABLE delivery (
  id TEXT PRIMARY KEY,
  dossier TEXT NOT NULL, audience TEXT NOT NULL, version TEXT NOT NULL,
  manifest_sha256 TEXT NOT NULL, files TEXT NOT NULL,
  address TEXT, address_digest TEXT NOT NULL, language TEXT NOT NULL,
  state TEXT NOT NULL CHECK (state IN ('planned', 'talking', 'accepted', 'refused', 'unknown')),
  dot INTEGER NOT NULL DEFAULT 0,
  tries INTEGER NOT NULL DEFAULT 0,
  answer TEXT NOT NULL DEFAULT '', changed_at TEXT NOT NULL
);
CREATE INDEX by_release ON delivery (dossier, audience, version);
CREATE TABLE event (
  number INTEGER PRIMARY KEY, delivery TEXT NOT NULL REFERENCES delivery (id),
  at TEXT NOT NULL, state TEXT NOT NULL, answer TEXT NOT NULL
);
"""
_COLUMNS: Final = (
    "id, dossier, audience, version, manifest_sha256, files, address, language, state, answer, changed_at, tries"
)


def _now() -> str:
    return datetime.now(UTC).isoformat(timespec="seconds")


class Journal:
    """An open journal. Each method is one transaction, on the disk when it returns."""

    def __init__(self, path: Path, connection: sqlite3.Connection) -> None:
        """Take what `opened` has opened."""
        self.path = path
        self._database = connection
        self.key = bytes(self._setting("key"))
        self.name = bytes(self._setting("name")).decode()

    def _setting(self, name: str) -> bytes:
        row = self._database.execute("SELECT value FROM setting WHERE name = ?", (name,)).fetchone()
        return bytes(row[0])

    def plan(self, deliveries: Sequence[Delivery]) -> None:
        """Add deliveries that are not there yet; those that are stay as they are."""
        with self._transaction():
            for one in deliveries:
                version = one.version
                self._database.execute(
                    "INSERT OR IGNORE INTO delivery (id, dossier, audience, version, manifest_sha256, files, address, "
                    "address_digest, language, state, changed_at) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, 'planned', ?)",
                    (
                        one.id, version.dossier, version.audience, version.version, version.manifest_sha256,
                        json.dumps(version.files), one.address, self.digest(one.address), one.language, _now(),
                    ),
                )  # fmt: skip

    def digest(self, address_key: str) -> str:
        """Return the keyed digest of an address, which stays when the address is forgotten."""
        return hmac.digest(self.key, address_key.casefold().encode(), hashlib.sha256).hex()

    def claim(self, delivery: str) -> bool:
        """Take a planned delivery to talk about it with a server; return whether it was still planned."""
        with self._transaction():
            changed = self._database.execute(
                "UPDATE delivery SET state = 'talking', dot = 0, tries = tries + 1, changed_at = ? "
                "WHERE id = ? AND state = 'planned'",
                (_now(), delivery),
            ).rowcount
        return changed == 1

    def before_dot(self, delivery: str) -> None:
        """Note that the end of the message may leave now: from here on, no answer means unknown."""
        with self._transaction():
            self._database.execute("UPDATE delivery SET dot = 1 WHERE id = ?", (delivery,))

    def settle(self, delivery: str, answer: Answer) -> None:
        """Note what came of a delivery."""
        with self._transaction():
            row = self._database.execute("SELECT address FROM delivery WHERE id = ?", (delivery,)).fetchone()
            text = kept_answer(answer.text, row[0] or "")
            self._note(delivery, answer.state, text)

    def recover(self) -> None:
        """Decide what a killed command left in the middle: unknown if the end may have left, planned again if not.

        The caller is the only one that sends.
        """
        with self._transaction():
            rows = self._database.execute("SELECT id, dot FROM delivery WHERE state = 'talking'").fetchall()
            for delivery, dot in rows:
                state = State.UNKNOWN if dot else State.PLANNED
                self._note(delivery, state, "the command ended before an answer came" if dot else "")

    def _note(self, delivery: str, state: State, text: str) -> None:
        now = _now()
        self._database.execute(
            "UPDATE delivery SET state = ?, dot = 0, answer = ?, changed_at = ? WHERE id = ?",
            (state.value, text, now, delivery),
        )
        self._database.execute(
            "INSERT INTO event (delivery, at, state, answer) VALUES (?, ?, ?, ?)", (delivery, now, state.value, text)
        )

    def find(self, delivery: str) -> Delivery | None:
        """Return one delivery, or `None`."""
        return next(iter(self._select("WHERE id = ?", (delivery,))), None)

    def deliveries(self, dossier: str = "", audience: str = "", version: str = "") -> tuple[Delivery, ...]:
        """Return deliveries in the order in which they were planned; an empty word stands for all."""
        given = {"dossier": dossier, "audience": audience, "version": version}
        chosen = {name: value for name, value in given.items() if value}
        where = " AND ".join(f"{name} = ?" for name in chosen)
        return tuple(self._select(f"WHERE {where}" if where else "", tuple(chosen.values())))

    def _select(self, where: str, values: tuple[str, ...]) -> Iterator[Delivery]:
        query = f"SELECT {_COLUMNS} FROM delivery {where} ORDER BY rowid"  # noqa: S608 # `where` names columns only
        with _as_problems(self.path):
            rows = self._database.execute(query, values).fetchall()
        for row in rows:
            files = tuple((name, digest) for name, digest in json.loads(row[5]))
            version = Version(row[1], row[2], row[3], row[4], files)
            yield Delivery(row[0], version, row[6] or "", row[7], State(row[8]), row[9], row[10], row[11])

    def forget(self, address: str) -> int:
        """Remove an address and what servers said of it; return from how many deliveries.

        A keyed digest stays, so that a list that still has the address leads to no second message.
        """
        with self._transaction():
            digest = self.digest(address)
            changed = self._database.execute(
                "UPDATE delivery SET address = NULL, answer = '' WHERE address_digest = ? AND address IS NOT NULL",
                (digest,),
            ).rowcount
            self._database.execute(
                "UPDATE event SET answer = '' WHERE delivery IN (SELECT id FROM delivery WHERE address_digest = ?)",
                (digest,),
            )
        with _as_problems(self.path):
            self._database.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        return changed

    @contextlib.contextmanager
    def _transaction(self) -> Iterator[None]:
        with _as_problems(self.path):
            self._database.execute("BEGIN IMMEDIATE")
            try:
                yield
            except BaseException:
                self._database.execute("ROLLBACK")
                raise
            self._database.execute("COMMIT")


@contextlib.contextmanager
def opened(path: Path) -> Iterator[Journal]:
    """Open a journal, or begin one; raise `BriefError` (E905) for one that is damaged, newer or of another program."""
    connection = None
    try:
        with _as_problems(path):
            path.parent.mkdir(parents=True, exist_ok=True)
            connection = sqlite3.connect(path, timeout=30, isolation_level=None)
            _prepare(path, connection)
            journal = Journal(path, connection)
        yield journal
    finally:
        if connection is not None:
            connection.close()


def _prepare(path: Path, database: sqlite3.Connection) -> None:
    """Make the tables of a new journal; raise `BriefError` for a file that is not one that this version can read."""
    database.execute("PRAGMA secure_delete = ON")  # what is forgotten is gone from the file too
    found = database.execute("PRAGMA application_id").fetchone()[0]
    schema = database.execute("PRAGMA user_version").fetchone()[0]
    if found == 0 and schema == 0 and not database.execute("SELECT count(*) FROM sqlite_master").fetchone()[0]:
        _begin(path, database)
    elif found != _APPLICATION:
        text = f"`{path}` is a database of another program"
        hint = "name another file as `journal` in `[mail]` of `brief.toml`"
        raise BriefError([Problem("E905/not-a-journal", text, Place(str(path)), hint=hint)])
    elif schema > SCHEMA:
        text = f"the journal has schema {schema}, and this version of `brief` knows {SCHEMA}"
        hint = "use the version of `brief` that wrote it, or a newer one"
        raise BriefError([Problem("E905/newer-journal", text, Place(str(path)), hint=hint)])
    elif (state := database.execute("PRAGMA quick_check(1)").fetchone()[0]) != "ok":
        raise sqlite3.DatabaseError(state.splitlines()[0])
    database.execute("PRAGMA journal_mode = WAL")
    database.execute("PRAGMA synchronous = FULL")
    database.execute("PRAGMA foreign_keys = ON")


def _begin(path: Path, database: sqlite3.Connection) -> None:
    path.chmod(0o600)
    database.execute("BEGIN IMMEDIATE")
    if not database.execute("SELECT count(*) FROM sqlite_master").fetchone()[0]:  # another process may have been faster
        for statement in _TABLES.split(";"):
            database.execute(statement)
        for name, value in (("key", secrets.token_bytes(32)), ("name", secrets.token_hex(8).encode())):
            database.execute("INSERT INTO setting VALUES (?, ?)", (name, value))
        database.execute(f"PRAGMA application_id = {_APPLICATION}")
        database.execute(f"PRAGMA user_version = {SCHEMA}")
    database.execute("COMMIT")


@contextlib.contextmanager
def _as_problems(path: Path) -> Iterator[None]:
    """Raise what SQLite raises as `BriefError`: nothing may be sent that cannot be written down."""
    try:
        yield
    except sqlite3.OperationalError as error:
        text = f"the journal `{path}` cannot be used: {error}"
        hint = "free some space or change the permissions there, and run the command again: it goes on where it was"
        raise BriefError([Problem("E905/journal-not-writable", text, Place(str(path)), hint=hint)]) from error
    except sqlite3.DatabaseError as error:
        text = f"the journal is damaged: {error}"
        hint = "restore it from a copy; without it, there is no record of who has been written to"
        raise BriefError([Problem("E905/damaged-journal", text, Place(str(path)), hint=hint)]) from error
    except OSError as error:
        text = f"the journal `{path}` cannot be used: {(error.strerror or str(error)).lower()}"
        hint = "change the permissions there, or name another file as `journal` in `[mail]` of `brief.toml`"
        raise BriefError([Problem("E905/journal-not-writable", text, Place(str(path)), hint=hint)]) from error
