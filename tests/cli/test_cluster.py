"""Two workers of a Dask cluster, one of them killed twice: the results are those of one machine, byte for byte."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from stylizer_app.errors import UsageError
from stylizer_app.many.cluster import Cluster
from stylizer_app.many.jobs import Conditions
from tests.cli.conftest import write_photo

ROOT = Path(__file__).resolve().parents[2]
pytest.importorskip("distributed", reason="distributed is not installed")

PROGRAM = """
import os, signal, sys, threading, time
from pathlib import Path

def results():
    return [path for path in Path("there").rglob("*") if path.suffix in {".png", ".jpg"}]

def kill_when_painted(cluster, count):
    while len(results()) < count:
        time.sleep(0.01)
    os.kill(cluster.workers[0].process.pid, signal.SIGKILL)
    print("killed", file=sys.stderr, flush=True)

def kill_twice(cluster):
    kill_when_painted(cluster, 2)
    time.sleep(1)
    kill_when_painted(cluster, 5)

if __name__ == "__main__":
    from distributed import LocalCluster
    from stylizer_app.__main__ import main
    with LocalCluster(n_workers=2, threads_per_worker=1, dashboard_address=None) as cluster:
        threading.Thread(target=kill_twice, args=(cluster,), daemon=True).start()
        code = main([*sys.argv[1:], "--cluster", cluster.scheduler_address])
    os._exit(code)
"""


ALONE = "import sys; from stylizer_app.__main__ import main; sys.exit(main())"


def program(here: Path, code: str, *words: str) -> subprocess.CompletedProcess[bytes]:
    """Run a program in a folder; Dask's workers have to find it in a file."""
    (here / "program.py").write_text(code)
    environment, command = {**os.environ, "PYTHONPATH": str(ROOT)}, [sys.executable, "program.py", *words]
    return subprocess.run(command, cwd=here, env=environment, capture_output=True, timeout=300, check=False)


def files(folder: Path) -> dict[str, bytes]:
    found = (path for path in folder.rglob("*") if path.suffix in {".png", ".jpg"})
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in found}


@pytest.mark.slow
@pytest.mark.skipif(sys.platform == "win32", reason="signals of POSIX")
def test_two_workers_one_of_them_killed_twice_paint_what_one_machine_paints(here: Path) -> None:
    for number in range(14):
        path = here / "album" / ("", "day 1")[number % 2] / f"{number:02}.{('png', 'jpg')[number % 3 == 0]}"
        path.parent.mkdir(parents=True, exist_ok=True)
        write_photo(path, (300, 200), seed=number)
    (here / "album" / "broken.jpg").write_bytes(b"no picture")
    (here / "album" / "cut.jpg").write_bytes((here / "album" / "day 1" / "03.jpg").read_bytes()[:400])
    words = ("paint", "album", "-r", "--style", "woodcut", "--device", "cpu", "--resume", "--json")
    there = program(here, PROGRAM, *words, "-o", "there")
    alone = program(here, ALONE, *words, "-o", "alone")
    assert there.stderr.count(b"killed\n") == 2, there.stderr
    assert (there.returncode, alone.returncode) == (1, 1), there.stderr
    assert files(here / "there") == files(here / "alone")
    assert len(files(here / "there")) == 14
    assert [there.stdout.count(kind) for kind in (b'"type": "painted"', b'"type": "failed"')] == [14, 2]


def test_without_distributed_one_is_told_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "distributed", None)
    with pytest.raises(UsageError, match="distributed"):
        next(Cluster("tcp://127.0.0.1:9", Conditions()).run([None], lambda job: None))  # type: ignore[list-item, arg-type, return-value]


def test_an_address_where_nobody_answers_is_said(here: Path) -> None:
    done = program(here, ALONE, "paint", "photo.png", "--style", "charcoal", "-o", "out.png", "--cluster", "nonsense")
    assert done.returncode == 2
    assert done.stderr == b"stylizer: No Dask scheduler answers at nonsense. Start one, or check the address.\n"
