"""What the acceptance tests share: the sample issue, the command, the judges."""

import shutil
import subprocess
import sys
from pathlib import Path
from typing import NamedTuple

import pytest

from banmian.model import Issue
from banmian.plate import Plate

ROOT = Path(__file__).resolve().parents[2]
SAMPLE = ROOT / "samples" / "lanzhou-daily"


class Built(NamedTuple):
    folder: Path
    issue: Issue
    plates: tuple[Plate, ...]
    report: dict
    code: int
    errors: str

    def press(self, page: int) -> Path:
        return self.folder / "press" / f"{self.issue.edition.date:%Y%m%d}-{page:02d}.pdf"

    @property
    def screen(self) -> Path:
        return self.folder / "screen" / f"{self.issue.edition.date:%Y%m%d}.pdf"


def run(*arguments: str | Path, **more) -> subprocess.CompletedProcess:
    return subprocess.run(
        [sys.executable, "-m", "banmian", *map(str, arguments)], capture_output=True, text=True, check=False, **more
    )


def needs(tool: str) -> str:
    """Skip, and say why, where a judge is not installed."""
    if not shutil.which(tool):
        pytest.skip(f"{tool} is not installed, so this check did not run")
    return tool
