"""Ctrl-C in the middle of a build leaves what was there before, and nothing else."""

import signal
import subprocess
import sys
import time

from acceptance_tools import SAMPLE


def test_an_interrupted_build_leaves_no_mess(tmp_path):
    out = tmp_path / "out"
    build = subprocess.Popen(
        [sys.executable, "-m", "banmian", "build", SAMPLE, "-o", out],
        stderr=subprocess.PIPE,
        stdout=subprocess.PIPE,
        preexec_fn=lambda: signal.signal(signal.SIGINT, signal.SIG_DFL),  # a shell in the background ignores it
    )
    deadline = time.monotonic() + 60
    while not (out / "press").is_dir() and build.poll() is None and time.monotonic() < deadline:
        time.sleep(0.01)
    build.send_signal(signal.SIGINT)
    _, said = build.communicate(timeout=60)
    assert build.returncode == 130
    assert b"interrupted" in said
    assert not out.exists()
