"""What the sandbox overrides that is private in Jinja: a release that drops one of these names must fail here first."""

from __future__ import annotations

import inspect

import pytest
from jinja2 import Environment, StrictUndefined, Undefined
from jinja2.exceptions import SecurityError

from brief.render.environment import environment
from brief.render.sandbox import Sandbox
from brief.render.undefined import StrictNames, UnknownNameError


def test_jinja_still_parses_templates_with_the_method_that_counts_loops() -> None:
    assert "_parse" in vars(Environment), "Jinja has no `Environment._parse`: find the new way to change a syntax tree"
    assert list(inspect.signature(Environment._parse).parameters) == list(inspect.signature(Sandbox._parse).parameters)
    assert "self._parse(" in inspect.getsource(Environment.compile), "`Environment.compile` does not call `_parse`"
    sandbox = environment([])
    sandbox.from_string("{% for i in range(7) %}{{ 'a' ~ i }}{% endfor %}").render()
    assert sandbox.steps >= 7


@pytest.mark.parametrize("name", ["_undefined_obj", "_undefined_name", "_undefined_exception", "_undefined_message"])
def test_jinja_still_records_what_was_looked_up(name: str) -> None:
    assert name in vars(Undefined), f"Jinja has no `Undefined.{name}`: find where it records an unknown name"


def test_jinja_still_has_the_method_that_every_use_of_an_undefined_value_calls() -> None:
    assert "_fail_with_undefined_error" in vars(Undefined), "Jinja has no `Undefined._fail_with_undefined_error`"
    fails = Undefined._fail_with_undefined_error
    operators = {name for kind in (Undefined, StrictUndefined) for name, value in vars(kind).items() if value is fails}
    operators -= {"__div__", "__rdiv__"}  # of Python 2
    assert len(operators) > 20
    missed = {name for name in operators if getattr(StrictNames, name) is not StrictNames._fail_with_undefined_error}
    assert missed == set(), "these uses of an unknown name raise Jinja's own error"


@pytest.mark.parametrize(
    "text",
    [
        "{{ nothing }}",
        "{{ 1 + nothing }}",
        "{{ -nothing }}",
        "{{ nothing() }}",
        "{% if nothing %}{% endif %}",
        "{{ nothing|list }}",
    ],
)
def test_every_use_of_an_unknown_name_raises_with_that_name(text: str) -> None:
    with pytest.raises(UnknownNameError) as caught:
        environment([]).from_string(text).render()
    assert caught.value.name == "nothing"


def test_what_the_sandbox_forbids_stays_a_security_error() -> None:
    with pytest.raises(SecurityError):
        environment([]).from_string("{{ ''.__class__.name }}").render()
