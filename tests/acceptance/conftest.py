"""The sample issues, each built once for all acceptance tests."""

import json

import pytest

from acceptance_tools import SAMPLE, Built, run
from banmian.intake import read_issue
from banmian.making import make_plates


def _built(sample, folder) -> Built:
    done = run("build", sample, "-o", folder)
    issue = read_issue(sample)
    made, _ = make_plates(issue)
    report = json.loads((folder / "report.json").read_text("utf-8"))
    return Built(folder, issue, made.plates, report, done.returncode, done.stderr)


@pytest.fixture(scope="session")
def built(tmp_path_factory) -> Built:
    """The daily, eight pages of 对开."""
    return _built(SAMPLE, tmp_path_factory.mktemp("sample"))


@pytest.fixture(scope="session")
def tabloid(tmp_path_factory) -> Built:
    """The evening paper, four pages of 四开."""
    return _built(SAMPLE.parent / "xicheng-evening", tmp_path_factory.mktemp("tabloid"))


@pytest.fixture(params=["built", "tabloid"])
def each(request) -> Built:
    """Either sample."""
    return request.getfixturevalue(request.param)
