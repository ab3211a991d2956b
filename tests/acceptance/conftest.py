"""The sample issue, built once for all acceptance tests."""

import json

import pytest

from acceptance_tools import SAMPLE, Built, run
from banmian.build import make_plates
from banmian.intake import read_issue


@pytest.fixture(scope="session")
def built(tmp_path_factory) -> Built:
    folder = tmp_path_factory.mktemp("sample")
    done = run("build", SAMPLE, "-o", folder)
    issue = read_issue(SAMPLE)
    made, _ = make_plates(issue)
    report = json.loads((folder / "report.json").read_text("utf-8"))
    return Built(folder, issue, made.plates, report, done.returncode, done.stderr)
