"""The engine for Ray, on real local clusters: one of its own, and one of two machines of which one is killed."""

from __future__ import annotations

import subprocess
import sys
from collections import Counter
from pathlib import Path

import pyarrow.parquet as pq
import pytest

from kliping.batch.chunk import Size
from kliping.batch.inputs import inputs
from kliping.batch.job import Job
from kliping.batch.run import run_batch, whole
from tests.batch.pages import inputs_of_all_kinds

ray = pytest.importorskip("ray", exc_type=ImportError)

STORE = 150 << 20


def headlines(out: Path) -> Counter[str]:
    return Counter(pq.read_table(out).column("headline").to_pylist())


def expected(count: int) -> Counter[str]:
    return Counter(f"Kabar nomor {at}" for at in range(count))


def test_a_cluster_of_its_own(tmp_path: Path) -> None:
    given, out = inputs_of_all_kinds(tmp_path, 8), tmp_path / "out"
    kliping = str(Path(sys.executable).with_name("kliping"))
    command = [kliping, "batch", *given, "--out", str(out), "--engine", "ray", "--workers", "2", "--part-pages", "3"]
    done = subprocess.run(command, capture_output=True, text=True, timeout=600)
    assert done.returncode == 0, done.stderr
    assert done.stderr.splitlines()[-1].startswith("kliping: 24 pages")
    assert "Traceback" not in done.stderr
    assert headlines(out) == expected(24)
    again = subprocess.run([*command, "--resume"], capture_output=True, text=True, timeout=600)
    assert (again.returncode, again.stderr.splitlines()[-1]) == (0, done.stderr.splitlines()[-1])


def test_no_cluster_is_said(tmp_path: Path) -> None:
    given = inputs_of_all_kinds(tmp_path, 2)
    kliping = str(Path(sys.executable).with_name("kliping"))
    where = ["--out", str(tmp_path / "out"), "--engine", "ray", "--address", "127.0.0.1:1"]
    done = subprocess.run([kliping, "batch", *given, *where], capture_output=True, text=True, timeout=600)
    assert done.returncode == 2
    assert "(no_cluster)" in done.stderr
    assert "Traceback" not in done.stderr


def test_a_machine_is_killed_and_nothing_is_lost(tmp_path: Path) -> None:
    from ray.cluster_utils import Cluster

    each = 120
    given, out = inputs_of_all_kinds(tmp_path, each), tmp_path / "out"
    machine = {"num_cpus": 1, "object_store_memory": STORE}
    cluster = Cluster(initialize_head=True, head_node_args={**machine, "include_dashboard": False})
    try:
        doomed = cluster.add_node(**machine)
        ray.init(address=cluster.address, log_to_driver=False)
        assert len([node for node in ray.nodes() if node["Alive"]]) == 2
        job = Job(tuple(inputs(given)), str(out), size=Size(pages=5), workers=2, address=cluster.address)
        run = run_batch(job, "ray")
        for number, _ in enumerate(run):
            if number == 3:
                assert 0 < len(list(out.glob("part-*"))) < 3 * each / 5
                cluster.remove_node(doomed, allow_graceful=False)
        assert len([node for node in ray.nodes() if node["Alive"]]) == 1
    finally:
        ray.shutdown()
        cluster.shutdown()
    assert headlines(out) == expected(3 * each)
    counts = whole(out)
    assert (counts.pages, counts.lost, counts.left_out["no_page"]) == (3 * each, 0, each)
    assert not [entry for entry in out.iterdir() if not entry.name.startswith(("_", "part-"))]
