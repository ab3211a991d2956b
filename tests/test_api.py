"""The front door, from outside: the names of `banmian`, each at work, twice, typed, and as docs/api.md shows it."""

import datetime
import doctest
import inspect
import os
import pkgutil
import re
import subprocess
import sys
from pathlib import Path

import msgspec
import pytest

import banmian
from banmian.outputs import OUTPUTS

ROOT = Path(__file__).parents[1]
GUIDE = (ROOT / "docs" / "api.md").read_text("utf-8")
SECTIONS = dict(re.findall(r"^## (\w+)\n(.*?)(?=^## |\Z)", GUIDE, re.MULTILINE | re.DOTALL))
BLOCK = re.compile(r"^```python\n(.*?)^```$", re.MULTILINE | re.DOTALL)
PAGES = [{"number": n, "layout": "toy-inner", "articles": [f"a{n}"]} for n in (2, 3)]
ARTICLES = [{"id": f"a{n}", "headline": "标题", "body": ["正文。" * 20]} for n in (2, 3)]
PASTED = "第02版：综合\n湖水又清了\n本报记者 沈岚\n" + "\n".join(["　　澜湖的水又清了，鱼也回来了。" * 8] * 3)


@pytest.fixture
def day(write_issue, toy_folder):
    """An issue of two pages as data, and the folder of its designs."""
    write_issue.as_json(PAGES, ARTICLES)
    data = {"paper": {"name": "玩具日报"}, "issue": {"date": "2026-11-23"}, "pages": PAGES, "articles": ARTICLES}
    return data, toy_folder


@pytest.fixture
def issue(day):
    data, folder = day
    return banmian.read(data, folder=folder)


# ---- the guide ----------------------------------------------------------------------------------------


def test_every_name_has_its_section_with_an_example():
    assert set(SECTIONS) == set(banmian.__all__)
    assert [name for name, text in SECTIONS.items() if not BLOCK.search(text)] == []


