"""Sending to a real server on loopback: TLS with a checked certificate, logins, faults in every phase."""

from __future__ import annotations

import pytest

from brief.send.delivery import Answer, ServerAway, State, TransportUnusable
from brief.send.transports.interface import Envelope
from brief.send.transports.smtp import Server, Smtp
from brief.send.transports.smtp_login import Login
from tests.send.server import PASSWORD, TOKEN, USER, Fault, Running, running

DATA = b"Subject: Wall\r\n\r\n.a line with a dot\r\nend\r\n"
PLAIN = Login("password", USER, lambda: PASSWORD)


def envelope(to: str = "jo@example.org", data: bytes = DATA) -> Envelope:
    return Envelope("abc123", "desk@example.org", to, data, not to.isascii())


def client(server: Running, login: Login = PLAIN, security: str = "starttls", **more) -> Smtp:
    given = {"ca_file": str(server.ca_file), "patience": 5.0, "final_patience": 5.0} | more
    return Smtp(Server("localhost", server.port, security, login, **given))


def one(server: Running, to: str = "jo@example.org", **more) -> tuple[Answer, bool]:
    """Send one message; return the answer, and whether its end may have left."""
    has_ended = []
    transport = client(server, **more)
    transport.open()
    answer = transport.deliver(envelope(to), lambda: has_ended.append(True))
    transport.close()
    return answer, bool(has_ended)


def first(phase: str, fault: str) -> Fault:
    """Return the fault of the first time that a phase is met."""
    left = [fault]
    return lambda now: left.pop() if now == phase and left else ""


@pytest.mark.parametrize(
    ("login", "without", "method"),
    [
        (PLAIN, (), "PLAIN"),
        (PLAIN, ("PLAIN",), "LOGIN"),
        (Login("xoauth2", USER, lambda: TOKEN), (), "XOAUTH2"),
    ],
)
def test_a_message_arrives_byte_for_byte_after_tls_and_login(tmp_path, login, without, method) -> None:
    with running(tmp_path, without=without) as server:
        answer, _ = one(server, login=login)
    assert answer == Answer(State.ACCEPTED, "250 2.0.0 kept 1")
    assert server.box.messages == [("jo@example.org", DATA)]
    assert set(server.box.logins) == {method}


@pytest.mark.parametrize("login", [Login("password", USER, lambda: "no"), Login("xoauth2", USER, lambda: "old")])
def test_a_wrong_password_or_token_stops_everything(tmp_path, login) -> None:
    with running(tmp_path) as server, pytest.raises(TransportUnusable) as caught:
        client(server, login).open()
    assert caught.value.rule == "E906/login-refused"
    assert login.secret() not in caught.value.text


def test_a_certificate_for_another_name_or_of_an_unknown_authority_is_refused(tmp_path) -> None:
    with running(tmp_path, name="mail.example.org") as server, pytest.raises(TransportUnusable) as caught:
        client(server).open()
    assert caught.value.rule == "E906/certificate"
    with running(tmp_path) as server, pytest.raises(TransportUnusable) as caught:
        client(server, ca_file="").open()
    assert caught.value.rule == "E906/certificate"
    assert server.box.logins == {}


def test_nothing_is_said_to_a_server_without_tls(tmp_path) -> None:
    with running(tmp_path, has_tls=False) as server:
        with pytest.raises(TransportUnusable) as caught:
            client(server).open()
        assert caught.value.rule == "E906/no-tls"
        answer, _ = one(server, login=Login("none"), security="none")
    assert answer.state is State.ACCEPTED


def test_the_server_says_what_it_takes_and_gets_what_it_offers(tmp_path) -> None:
    with running(tmp_path, has_dsn=True, largest=5000) as server:
        offer = client(server).open()
        one(server)
    assert (offer.largest, offer.takes_utf8) == (5000, True)
    mail, rcpt = server.box.parameters
    assert f"SIZE={len(DATA)} RET=HDRS ENVID=abc123" in mail
    assert rcpt.endswith("NOTIFY=FAILURE,DELAY ORCPT=rfc822;jo@example.org")


