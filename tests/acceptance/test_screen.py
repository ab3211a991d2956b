"""The screen PDF: outline, links, title, language."""

import re
import subprocess

import pikepdf

from acceptance_tools import needs
from banmian.plate import Direction


def test_qpdf_finds_nothing(built):
    done = subprocess.run([needs("qpdf"), "--check", built.screen], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr


def test_title_language_and_pages(built):
    with pikepdf.open(built.screen) as pdf:
        assert len(pdf.pages) == 8
        assert str(pdf.docinfo["/Title"]) == f"{built.issue.paper.name} {built.issue.edition.date.isoformat()}"
        assert str(pdf.Root.Lang) == "zh-CN"
        assert pdf.Root.ViewerPreferences.DisplayDocTitle


def test_vertical_text_is_selected_in_its_order(built):
    """PDFium in the order of the content gives whole articles: columns from right to left, bands from the top."""
    import pypdfium2

    plate = built.plates[3]
    text = re.sub(r"\s", "", pypdfium2.PdfDocument(built.screen)[3].get_textpage().get_text_range())
    upright = {run.article for run in plate.texts() if run.body >= 0 and run.direction is Direction.VERTICAL}
    assert len(upright) == 2
    for article in built.issue.articles:
        if article.id in upright:
            assert re.sub(r"\s", "", article.body) in text
            assert "".join(article.headline) in text


def test_outline_by_page_and_article(built):
    with pikepdf.open(built.screen) as pdf, pdf.open_outline() as outline:
        assert [entry.title for entry in outline.root] == [
            f"第{page.number}版 {page.section}" for page in built.issue.pages
        ]
        titles = {child.title for entry in outline.root for child in entry.children}
    assert {article.title for article in built.issue.articles} <= titles


def test_links_on_both_halves_of_a_jump_and_on_the_directory(built):
    with pikepdf.open(built.screen) as pdf:
        numbers = {page.obj.objgen: n for n, page in enumerate(pdf.pages, 1)}
        links = [
            (number, numbers[link.Dest[0].objgen])
            for number, page in enumerate(pdf.pages, 1)
            for link in page.obj.get("/Annots", [])
        ]
    assert (1, 3) in links
    assert (3, 1) in links
    assert {to for at, to in links if at == 1} == set(range(2, 9))
