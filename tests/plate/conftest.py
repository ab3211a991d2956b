"""The sample issues made up, once for all tests of plates."""

from pathlib import Path

import pytest

from banmian.intake import read_issue
from banmian.making import make_plates

SAMPLES = Path(__file__).parents[2] / "samples"


@pytest.fixture(scope="session", params=["lanzhou-daily", "xicheng-evening"])
def made(request):
    """A sample issue as it was read, and its plates."""
    issue = read_issue(SAMPLES / request.param)
    return issue, make_plates(issue)[0].plates
