"""Whatever a file holds, the checker says what is wrong with it and never falls over it."""

import re
from pathlib import Path

import pytest
from pikepdf import Array, Dictionary, Encryption, Name

from banmian import checker
from banmian.checker.check import check_file
from banmian.checker.rules import rules
from banmian.model.plant import Plant
from paper import font, form, ids, image, paper, paper_bytes


@pytest.mark.parametrize(
    "data", [b"", b"%PDF-1.4\n", b"no pdf at all", b"%PDF-1.7\n1 0 obj<<>>endobj\ntrailer<</Root 1 0 R>>"]
)
def test_no_pdf_at_all_is_a_fault(data):
    assert ids(check_file(data, Plant(), ink=False))


def test_a_cut_file_is_checked_as_far_as_it_goes():
    whole = paper_bytes(b"1 0 0 rg 100 100 50 50 re f")
    for at in range(0, len(whole), 97):
        check_file(whole[:at], Plant(), ink=False)


def test_a_file_with_a_password_is_a_fault():
    data = paper_bytes(b"", save={"encryption": Encryption(owner="a", user="b")})
    assert "file-encrypted" in ids(check_file(data, Plant(), ink=False))


def test_a_form_that_draws_itself_ends():
    def change(pdf, page):
        loop = pdf.make_indirect(form(pdf, b"/Me Do 1 0 0 rg 0 0 50 50 re f"))
        loop.Resources = Dictionary(XObject=Dictionary(Me=loop))
        page.Resources.XObject.Me = loop

    assert {"form-cycle", "rgb-vector"} <= ids(paper(b"/Me Do", change))


def test_forms_that_multiply_end():
    def change(pdf, page):
        inner = pdf.make_indirect(form(pdf, b"0 0 50 50 re f"))
        for _ in range(12):
            inner = pdf.make_indirect(form(pdf, b"/X Do " * 10, Resources=Dictionary(XObject=Dictionary(X=inner))))
        page.Resources.XObject.X = inner

    assert "too-much" in ids(paper(b"/X Do", change))


@pytest.mark.parametrize("wrong", [Name.Nil, 1, Array([]), Dictionary(), Array([Name.ICCBased, 3]), None])
def test_colour_spaces_that_are_none(wrong):
    def change(pdf, page):
        page.Resources.ColorSpace.C = wrong if wrong is not None else Array([Name.Separation])
        page.Resources.XObject.Im = image(pdf)
        page.Resources.XObject.Im.ColorSpace = wrong if wrong is not None else Array([Name.Indexed])

    found = ids(paper(b"/C cs 1 scn 0 0 9 9 re f q 9 0 0 9 0 0 cm /Im Do Q", change))
    assert found & {"colour-space-broken", "operator-broken", "resource-missing"}
    assert "file-broken" not in found


@pytest.mark.parametrize("key", ["Widths", "Encoding", "FontDescriptor", "DescendantFonts", "ToUnicode", "Subtype"])
@pytest.mark.parametrize("value", [Name.Nil, 7, Array([Name.Nil]), Dictionary(Nil=1)])
def test_fonts_that_are_broken(key, value):
    def change(_, page):
        broken = font()
        broken[f"/{key}"] = value
        page.Resources.Font.F1 = broken

    assert "file-broken" not in ids(paper(b"BT /F1 12 Tf 50 50 Td (abc) Tj ET", change))


@pytest.mark.parametrize("key", ["MediaBox", "TrimBox", "Resources", "Annots", "Group", "Contents", "Rotate"])
@pytest.mark.parametrize("value", [Name.Nil, 7, Array([Name.Nil]), Dictionary(Nil=1), Array([0, 0, 0, 0])])
def test_pages_that_are_broken(key, value):
    def change(_, page):
        page[f"/{key}"] = value

    assert "file-broken" not in ids(paper(b"BT /F1 12 Tf 50 50 Td (abc) Tj ET", change))


def test_the_rules_are_whole():
    for rule in rules().values():
        assert all((rule.zh, rule.en, rule.do_zh, rule.do_en, rule.standard, rule.clause, rule.applies)), rule.id


def test_every_rule_that_the_code_names_is_in_the_data():
    named = set()
    folder = Path(checker.__file__).parent
    for path in (*folder.glob("*.py"), *folder.glob("content/*.py"), *folder.glob("page_rules/*.py")):
        named |= set(re.findall(r'(?:\.add|remark)\(\s*"([a-z0-9-]+)"', path.read_text("utf-8")))
    assert len(named) > 40
    assert named <= set(rules())
