"""WeasyPrint, loaded once: late, because that takes a second, and guarded, because it needs libraries of the system."""

from __future__ import annotations

import contextlib
import functools
import io
import sys
import threading
import warnings

from brief.diagnostics.problems import BriefError, Problem

CHECKED = "70."  # the mends and the tags rest on the inside of this version
_LOADING = threading.Lock()
_LIBRARIES = {
    "darwin": "install it with `brew install pango`",
    "linux": "install it with `apt-get install libpangoft2-1.0-0 libharfbuzz-subset0`",
}


def load() -> None:
    """Make WeasyPrint ready for use, mends and tags included; calling it again costs nothing.

    Raise `BriefError`: E501 when Pango or one of its libraries is missing, E505 for a version that was not checked.
    """
    with _LOADING:
        _load_once()


@functools.cache  # keeps no failure: a library may be installed while the program runs
def _load_once() -> None:
    version = _imported()
    if not version.startswith(CHECKED):
        text = f"WeasyPrint {version} is not a version that this writer was checked with"
        raise BriefError([Problem("E505", text, hint=f"install a version that begins with `{CHECKED}`")])
    from brief.writers.pdf import engine_warnings, tags, weasyprint_patches

    weasyprint_patches.install()
    tags.install()
    engine_warnings.install()


def _imported() -> str:
    # On a missing library WeasyPrint prints a banner to stdout, where only data may go; it also warns when the
    # system has no fonts, which is no fault here.
    with contextlib.redirect_stdout(io.StringIO()), warnings.catch_warnings():
        warnings.simplefilter("ignore")
        try:
            import weasyprint
        except OSError as fault:
            text = f"Pango or one of its libraries cannot be loaded: {str(fault).splitlines()[0]}"
            hint = _LIBRARIES.get(sys.platform, "install Pango 1.44 or later with HarfBuzz and Fontconfig")
            raise BriefError([Problem("E501", text, hint=hint)]) from fault
    return str(weasyprint.__version__)
