"""`kliping desk`: the archive as pages in a browser."""

from __future__ import annotations

import argparse
import os
import secrets
from functools import partial

from kliping.cli.archives import archive_option, archive_path, say_text, with_archive
from kliping.cli.read import web_options
from kliping.cli.report import complain

PORT = 8420
VARIABLE = "KLIPING_PASSWORD"

_EXAMPLES = """\
examples:
  kliping desk
  kliping desk --archive desk.kliping --port 9000
  kliping desk --host 0.0.0.0 --token
  KLIPING_PASSWORD=... kliping desk --host 0.0.0.0 --name desk.example

It answers this machine alone. To be reached from others it needs --password or --token.
exit status: 0 stopped by Ctrl-C, 2 it can't be started
"""


def parser() -> argparse.ArgumentParser:
    """The arguments of `kliping desk`."""
    parser = argparse.ArgumentParser(
        prog="kliping desk",
        usage="kliping desk [--archive FILE] [--port N] [--host ADDRESS --password WORD|--token] [options]",
        description="Serve the archive to a browser: to read, search, check why a record is as it is, correct it, and "
        "add pages. The archive is made where there is none.",
        epilog=_EXAMPLES,
        formatter_class=argparse.RawDescriptionHelpFormatter,
        allow_abbrev=False,
    )
    parser.add_argument("sources", nargs="*", help=argparse.SUPPRESS)
    archive_option(parser)
    add = parser.add_argument
    add("--port", type=_port, default=PORT, metavar="N", help=f"default: {PORT}; 0 takes any that is free")
    add("--host", default="127.0.0.1", metavar="ADDRESS", help="the address to answer at (default: 127.0.0.1)")
    add("--password", metavar="WORD", help=f"what readers must know (better: ${VARIABLE}, which others don't see)")
    add("--token", action="store_true", help="make up such a word, and show it in the address")
    add("--name", action="append", default=[], metavar="NAME", help="a name that the desk is called by, beside its own")
    web_options(parser)
    return parser


def _port(word: str) -> int:
    port = int(word)
    if not 0 <= port < 65_536:
        raise argparse.ArgumentTypeError("it must be below 65536")
    return port


def run(parser: argparse.ArgumentParser, options: argparse.Namespace) -> int:
    """Serve until Ctrl-C; the exit status."""
    if options.sources:
        parser.error("it takes no SOURCE; add pages in the browser, or with `kliping add`")
    if options.warc:
        parser.error("--warc belongs to `kliping add`; the desk keeps the pages in the archive")
    try:
        from kliping.desk.guard import is_loopback
    except ModuleNotFoundError as error:
        complain("desk", f"The desk can't be opened without {error.name}: install kliping[desk].", "needs_desk")
        return 2
    secret = options.password or os.environ.get(VARIABLE) or (secrets.token_urlsafe(18) if options.token else None)
    if secret is None and not is_loopback(options.host):
        parser.error("to be reached from other machines it needs --password or --token")
    return with_archive(options, partial(_serve, options, secret))


def _serve(options: argparse.Namespace, secret: str | None) -> int:
    from kliping.archive.archive import Archive
    from kliping.desk.guard import is_loopback, names_for
    from kliping.desk.serve import bound, serve
    from kliping.desk.settings import Settings
    from kliping.sources.options import Options

    Archive(archive_path(options), create=True).close()
    try:
        listening = bound(options.host, options.port)
    except OSError as error:
        sentence = f"It can't answer at {options.host}, port {options.port}: {error.strerror or error}."
        complain("desk", sentence, "no_port")
        return 2
    settings = Settings(
        archive_path(options).absolute(),
        Options(
            allow_private=options.allow_private,
            contact=options.contact,
            rate=options.rate,
            cache=not options.no_cache,
        ),
        names_for(options.host, options.name),
        not is_loopback(options.host),
        secret,
    )
    shown = f"[{options.host}]" if ":" in options.host else options.host
    address = f"http://{shown}:{listening.getsockname()[1]}/"
    way_in = f"{address}login?token={secret}" if options.token and not options.password else address
    if status := say_text(f"The desk is open at {way_in} (Ctrl-C closes it)\n"):
        return status
    serve(settings, listening)
    return 0
