"""The engine for Ray, on real local clusters: one of its own, and one of two machines of which one is killed."""

from __future__ import annotations

from pathlib import Path
from time import sleep

import pytest

from kliping.batch.chunk import Size
from kliping.batch.inputs import inputs
from kliping.batch.job import Job
from kliping.batch.run import run_batch, whole
from tests.batch.pages import inputs_of_all_kinds
from tests.engines.runs import check, run

ray = pytest.importorskip("ray", exc_type=ImportError)

STORE = 150 << 20


def test_a_cluster_of_its_own(tmp_path: Path) -> None:
    given, out = inputs_of_all_kinds(tmp_path, 8), tmp_path / "out"
    options = ["--engine", "ray", "--workers", "2", "--part-pages", "3"]
    done = run(given, out, *options)
    assert done.returncode == 0, done.stderr
    assert done.stderr.splitlines()[-1].startswith("kliping: 24 pages")
    check(out, 24)
    again = run(given, out, *options, "--resume")
    assert (again.returncode, again.stderr.splitlines()[-1]) == (0, done.stderr.splitlines()[-1])


def test_no_cluster_is_said(tmp_path: Path) -> None:
    done = run(inputs_of_all_kinds(tmp_path, 2), tmp_path / "out", "--engine", "ray", "--address", "127.0.0.1:1")
    assert (done.returncode, "(no_cluster)" in done.stderr) == (2, True)


def alive() -> int:
    """Machines that the cluster believes to be there."""
    return sum(node["Alive"] for node in ray.nodes())


def test_a_machine_is_killed_and_nothing_is_lost(tmp_path: Path) -> None:
    from ray.cluster_utils import Cluster

    each = 120
    given, out = inputs_of_all_kinds(tmp_path, each), tmp_path / "out"
    machine = {"num_cpus": 1, "object_store_memory": STORE}
    cluster = Cluster(initialize_head=True, head_node_args={**machine, "include_dashboard": False})
    try:
        doomed = cluster.add_node(**machine)
        ray.init(address=cluster.address, log_to_driver=False)
        assert alive() == 2
        job = Job(tuple(inputs(given)), str(out), size=Size(pages=5), workers=2, address=cluster.address)
        for number, _ in enumerate(run_batch(job, "ray")):
            if number == 3:
                assert 0 < len(list(out.glob("part-*"))) < 3 * each / 5
                cluster.remove_node(doomed, allow_graceful=False)
        # The run may be over before the cluster has missed the machine.
        for _ in range(240):
            if alive() == 1:
                break
            sleep(0.5)
        assert alive() == 1
    finally:
        ray.shutdown()
        cluster.shutdown()
    check(out, 3 * each)
    counts = whole(out)
    assert (counts.pages, counts.lost, counts.left_out["no_page"]) == (3 * each, 0, each)
