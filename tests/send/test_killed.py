"""Killed at random moments while the server fails in every phase: nobody is forgotten, nobody gets two."""

from __future__ import annotations

import pytest

from brief.send.delivery import State
from tests.send.campaign import run


@pytest.mark.slow
@pytest.mark.filterwarnings("ignore:This process.*is multi-threaded:DeprecationWarning")
def test_a_mailing_killed_forty_times_reaches_everybody_once_or_says_for_whom_nobody_knows(tmp_path) -> None:
    result = run(tmp_path, 60, 40, share=0.03)
    assert result.wrong() == []
    assert len(result.states) == 60
    assert result.kills >= 30
    assert sum(result.failed.values()) > 5
    assert sum(state is State.ACCEPTED for state in result.states.values()) > 30
