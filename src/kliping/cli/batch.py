"""`kliping batch`: its arguments. The work stands in `batch_pages`, which brings Arrow with it."""

from __future__ import annotations

import argparse
import os
from pathlib import Path

from kliping.cli.report import complain

ENGINES = ("local", "ray", "spark")

_EXAMPLES = """\
INPUT is a Parquet file with the columns url and html, a WARC, ARC or WACZ file, a page, or a folder of these.
Each page becomes one row of the Parquet parts in DIR, in the columns of the record; what can't be read has a row
that says why. Pages are not joined to stories. A page that crashes, hangs or bloats its process costs itself alone.

examples:
  kliping batch pages.parquet --out records/
  kliping batch CC-NEWS/ --out records/ --workers 16
  kliping batch CC-NEWS/ --out records/ --resume
  kliping batch /shared/pages --out /shared/records --engine ray --address auto

exit status: 0 all pages read, 1 some not, 2 none or wrong usage
"""


def parser() -> argparse.ArgumentParser:
    """The arguments of `kliping batch`."""
    parser = argparse.ArgumentParser(
        prog="kliping batch",
        usage="kliping batch INPUT... --out DIR [--workers N] [--engine local|ray|spark] [--resume]",
        description="Read pages by the million into Parquet, each page once, whatever is killed on the way.",
        epilog=_EXAMPLES,
        formatter_class=argparse.RawDescriptionHelpFormatter,
        allow_abbrev=False,
    )
    add = parser.add_argument
    add("sources", nargs="*", metavar="INPUT", help="Parquet, WARC, ARC or WACZ files, pages, or folders of these")
    add("--out", type=Path, metavar="DIR", help="the folder for the parts, made if there is none")
    add("--workers", type=int, metavar="N", help="pages that are read at once (default: one a core)")
    add("--engine", choices=ENGINES, default="local", help="what spreads the work (default: local, this machine)")
    add("--address", help="the cluster: a Ray address or a Spark master (default: one on this machine)")
    add("--resume", action="store_true", help="go on with a run that was stopped; what is done is not read again")
    add("--part-pages", type=int, default=1000, metavar="N", help="pages of one part at most (default: 1000)")
    add("--no-templates", action="store_true", help="keep what the stories of a site have in common in their text")
    add("--time-limit", type=float, default=30.0, metavar="SECONDS", help="that a page may take (default: 30)")
    add("--memory-limit", type=int, default=2048, metavar="MB", help="that a page may take (default: 2048)")
    return parser


def run(parser: argparse.ArgumentParser, options: argparse.Namespace) -> int:
    """Read the pages; the exit status."""
    if not options.sources:
        parser.error("the following arguments are required: INPUT")
    if options.out is None:
        parser.error("--out is needed")
    if options.workers is None:
        options.workers = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
    for name in ("workers", "part_pages", "time_limit", "memory_limit"):
        if not getattr(options, name) > 0:
            parser.error(f"--{name.replace('_', '-')} must be above 0")
    if options.address and options.engine == "local":
        parser.error("--address is for the engines ray and spark")
    try:
        from kliping.cli.batch_pages import batch_pages

        return batch_pages(options)
    except ModuleNotFoundError as error:
        extra = "parquet" if error.name == "pyarrow" else options.engine
        complain("batch", f"This needs {error.name}: install kliping[{extra}].", f"needs_{extra}")
        return 2
