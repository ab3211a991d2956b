"""PDFBox preflight, which knows PDF/A-1b, on probes of the X-1a pages."""

import subprocess
from itertools import groupby

from judging import pdfbox
from probes import a1b

ACCEPTED = {
    "3.1.11": "CIDSet: PDF/A-1 asks for it, PDF/X does not, and PDF/A-2 is better off without (a wrong one is a fault)",
}
"""What it says of a probe that is no fault of a press page: the number of the message, and why."""


def test_pdfbox_finds_nothing_else_in_the_x1a_pages(everything, tmp_path):
    """One run of Java over the probes of all pages."""
    command = pdfbox()
    folder = tmp_path / "probes"
    folder.mkdir()
    for number, file in enumerate(everything("x1a")):
        a1b(file, folder / f"{number:02d}-{file.stem}.pdf")
    said, accepted = [], {}
    for probe in sorted(folder.iterdir()):
        done = subprocess.run([*command, probe], capture_output=True, text=True, check=False)
        assert "A1b" in done.stdout or "PDF/A-1b" in done.stdout, done.stdout + done.stderr
        for line in done.stdout.splitlines():
            number = line.split(" : ")[0]
            if not line[:1].isdigit():
                continue
            if number in ACCEPTED:
                accepted[number] = accepted.get(number, 0) + 1
            else:
                said.append(f"{probe.name}: {line}")
    for number, count in accepted.items():
        print(f"PDFBox {number}, {count} times, accepted: {ACCEPTED[number]}")
    assert not said, "\n".join(next(group) for _, group in groupby(said))
