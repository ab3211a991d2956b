"""Outputs: what each row of the table has to do, a new one put in, and which files of an issue some pages make."""

import contextlib
import json
import sys

import pytest

import banmian
from banmian import outputs
from banmian.cli import main
from banmian.model.plant import PressOrder
from banmian.outputs import OUTPUTS, OutputFile, read_output

ORDER = PressOrder(ink=False)
NEW = """
from banmian.outputs import OutputFile

def files(job):
    for plate in job.plates:
        text = "".join(run.text for run in plate.texts())
        yield OutputFile(f"plain/{plate.page}.txt", (plate,), lambda made, text=text: text.encode())
    yield OutputFile("plain/list", job.plates, lambda made: "\\n".join(made).encode(), listing=True)

def earlier(out, day):
    return (out / "plain").glob("*")
"""


@pytest.fixture
def folder(write_issue):
    """An issue of three pages; its folder."""
    pages = [{"number": n, "layout": "toy-inner", "articles": [f"a{n}"]} for n in (2, 3, 4)]
    articles = [{"id": f"a{n}", "headline": "标题", "body": [f"第{n}版正文。" * 12]} for n in (2, 3, 4)]
    return write_issue.as_folder(pages, articles)


@pytest.fixture
def plain(tmp_path, monkeypatch):
    """An output that is a module and a line in the table."""
    (tmp_path / "plain_output.py").write_text(NEW, "utf-8")
    monkeypatch.syspath_prepend(tmp_path)
    monkeypatch.setitem(OUTPUTS, "plain", "plain_output")
    yield "plain"
    sys.modules.pop("plain_output", None)


def names(out):
    return sorted(path.relative_to(out).as_posix() for path in out.rglob("*") if path.is_file())


@pytest.mark.parametrize("name", OUTPUTS)
def test_an_output_says_its_files_before_it_makes_one(name, folder, monkeypatch):
    listed = []

    def files(job):
        listed.extend(read_output(name).files(job))
        return []

    newspaper = banmian.make(folder, press=ORDER)
    module = type("Output", (), {"files": staticmethod(files), "earlier": staticmethod(lambda *_: ())})
    monkeypatch.setattr("banmian.writing.read_output", lambda _: module)
    newspaper.render(name)
    assert listed
    assert all(isinstance(file, OutputFile) and callable(file.make) for file in listed)
    assert all(file.name.startswith(f"{name}/") and set(file.plates) <= set(newspaper.plates) for file in listed)
    assert len({file.name for file in listed}) == len(listed)


def test_a_new_output_is_a_module_and_a_line(folder, plain, tmp_path, capsys):
    out = tmp_path / "out"
    assert main(["build", str(folder), "-o", str(out), "--only", plain]) == 0
    capsys.readouterr()
    assert names(out) == ["plain/2.txt", "plain/3.txt", "plain/4.txt", "plain/list", "report.json"]
    assert "第3版正文。" in (out / "plain/3.txt").read_text("utf-8")
    assert (out / "plain/list").read_text("utf-8") == "plain/2.txt\nplain/3.txt\nplain/4.txt"
    assert "press/20261123-02.pdf" in banmian.make(folder, press=ORDER).render()


@pytest.mark.usefixtures("plain")
def test_outputs_are_made_together_or_not_at_all(folder, tmp_path, monkeypatch):
    out = tmp_path / "out"
    before = banmian.build(folder, out, press=ORDER)
    texts = {file: file.read_bytes() for file in before.files}
    monkeypatch.setattr("plain_output.files", lambda job: [OutputFile("plain/x", job.plates, lambda _: 1 / 0)])
    with pytest.raises(ZeroDivisionError):
        banmian.build(folder, out, press=ORDER)
    assert {out / name: (out / name).read_bytes() for name in names(out)} == texts


def test_some_pages_make_their_files_and_no_other(folder, tmp_path):
    out = tmp_path / "out"
    banmian.build(folder, out, press=ORDER)
    before = {name: (out / name).stat().st_mtime_ns for name in names(out)}
    result = banmian.build(folder, out, press=ORDER, pages=[3])
    written = {file.relative_to(out).as_posix() for file in result.files}
    assert written == {"press/20261123-03.pdf", "press/manifest.json", "screen/20261123-03.pdf", "report.json"}
    assert {name for name in before if (out / name).stat().st_mtime_ns != before[name]} == written & before.keys()
    (said,) = (finding for finding in result.findings if finding.code == "not-made-anew")
    assert (said.file, "page 3" in said.message) == ("screen/20261123.pdf", True)
    manifest = json.loads((out / "press/manifest.json").read_bytes())
    assert [entry["pages"] for entry in manifest["files"]] == [[2], [3], [4]]


def test_pages_alone_in_a_new_folder_leave_nothing_to_be_said(folder, tmp_path):
    result = banmian.build(folder, tmp_path / "out", only="screen", pages=[2, 4])
    assert names(tmp_path / "out") == ["report.json", "screen/20261123-02.pdf", "screen/20261123-04.pdf"]
    assert "not-made-anew" not in {finding.code for finding in result.findings}


def test_a_screen_page_is_a_function_of_its_page(folder):
    alone = banmian.make(folder, pages=3).render("screen")
    some = banmian.make(folder, pages=[3, 4]).render("screen")
    assert some == {**alone, "screen/20261123-04.pdf": some["screen/20261123-04.pdf"]}


def test_all_pages_by_number_are_the_whole_issue(folder, tmp_path):
    banmian.build(folder, tmp_path / "out", only="screen", pages=[3])
    banmian.build(folder, tmp_path / "out", only="screen", pages=[4, 3, 2])
    assert names(tmp_path / "out") == ["report.json", "screen/20261123.pdf"], "and what is of single pages is gone"


def test_the_table_is_what_the_command_offers(capsys):
    with contextlib.suppress(SystemExit):
        main(["build", "--help"])
    assert f"--only {','.join(outputs.OUTPUTS)}" in capsys.readouterr().out


def test_what_is_not_ours_stays_in_the_screen_folder(folder, tmp_path):
    mine = tmp_path / "out" / "screen" / "20261123-notes.pdf"
    mine.parent.mkdir(parents=True)
    mine.write_bytes(b"mine")
    banmian.build(folder, tmp_path / "out", only="screen", pages=[3])
    banmian.build(folder, tmp_path / "out", only="screen")
    assert names(tmp_path / "out") == ["report.json", "screen/20261123-notes.pdf", "screen/20261123.pdf"]
