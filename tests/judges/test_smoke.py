"""Two judges of the package index: pdf_oxide on PDF/X, outloud on the tags. Neither is complete, both read for themselves."""

import json
import re
import subprocess
import sys

import pytest

from judging import module
from press_files import CLAIMS

KNOWN_WRONG = {
    "XMETA-007": "PDF/X-4 is identified in XMP; the entry in Info is no part of it",
    "XMETA-008": "GTS_PDFXConformance belongs to PDF/X-1a:2001 alone; ours is of 2003, a level that it does not know",
    "XMETA-005": "PDF/X-1a:2003 is identified in Info; XMP may be left out",
    "XFONT-001": "it looks for the program in the Type0 font, not in its descendant; poppler sees it embedded",
}
"""What pdf_oxide asks for and the standards do not."""


@pytest.mark.parametrize("claim", CLAIMS)
def test_pdf_oxide_sees_no_fault_of_pdf_x(everything, claim):
    oxide = module("pdf_oxide")
    said, known = [], set()
    for file in everything(claim):
        verdict = oxide.PdfDocument(str(file)).validate_pdf_x("1a_2001" if claim == "x1a" else "4")
        for error in verdict["errors"]:
            code = re.match(r"\[([A-Z]+-\d+)\]", error)[1]
            known.add(code)
            if code not in KNOWN_WRONG:
                said.append(f"{file.name}: {error}")
    for code in sorted(known & set(KNOWN_WRONG)):
        print(f"pdf_oxide {code}, not counted: {KNOWN_WRONG[code]}")
    assert not said, "\n".join(said)


FOR_READERS = {"pdfuaid", "displaydoctitle"}
"""What outloud finds that a press page does not promise: that it is PDF/UA, and what a viewer shows in its bar."""


def test_outloud_reads_the_tags(everything, tmp_path):
    """The pages in all claims at once are tagged throughout: nothing untagged, no picture without words, no lost font."""
    module("outloud")
    files = everything("x4-a2u")
    report = tmp_path / "outloud.json"
    command = [sys.executable, "-m", "outloud", "--json", report, "-q", "--layer", "conformance", "--fail-on", "never"]
    done = subprocess.run([*map(str, command), *map(str, files)], capture_output=True, text=True, check=False)
    assert report.is_file(), done.stdout + done.stderr
    said = [fault for fault in _errors(json.loads(report.read_text("utf-8")))]
    assert not said, "\n".join(said[:20])


def _errors(report):
    for file in report if isinstance(report, list) else report.get("files", [report]):
        for finding in file["findings"]:
            text = f"{finding.get('rule')} {finding.get('message')}"
            if finding["severity"] == "error" and not any(word in text.lower() for word in FOR_READERS):
                yield f"{file.get('path', file.get('file'))}: {text}"
