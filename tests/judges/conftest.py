"""The press PDFs, built once a run: the daily, the evening paper, and the daily with adverts of other houses."""

import pytest

from judging import ROOT
from press_files import CLAIMS, built, mixed_issue, shared_folder


@pytest.fixture(scope="session")
def press(tmp_path_factory):
    """`press(issue, claim)`: the press PDFs of `lanzhou-daily`, `xicheng-evening` or `mixed` in a claim."""
    folder = shared_folder(tmp_path_factory.getbasetemp())

    def press(issue, claim="x4"):
        if issue == "mixed":
            return built(folder, mixed_issue(folder), claim, "--pages", "1,3,8")
        return built(folder, ROOT / "samples" / issue, claim)

    return press


@pytest.fixture(scope="session")
def everything(press):
    """All press PDFs there are, by claim."""

    def everything(*claims):
        issues = ("lanzhou-daily", "xicheng-evening", "mixed")
        return [page for claim in claims or CLAIMS for issue in issues for page in press(issue, claim).pages]

    return everything
