"""Ink on the rendered page, glyphs without shape or meaning, profiles, and what only PDF/A asks of streams."""

import pytest
from pikepdf import Array, Dictionary, Name

from banmian.checker.check import check_file
from banmian.checker.page_rules import ink as inking
from banmian.model.plant import Plant
from paper import fault, font, form, ids, paper, paper_bytes, put

SQUARE = b"100 100 50 50 re f "


def test_ink_is_measured_on_the_rendered_page_with_its_place():
    pytest.importorskip("pypdfium2")
    wrong = check_file(paper_bytes(b"1 1 1 0 k " + SQUARE), Plant(), standards=("x4",))
    found = fault(wrong, "ink")
    assert found.place.x == pytest.approx(25.28, abs=1)
    assert found.place.y == pytest.approx(57.08, abs=1)
    assert found.measured.startswith(("300 %", "299 %"))
    assert wrong.summary.ink_most == pytest.approx(300, abs=1)
    assert "ink" not in ids(check_file(paper_bytes(b"1 1 0 0 k " + SQUARE), Plant(), standards=("x4",)))


def test_ink_that_cannot_be_measured_is_said(monkeypatch):
    def gone(_):
        raise ModuleNotFoundError("no renderer")

    monkeypatch.setattr(inking.importlib, "import_module", gone)
    found = fault(check_file(paper_bytes(SQUARE), Plant(), standards=("x4",)), "ink-skipped")
    assert "SKIPPED" in found.measured
    assert found.severity.value == "info"


def _composite(pdf, unicode):
    below = Dictionary(
        Type=Name.Font, Subtype=Name.CIDFontType2, BaseFont=Name.Test, CIDToGIDMap=Name.Identity, DW=1000
    )
    whole = Dictionary(
        Type=Name.Font, Subtype=Name.Type0, BaseFont=Name.Test, Encoding=Name("/Identity-H"),
        DescendantFonts=Array([pdf.make_indirect(below)]),
    )  # fmt: skip
    if unicode:
        whole.ToUnicode = pdf.make_stream(
            b"1 begincodespacerange <0000> <FFFF> endcodespacerange 1 beginbfchar <0001> <7248> endbfchar"
        )
    return pdf.make_indirect(whole)


def test_missing_glyphs_and_characters_without_unicode():
    def change(unicode):
        return put("Font", C=lambda pdf: _composite(pdf, unicode))

    def shown(codes):
        return b"0 0 0 1 k BT /C 12 Tf 100 100 Td <%s> Tj ET" % codes

    standards = ("x4", "a2u")
    clean = paper(shown(b"0001"), change(True), standards)
    assert not {"glyph-missing", "text-unmapped"} & ids(clean)
    assert "版" in fault(clean, "black-knocks-out").object
    assert "glyph-missing" in ids(paper(shown(b"0000"), change(True), standards))
    assert "text-unmapped" in ids(paper(shown(b"0002"), change(True), standards))
    assert "text-unmapped" in ids(paper(shown(b"0001"), change(False), standards))
    assert "text-unmapped" not in ids(paper(shown(b"0001"), change(False), ("x4",)))


def _profile(space=b"CMYK"):
    head = bytearray(128)
    head[8], head[12:16], head[16:20], head[36:40] = 2, b"prtr", space, b"acsp"
    return bytes(head)


def _managed(space, intent):
    def change(pdf, page):
        stream = pdf.make_stream(_profile(space), N=4 if space == b"CMYK" else 3)
        target = pdf.make_stream(_profile(intent), N=4 if intent == b"CMYK" else 3)
        page.Resources.ColorSpace.M = Array([Name.ICCBased, stream])
        entry = Dictionary(S=Name.GTS_PDFX, OutputConditionIdentifier="Test", DestOutputProfile=target)
        pdf.Root.OutputIntents = Array([entry])

    return change


def test_managed_cmyk():
    content = b"/Over gs /M cs 0 1 0 0 sc " + SQUARE
    found = paper(content, _managed(b"CMYK", b"CMYK"), ("x4", "a2u"))
    assert {"managed-as-intent", "managed-overprint"} <= ids(found)
    assert found.summary.intent_space == "CMYK"
    clean = paper(b"0 1 0 0 k " + SQUARE, _managed(b"CMYK", b"CMYK"), ("x4", "a2u"))
    assert not {"managed-as-intent", "managed-overprint", "device-not-of-intent"} & ids(clean)
    assert "device-not-of-intent" in ids(paper(b"0 1 0 0 k " + SQUARE, _managed(b"RGB", b"RGB ")))


def test_what_pdf_a_asks_of_streams():
    deep = b"q " * 29 + SQUARE + b"Q " * 29
    standards = ("x4", "a2u")
    assert "saved-deep" in ids(paper(deep, standards=standards))
    assert "saved-deep" not in ids(paper(b"q " * 28 + SQUARE + b"Q " * 28, standards=standards))
    bare = put("XObject", Fm=lambda pdf: form(pdf, SQUARE))
    own = put("XObject", Fm=lambda pdf: form(pdf, SQUARE, Resources=Dictionary()))
    assert "resources-inherited" in ids(paper(b"/Fm Do", bare, standards))
    assert "resources-inherited" not in ids(paper(b"/Fm Do", own, standards))
    assert "operator-postscript" in ids(paper(b"PS " + SQUARE, standards=standards))


def test_colorants_of_several_inks():
    def devicen(described):
        def make(pdf):
            function = Dictionary(FunctionType=4, Domain=[0, 1, 0, 1], Range=[0, 1] * 4)
            tint = pdf.make_stream(b"{0 0 4 2 roll}")
            tint.update(function)
            names = Array([Name.Black, Name.Gold])
            more = [Dictionary(Colorants=Dictionary(Gold=Name.DeviceCMYK))] if described else []
            return Array([Name.DeviceN, names, Name.DeviceCMYK, tint, *more])

        return put("ColorSpace", N=make)

    content = b"/N cs 0 1 scn " + SQUARE
    assert "spot-colorants" in ids(paper(content, devicen(False)))
    found = paper(content, devicen(True))
    assert "spot-colorants" not in ids(found)
    assert found.summary.spots == ("Gold",)


def test_a_font_of_type3_with_a_broken_matrix_is_a_fault():
    def make(_):
        broken = font()
        broken.Subtype, broken.FontMatrix = Name.Type3, Array([1, 2])
        return broken

    assert "font-unread" in ids(paper(b"BT /F1 12 Tf (x) Tj ET", put("Font", F1=make)))