def test_the_examples_of_the_guide_do_what_they_show(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    source = "\n".join(BLOCK.findall(GUIDE))
    test = doctest.DocTestParser().get_doctest(source, {}, "docs/api.md", "docs/api.md", 0)
    assert len(test.examples) > len(banmian.__all__)
    said = []
    doctest.DocTestRunner(optionflags=doctest.ELLIPSIS).run(test, out=said.append)
    assert not said, "".join(said)


# ---- the names ----------------------------------------------------------------------------------------


def test_dir_shows_the_names_and_nothing_else():
    assert set(dir(banmian)) == {*banmian.__all__, "__version__"}


def test_no_public_name_is_that_of_a_module():
    """Python puts an imported module into its package by its name: it would take the place of the function."""
    assert {module.name for module in pkgutil.iter_modules(banmian.__path__)} & set(banmian.__all__) == set()


PROGRAM = """
import importlib, pkgutil, sys
from banmian import *
import banmian
before = {name: getattr(banmian, name) for name in banmian.__all__}
assert all(globals()[name] is value for name, value in before.items())
for module in pkgutil.walk_packages(banmian.__path__, "banmian."):
    if not module.name.endswith("__main__"):
        importlib.import_module(module.name)
assert {name: getattr(banmian, name) for name in banmian.__all__} == before
"""


def test_importing_every_module_takes_no_name_away():
    done = subprocess.run([sys.executable, "-c", PROGRAM], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr


def test_importing_banmian_imports_no_module_of_it_and_no_typing():
    program = "import sys; before = set(sys.modules); import banmian; print(sorted(set(sys.modules) - before))"
    done = subprocess.run([sys.executable, "-I", "-c", program], capture_output=True, text=True, check=True)
    assert "typing" not in done.stdout
    assert "banmian." not in done.stdout


@pytest.mark.parametrize("name", banmian.__all__)
def test_every_name_is_documented_where_it_is_defined(name):
    found = getattr(banmian, name)
    assert (inspect.getdoc(found) or "").strip()
    assert found.__module__.startswith("banmian.")


# ---- each function, twice -----------------------------------------------------------------------------


def test_read_takes_a_folder_a_file_data_and_an_issue(write_issue, issue):
    folder, file = write_issue.as_folder(PAGES, ARTICLES), write_issue.as_json(PAGES, ARTICLES)
    for source in (folder, str(folder), file, file / "issue.json", str(file / "issue.json"), issue):
        for found in (banmian.read(source), banmian.read(source)):
            assert [article.body for article in found.articles] == [article.body for article in issue.articles]
            assert [page.layout for page in found.pages] == ["toy-inner", "toy-inner"]
    assert banmian.read(issue) is issue
    with pytest.raises(TypeError, match="int"):
        banmian.read(42)
    with pytest.raises(TypeError, match="folder"):
        banmian.read(folder, folder=folder)


def test_make_and_render_give_the_same_twice_and_write_what_render_gives(issue, tmp_path):
    first, second = banmian.make(issue), banmian.make(issue)
    assert [plate.dump() for plate in first.plates] == [plate.dump() for plate in second.plates]
    files = first.render()
    assert files == first.render() == second.render()
    assert list(files) == [
        "press/20261123-02.pdf",
        "press/20261123-03.pdf",
        "screen/20261123.pdf",
        "press/manifest.json",
    ]
    assert first.render("screen") == {"screen/20261123.pdf": files["screen/20261123.pdf"]}
    for out in (tmp_path / "a", str(tmp_path / "a")):
        result = first.write(out)
        assert result.good == first.good
        assert {file.relative_to(tmp_path / "a").as_posix() for file in result.files} == {*files, "report.json"}
        assert all((tmp_path / "a" / name).read_bytes() == data for name, data in files.items())
    assert banmian.build(issue, tmp_path / "b").files == banmian.build(issue, tmp_path / "b").files
    assert all((tmp_path / "b" / name).read_bytes() == data for name, data in files.items())


def test_the_command_writes_what_build_writes(write_issue, tmp_path):
    folder = write_issue.as_folder(PAGES, ARTICLES)
    command = [sys.executable, "-m", "banmian", "build", folder, "-o", tmp_path / "a", "--pages", "3"]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    result = banmian.build(folder, tmp_path / "b", pages=3)
    assert done.stdout.split() == [str(tmp_path / "a" / file.relative_to(tmp_path / "b")) for file in result.files]
    for file in result.files:
        assert (tmp_path / "a" / file.relative_to(tmp_path / "b")).read_bytes() == file.read_bytes()


def test_what_a_newspaper_tells_of_its_articles(issue):
    newspaper = banmian.make(issue)
    assert newspaper.issue.paper.name == "玩具日报"
    for article in issue.articles:
        assert "".join(piece.text for piece in newspaper.pieces(article.id)) == article.body
    assert {fit.article for fits in newspaper.fits.values() for fit in fits} == {"a2", "a3"}
    assert [one["id"] for one in newspaper.report["articles"]] == ["a2", "a3"]
    with pytest.raises(AttributeError):
        newspaper.plates = ()


def test_a_changed_issue_is_checked_again(issue):
    replace = msgspec.structs.replace
    broken = replace(issue.articles[0], paragraphs=(banmian.Paragraph("一\n二"),))
    wrong = {
        "wrong-type": {"paper": "x"},
        "unknown-article": {"articles": issue.articles[:1]},
        "no-pages": {"pages": ()},
        "bad-text": {"articles": (broken, issue.articles[1])},
        "missing-file": {"paper": banmian.Paper(name="报", logo="none.svg")},
    }
    for code, change in wrong.items():
        with pytest.raises(banmian.InputError) as caught:
            banmian.make(replace(issue, **change))
        assert [finding.code for finding in caught.value.findings] == [code]
    listed = replace(issue, articles=list(issue.articles), pages=[{"number": 2, "layout": "toy-inner"}])
    assert banmian.read(listed).pages == (banmian.Page(number=2, layout="toy-inner"),)


@pytest.mark.parametrize(
    ("asked", "code"),
    [
        (lambda issue: banmian.make(issue, pages=[2, 9]), "unknown-page"),
        (lambda issue: banmian.make(issue, press=banmian.PressOrder(plant="none")), "unknown-plant"),
        (lambda issue: banmian.make(issue, press=banmian.PressOrder(conformance="PDF/X-9")), "wrong-type"),
        (lambda issue: banmian.make(issue, press=None).render("press"), "not-for-press"),
        (lambda issue: banmian.make(issue).render("paper"), "unknown-output"),
        (lambda issue: banmian.make(issue).pieces("a9"), "unknown-article"),
        (lambda _: banmian.galley("字", measure=0), "usage"),
        (lambda _: banmian.galley("字", setting=banmian.Setting(indent="two")), "wrong-type"),
        (lambda _: banmian.galley("\ud800"), "bad-text"),
        (lambda _: banmian.galley("字").pdf(0), "usage"),
        (lambda _: banmian.check("none.pdf"), "unreadable"),
        (lambda _: banmian.check(b"", plant="none"), "unknown-plant"),
        (lambda _: banmian.convert(b""), "empty-file"),
        (lambda _: banmian.convert("none.txt"), "missing-file"),
    ],
)
def test_what_cannot_be_done_is_an_input_error(issue, asked, code):
    with pytest.raises(banmian.BanmianError) as caught:
        asked(issue)
    assert caught.value.findings[0].code == code
    assert isinstance(caught.value, banmian.InputError)


def test_a_page_with_a_missing_glyph_alone_goes_to_no_press(day, tmp_path):
    data, folder = day
    rare = {**data, "articles": [ARTICLES[0], {**ARTICLES[1], "body": ["\U0002fffd"]}]}
    newspaper = banmian.make(banmian.read(rare, folder=folder))
    assert not newspaper.printable
    held = {plate.page for plate in newspaper.plates} - {plate.page for plate in newspaper.printed}
    assert held == {finding.page for finding in newspaper.findings if finding.code == "page-withheld"} != set()
    assert newspaper.render("screen")
    files = [file.name for file in newspaper.write(tmp_path / "out").files if file.parent.name == "press"]
    assert len(files) == len(newspaper.printed) + 1


def test_a_galley_twice():
    for _ in range(2):
        galley = banmian.galley("一二三四五六七八，\r\n二\n", measure=5, setting=banmian.Setting(indent=0))
        assert galley.texts == ("一二三四五", "六七八，", "二")
        assert galley.findings == ()
        assert [len(paragraph["lines"]) for paragraph in galley.data()] == [2, 1]
        assert galley.pdf() == galley.pdf(9)


def test_a_pdf_checked_as_bytes_and_as_a_file_twice(issue, tmp_path):
    (tmp_path / "a.pdf").write_bytes(data := banmian.make(issue).render("screen")["screen/20261123.pdf"])
    found = banmian.check(data, ink=False)
    assert [finding.severity for finding in found][:1] == [banmian.Severity.ERROR]
    files = banmian.check(str(tmp_path / "a.pdf"), ink=False)
    assert [finding.code for finding in found] == [finding.code for finding in files]
    assert files[0].file == str(tmp_path / "a.pdf")
    chinese = banmian.check(data, ink=False, language="zh")
    assert [finding.code for finding in chinese] == [finding.code for finding in found]
    assert re.search("[一-鿿]", chinese[0].message)
    assert banmian.check(b"no pdf")[0].code == "file-broken"


def test_a_pasted_page_with_and_without_a_folder(tmp_path):
    day = datetime.date(2026, 11, 23)
    (tmp_path / "page.txt").write_text(PASTED, "utf-8")
    issue, _ = banmian.convert(PASTED.encode(), paper="玩具日报", date=day)
    for name in "ab":
        written, findings = banmian.convert(str(tmp_path / "page.txt"), tmp_path / name, paper="玩具日报", date=day)
        assert [one.body for one in written.articles] == [one.body for one in issue.articles]
        assert all(finding.severity is not banmian.Severity.ERROR for finding in findings)
        assert banmian.read(tmp_path / name) == written
    assert banmian.make(issue).pieces(issue.articles[0].id)


# ---- types --------------------------------------------------------------------------------------------

CALLER = Path(__file__).parent / "api" / "caller.py"


def test_a_program_that_uses_every_name_is_strictly_typed():
    text = CALLER.read_text("utf-8")
    assert [name for name in banmian.__all__ if not re.search(rf"\b{name}\b", text)] == []
    command = [sys.executable, "-m", "mypy", "--strict", "--config-file", os.devnull, "--follow-imports", "silent"]
    command += ["--namespace-packages", "--explicit-package-bases", "--ignore-missing-imports"]
    environment = {**os.environ, "MYPYPATH": str(ROOT / "render")}
    done = subprocess.run([*command, CALLER], capture_output=True, text=True, env=environment, check=False, cwd=ROOT)
    assert done.returncode == 0, done.stdout + done.stderr


def test_the_names_of_outputs_are_no_secret():
    assert all(f'"{name}"' in SECTIONS["Newspaper"] for name in OUTPUTS)
