"""The desk served: one process, one socket, until Ctrl-C."""

from __future__ import annotations

import logging
import socket
from contextlib import suppress

import uvicorn

from kliping.desk.app import make_app
from kliping.desk.settings import Settings

_BACKLOG, _PATIENCE = 128, 2


def bound(host: str, port: int) -> socket.socket:
    """A socket that listens there; port 0 takes any that is free. Raises `OSError`."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    listening = socket.socket(family, socket.SOCK_STREAM)
    try:
        listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        listening.bind((host, port))
        listening.listen(_BACKLOG)
    except BaseException:
        listening.close()
        raise
    return listening


def serve(settings: Settings, listening: socket.socket) -> None:
    """Answer until the process is told to stop."""
    logging.getLogger("python_multipart").setLevel(logging.CRITICAL)  # the sender of a broken form is told, nobody else
    config = uvicorn.Config(
        make_app(settings),
        log_level="critical",
        access_log=False,
        server_header=False,
        lifespan="off",
        loop="asyncio",
        http="h11",
        ws="none",
        timeout_graceful_shutdown=_PATIENCE,
        proxy_headers=False,
    )
    with listening, suppress(KeyboardInterrupt):
        uvicorn.Server(config).run(sockets=[listening])
