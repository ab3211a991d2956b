"""The walk by the Arlington model through every press PDF: no key that is unknown, missing or of a wrong type."""

import pikepdf
import pytest
from pikepdf import Name

from arlington import walk
from judging import arlington_tables
from press_files import LEVELS


def _strange_font(pdf):
    font = next(iter(dict(pdf.pages[0].Resources.Font).values()))
    del font.DescendantFonts[0].FontDescriptor["/Flags"]


def _state(pdf):
    return next(iter(dict(pdf.pages[0].Resources.ExtGState).values()))


SPOILT = {
    "Trapped is False_": lambda pdf: pdf.docinfo.__setitem__("/Trapped", Name.False_),
    "S is PDFX": lambda pdf: pdf.Root.OutputIntents[0].__setitem__("/S", Name.PDFX),
    "required key OutputConditionIdentifier": lambda pdf: pdf.Root.OutputIntents[0].__delitem__(
        "/OutputConditionIdentifier"
    ),
    "required key Flags": _strange_font,
    "ca is 1.5": lambda pdf: _state(pdf).__setitem__("/ca", 1.5),
    "OPM is": lambda pdf: _state(pdf).__setitem__("/OPM", pikepdf.String("1")),
    "unknown key Colour": lambda pdf: pdf.pages[0].obj.__setitem__("/Colour", Name.Red),
    "Metadata is": lambda pdf: pdf.Root.__setitem__("/Metadata", pikepdf.String("none")),
    "CreationDate is": lambda pdf: pdf.docinfo.__setitem__("/CreationDate", "23 November"),
    "Rotate is 45": lambda pdf: pdf.pages[0].obj.__setitem__("/Rotate", 45),
    "Requirements came with": lambda pdf: pdf.Root.__setitem__("/Requirements", pikepdf.Array()),
}


@pytest.mark.parametrize("level", LEVELS)
def test_arlington_has_no_complaint(everything, level, capsys):
    tables = arlington_tables()
    said, objects, left_open = [], 0, {}
    for file in everything(level):
        walked = walk(tables, file)
        objects += walked.objects
        for name, count in walked.open.items():
            left_open[name] = left_open.get(name, 0) + count
        said += [f"{file.name}: {complaint}" for complaint in walked.complaints]
    with capsys.disabled():
        questions = ", ".join(f"{name} {count}" for name, count in sorted(left_open.items()))
        print(f"\nArlington, {level}: {objects} objects; predicates not evaluated: {questions}")
    assert not said, "\n".join(said[:20])


@pytest.mark.parametrize("complaint", SPOILT)
def test_arlington_notices(press, complaint, tmp_path):
    """The walk is worth something: what is spoilt in a page is what it complains of."""
    tables = arlington_tables()
    with pikepdf.open(press("xicheng-evening").pages[1]) as pdf:
        SPOILT[complaint](pdf)
        pdf.save(tmp_path / "spoilt.pdf", force_version="1.6", fix_metadata_version=False)
    said = walk(tables, tmp_path / "spoilt.pdf").complaints
    assert any(complaint in sentence for sentence in said), said
