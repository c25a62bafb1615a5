"""A Dask scheduler and its workers in processes of their own, as on a cluster."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import time
from contextlib import contextmanager
from pathlib import Path

from helpers.corpus import ROOT


@contextmanager
def scheduler(tmp_path: Path, workers: int):
    """A scheduler and its workers in processes of their own: (address, worker processes)."""
    note, log = tmp_path / "scheduler.json", subprocess.DEVNULL
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    dask = [sys.executable, "-m", "distributed.cli.dask_scheduler", "--host", "127.0.0.1", "--port", "0", "--no-dashboard"]
    started = [subprocess.Popen([*dask, "--scheduler-file", str(note)], stdout=log, stderr=log, env=environment)]
    try:
        while not note.is_file():
            time.sleep(0.1)
        dask = [sys.executable, "-m", "distributed.cli.dask_worker", "--nthreads", "1", "--no-dashboard", "--no-nanny"]
        dask += ["--scheduler-file", str(note), "--local-directory", str(tmp_path)]
        started += [subprocess.Popen(dask, stdout=log, stderr=log, env=environment) for _ in range(workers)]
        yield json.loads(note.read_text("utf-8"))["address"], started[1:]
    finally:
        for process in started:
            process.kill()
        for process in started:
            process.wait()