def test_an_address_that_is_not_ascii_goes_to_a_server_with_smtputf8(tmp_path) -> None:
    with running(tmp_path) as server:
        answer, _ = one(server, "jö@example.org")
    assert answer.state is State.ACCEPTED
    assert server.box.messages == [("jö@example.org", DATA)]
    assert "SMTPUTF8" in server.box.parameters[0]


@pytest.mark.parametrize("phase", ["connect", "tls", "login"])
@pytest.mark.parametrize("fault", ["drop", "421 4.3.2 busy"])
def test_a_fault_before_the_first_message_means_later(tmp_path, phase, fault) -> None:
    with running(tmp_path, first(phase, fault), without=("LOGIN",)) as server:
        transport = client(server)
        with pytest.raises(ServerAway):
            transport.open()
        transport.open()
        assert transport.deliver(envelope(), lambda: None).state is State.ACCEPTED


@pytest.mark.parametrize("phase", ["MAIL", "RCPT", "DATA", "body"])
@pytest.mark.parametrize("fault", ["drop", "451 4.3.0 later"])
def test_a_fault_before_the_end_of_a_message_may_be_tried_again(tmp_path, phase, fault) -> None:
    with running(tmp_path, first(phase, fault)) as server:
        transport = client(server)
        transport.open()
        ended = []
        large = DATA + b"the wall leans\r\n" * 500_000  # more than is on its way at once
        answer = transport.deliver(envelope(data=large), lambda: ended.append(1))
        assert (answer.state, ended) == (State.PLANNED, [])
        assert transport.deliver(envelope(), lambda: None).state is State.ACCEPTED
    assert len(server.box.messages) == 1


@pytest.mark.parametrize("phase", ["dot", "answer"])
def test_no_answer_to_a_whole_message_means_unknown(tmp_path, phase) -> None:
    with running(tmp_path, first(phase, "drop")) as server:
        answer, has_ended = one(server)
    assert has_ended
    assert (answer.state, answer.is_connection_lost) == (State.UNKNOWN, True)
    assert len(server.box.messages) == (phase == "answer")


def test_a_server_that_does_not_answer_a_whole_message_in_time_means_unknown(tmp_path) -> None:
    with running(tmp_path) as server:
        transport = client(server, final_patience=0.0001)
        transport.open()
        assert transport.deliver(envelope(), lambda: None).state is State.UNKNOWN


@pytest.mark.parametrize("phase", ["RCPT", "DATA"])
def test_a_5xx_answer_to_a_message_refuses_it_for_good_and_the_next_one_goes_on(tmp_path, phase) -> None:
    with running(tmp_path, first(phase, "550 5.1.1 nobody here")) as server:
        transport = client(server)
        transport.open()
        answer = transport.deliver(envelope(), lambda: None)
        assert answer == Answer(State.REFUSED, "550 5.1.1 nobody here")
        assert transport.deliver(envelope(), lambda: None).state is State.ACCEPTED
    assert server.box.logins["PLAIN"] == 1  # on the same connection


def test_a_5xx_answer_to_the_sender_stops_everything(tmp_path) -> None:
    with running(tmp_path, first("MAIL", "550 5.7.60 not yours")) as server, pytest.raises(TransportUnusable) as caught:
        one(server)
    assert caught.value.rule == "E906/server-refuses"


def test_a_fault_at_the_goodbye_changes_nothing(tmp_path) -> None:
    with running(tmp_path, first("QUIT", "drop")) as server:
        assert one(server)[0].state is State.ACCEPTED
    assert server.box.failed == {"QUIT": 1}


def test_a_server_that_is_down_is_away(tmp_path) -> None:
    with running(tmp_path) as server:
        pass
    with pytest.raises(ServerAway, match="refused"):
        client(server).open()
