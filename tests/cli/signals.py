"""What a process that is to be interrupted needs."""

import signal


def hear_ctrl_c() -> None:
    """For preexec_fn: a process started where Ctrl-C is ignored, as in a shell's background, would never hear of it."""
    signal.signal(signal.SIGINT, signal.SIG_DFL)
