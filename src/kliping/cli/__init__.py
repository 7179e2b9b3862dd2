"""The command line: thin, with no logic of its own. `main` is the console script."""

from __future__ import annotations

import sys
from collections.abc import Sequence


def main(arguments: Sequence[str] | None = None) -> None:
    """Run `kliping` (with the arguments of the process) and exit: 0 all well, 1 some items failed, 2 nothing done.

    130 after Ctrl-C and 141 when the reader of our output went away, as shells count them. No traceback is shown.
    """
    # The imports stand inside, so that Ctrl-C during them is caught too.
    try:
        from kliping.cli.commands import run

        status = run(arguments)
    except KeyboardInterrupt:
        status = 130
    except Exception as error:
        from kliping.cli.report import complain

        complain("internal error", f"{type(error).__name__}: {error}", "internal")
        status = 2
    sys.exit(status)
