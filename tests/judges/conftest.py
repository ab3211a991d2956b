"""The press PDFs, built once a run: the daily, the evening paper, and the daily with adverts of other houses."""

import pytest

from judging import ROOT
from press_files import LEVELS, built, mixed_issue, shared_folder


@pytest.fixture(scope="session")
def press(tmp_path_factory):
    """`press(issue, level)`: the press PDFs of `lanzhou-daily`, `xicheng-evening` or `mixed` at a conformance level."""
    folder = shared_folder(tmp_path_factory.getbasetemp())

    def press(issue, level="x4"):
        if issue == "mixed":
            return built(folder, mixed_issue(folder), level, "--pages", "1,3,8")
        return built(folder, ROOT / "samples" / issue, level)

    return press


@pytest.fixture(scope="session")
def everything(press):
    """All press PDFs there are, by conformance level."""

    def everything(*levels):
        issues = ("lanzhou-daily", "xicheng-evening", "mixed")
        return [page for level in levels or LEVELS for issue in issues for page in press(issue, level).pages]

    return everything
