"""veraPDF on what the press PDFs claim of PDF/A, and on PDF/A-2b probes of the X-4 pages, in one run of Java."""

import json
import subprocess

import pytest

from judging import verapdf
from probes import a2, as_a2a

ACCEPTED = {}
"""Rules of veraPDF that a probe may break because it is only a probe: clause-test → why."""


def _faults(report):
    """What veraPDF says, by file name: lists of “clause-test description (n times): context”."""
    faults = {}
    for job in report["report"]["jobs"]:
        name = job["itemDetails"]["name"].rsplit("/", 1)[-1]
        found = faults.setdefault(name, [])
        if "validationResult" not in job:
            found.append(str(job.get("taskException", job))[:300])
            continue
        for result in job["validationResult"]:
            for rule in result["details"]["ruleSummaries"]:
                number = f"{rule['clause']}-{rule['testNumber']}"
                if number in ACCEPTED:
                    continue
                checks = rule.get("checks") or [{}]
                where = checks[0].get("context", "")[-160:]
                why = checks[0].get("errorMessage", rule["description"])
                found.append(f"{number} {why} ({rule['failedChecks']} times) …{where}")
    return faults


@pytest.fixture(scope="module")
def verdicts(everything, tmp_path_factory):
    """The faults of all files, by name: `u-` the tri-standard pages, `a-` as A-2a, `b-` probes of X-4 pages."""
    command = verapdf()
    folder = tmp_path_factory.mktemp("verapdf")
    for number, file in enumerate(everything("x4-a2u")):
        (folder / f"u-{number:02d}-{file.stem}.pdf").write_bytes(file.read_bytes())
        as_a2a(file, folder / f"a-{number:02d}-{file.stem}.pdf")
    for number, file in enumerate(everything("x4")):
        a2(file, folder / f"b-{number:02d}-{file.stem}.pdf")
    files = sorted(map(str, folder.iterdir()))
    options = ["--format", "json", "--flavour", "0", "--maxfailuresdisplayed", "2", "--loglevel", "0"]
    done = subprocess.run([*command, *options, *files], capture_output=True, text=True, check=False)
    assert done.stdout.startswith("{"), done.stdout[:500] + done.stderr[-500:]
    faults = _faults(json.loads(done.stdout))
    assert len(faults) == len(files), "veraPDF has not looked at every file"
    return faults


@pytest.mark.parametrize(
    "kind",
    [pytest.param("u", id="A-2u, as claimed"), pytest.param("a", id="A-2a, tags"), pytest.param("b", id="A-2b probe")],
)
def test_verapdf_finds_nothing(verdicts, kind):
    said = [f"{name}: {fault}" for name, faults in verdicts.items() if name.startswith(kind) for fault in faults]
    assert any(name.startswith(kind) for name in verdicts)
    assert not said, "\n".join(said[:20])
