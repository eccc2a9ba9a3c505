"""Names that a template uses and that do not exist."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, NoReturn

from jinja2 import StrictUndefined
from jinja2.exceptions import SecurityError
from jinja2.utils import missing


class UnknownNameError(Exception):
    """A template used a name that does not exist. Holds the name, the names that do, and the kind of their owner."""

    def __init__(self, name: str, known: Sequence[str], owner: str) -> None:
        """Keep what is needed for a suggestion; `owner` is empty for a global name or a key of a mapping."""
        super().__init__(name)
        self.name, self.known, self.owner = name, tuple(known), owner


class StrictNames(StrictUndefined):
    """An undefined value that raises `UnknownNameError` however it is used, with the names that would have existed.

    Jinja has no public way to replace the error of an undefined value: `_fail_with_undefined_error` is what all its
    operators call, and `_undefined_obj`, `_undefined_name`, `_undefined_exception` and `_undefined_message` are its
    only record of what was looked up where. Checked with Jinja 3.1.6; a test fails when one of them is gone.
    """

    __slots__ = ()

    def _fail_with_undefined_error(self, *_: Any, **__: Any) -> NoReturn:
        owner = self._undefined_obj
        if self._undefined_exception is SecurityError:
            raise SecurityError(self._undefined_message or "not allowed")
        if owner is missing or not isinstance(self._undefined_name, str):
            raise UnknownNameError(str(self._undefined_name), (), "")
        if hasattr(owner, "keys"):
            keys = [str(key) for key in owner.keys()]  # noqa: SIM118  (a mapping that may not be iterable)
            raise UnknownNameError(self._undefined_name, keys, "")
        known = [name for name in dir(owner) if not name.startswith("_")]
        raise UnknownNameError(self._undefined_name, known, type(owner).__name__.strip("_").lower())

    __iter__ = __str__ = __len__ = __eq__ = __ne__ = __bool__ = __hash__ = _fail_with_undefined_error
    __getattr__ = __getitem__ = __call__ = __contains__ = _fail_with_undefined_error
    __add__ = __radd__ = __sub__ = __rsub__ = __mul__ = __rmul__ = __pow__ = __rpow__ = _fail_with_undefined_error
    __truediv__ = __rtruediv__ = __floordiv__ = __rfloordiv__ = __mod__ = __rmod__ = _fail_with_undefined_error
    __lt__ = __le__ = __gt__ = __ge__ = __neg__ = __pos__ = _fail_with_undefined_error
    __int__ = __float__ = __complex__ = _fail_with_undefined_error
