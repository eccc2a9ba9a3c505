"""Load WeasyPrint, once: only when it is needed, as that takes a second, and with errors that say what is missing."""

from __future__ import annotations

import contextlib
import ctypes.util
import functools
import io
import sys
import threading
import warnings
from collections.abc import Iterator

from brief.diagnostics.problems import BriefError, Problem

SERIES = "70."  # whose public interface this writer was checked with; `weasyprint_sources` guards the rest
_LOADING = threading.Lock()
_LIBRARIES = {
    "darwin": "install it with `brew install pango`",
    "linux": "install it with `apt-get install libpangoft2-1.0-0 libharfbuzz-subset0`",
}


def load() -> None:
    """Import WeasyPrint and check that it is the one this writer was written for; a second call costs nothing.

    Raise `BriefError`: E501 when Pango or one of its libraries is missing, E505 for a version that was not checked,
    and for one in which a function differs that is patched or whose private names are read.
    """
    with _LOADING:
        _load_once()


def pango_version() -> str:
    """Return the version of Pango, on which line breaks depend: `1.50.12`. Raise `BriefError` as `load` does."""
    load()
    from weasyprint.text.ffi import pango

    number = int(pango.pango_version())
    return f"{number // 10000}.{number // 100 % 100}.{number % 100}"


@functools.cache  # keeps no failure: a library may be installed while the program runs
def _load_once() -> None:
    version = _import_weasyprint()
    if not version.startswith(SERIES):
        text = f"WeasyPrint {version} is not supported"
        hint = f"install WeasyPrint {SERIES}0: `pip install weasyprint=={SERIES}0`"
        raise BriefError([Problem("E505/engine-version", text, hint=hint)])
    from brief.writers.pdf import engine_warnings, weasyprint_internals, weasyprint_patches
    from brief.writers.pdf.weasyprint_sources import check_sources

    dependencies = (*weasyprint_patches.PATCHES, *weasyprint_internals.INTERNALS)
    if problems := list(check_sources(dependencies, version)):
        raise BriefError(problems)
    weasyprint_patches.prepare()
    engine_warnings.install()


def _import_weasyprint() -> str:
    # On a missing library WeasyPrint prints a banner to stdout, where only data may go; it also warns when the
    # system has no fonts, which does not matter here.
    with _no_search(), contextlib.redirect_stdout(io.StringIO()), warnings.catch_warnings():
        warnings.simplefilter("ignore")
        try:
            import weasyprint
        except OSError as error:
            text = f"Pango or one of its libraries cannot be loaded: {str(error).splitlines()[0]}"
            hint = _LIBRARIES.get(sys.platform, "install Pango 1.44 or later with HarfBuzz and Fontconfig")
            raise BriefError([Problem("E501/no-pango", text, hint=hint)]) from error
    return str(weasyprint.__version__)


@contextlib.contextmanager
def _no_search() -> Iterator[None]:
    """Let this thread open libraries only by the names of their files, which WeasyPrint has too.

    On Linux the search for the name of a file starts `ldconfig`, `gcc` and `ld`, over eighty programs in all, and those
    that `PATH` leads to. It finds nothing that the loader does not.
    """
    search, loader = ctypes.util.find_library, threading.get_ident()
    if sys.platform == "linux":
        ctypes.util.find_library = lambda name: None if threading.get_ident() == loader else search(name)
    try:
        yield
    finally:
        ctypes.util.find_library = search
