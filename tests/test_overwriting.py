"""No command writes an output over a file that it reads: a usage error, and the file is as it was."""

import shutil

import pikepdf
import pytest
from PIL import Image

from banmian.cli.main import main

LAYOUT = "tabloid-back"


@pytest.fixture
def there(write_issue, tmp_path, monkeypatch):
    """The current folder: issue/ with a photograph and an advert, a.pdf, pages/ of PDFs, a.txt, plant.toml, links."""
    photo = {"file": "photos/20261123-01.png", "alt": "图"}
    article = {"id": "a", "headline": "标题", "body": ["正文。"], "photos": [photo]}
    adverts = [{"slot": "G", "file": "press/manifest.json.png"}]
    pages = [{"number": 1, "layout": LAYOUT, "articles": ["a"], "adverts": adverts}]
    monkeypatch.chdir(tmp_path)
    issue = write_issue.as_folder(pages, [article]).rename(tmp_path / "issue")
    for name in ("photos/20261123-01.png", "press/manifest.json.png"):
        (issue / name).parent.mkdir(exist_ok=True)
        Image.new("RGB", (900, 600), (90, 90, 90)).save(issue / name)
    pdf = pikepdf.new()
    pdf.add_blank_page(page_size=(300, 400))
    pdf.save("a.pdf")
    (tmp_path / "pages").mkdir()
    shutil.copy("a.pdf", "pages/b.pdf")
    (tmp_path / "a.txt").write_text("正文。", "utf-8")
    (tmp_path / "plant.toml").write_text('name = "p"\n', "utf-8")
    (tmp_path / "link.pdf").symlink_to("a.pdf")
    (tmp_path / "hard.txt").hardlink_to("a.txt")
    return tmp_path


def state(folder):
    return {path: path.read_bytes() for path in sorted(folder.rglob("*")) if path.is_file()}


@pytest.mark.parametrize(
    "command",
    [
        "preflight a.pdf --no-ink -o a.pdf",
        "preflight a.pdf --no-ink --html a.pdf",
        "preflight a.pdf --no-ink --html link.pdf",
        "preflight link.pdf --no-ink -o a.pdf",
        "preflight a.pdf --no-ink --json -o ./pages/../a.pdf",
        "preflight pages --no-ink -o pages/b.pdf",
        "preflight issue --no-ink -o issue/issue.toml",
        "preflight issue --no-ink --html issue/photos/20261123-01.png",
        "preflight a.pdf --no-ink --plant plant.toml -o plant.toml",
        "preflight a.pdf --no-ink -o r.html --html r.html",
        "galley a.txt --pdf a.txt",
        "galley hard.txt --pdf a.txt",
        "proof a.pdf --contact-sheet -o a.pdf",
        "proof issue --dpi 20 -o issue/photos",
        "proof issue --contact-sheet -o issue/photos/20261123-01.png",
        "proof issue --plates --dpi 20 --plant plant.toml -o plant.toml",
        "convert a.txt -o a.txt",
        "convert a.txt -o .",
        "init issue --paper 报",
    ],
)
def test_no_output_is_written_over_an_input(there, command, capsys):
    before = state(there)
    assert main(command.split()) == 2
    assert capsys.readouterr().err
    assert state(there) == before


def test_a_build_does_not_overwrite_what_its_issue_names(there, capsys):
    """A photograph may have the name of a file that the build writes."""
    issue = there / "issue"
    for name in ("report.json", "press/20261123-01.pdf"):
        shutil.copy(there / "a.pdf", issue / name)
        text = (issue / "issue.toml").read_text("utf-8")
        (issue / "issue.toml").write_text(text.replace("press/manifest.json.png", name), "utf-8")
        if name == "report.json":
            shutil.copy(issue / "photos" / "20261123-01.png", issue / name)
        before = state(there)
        assert main(["build", "issue", "-o", "issue", "--no-ink"]) == 2
        assert "usage" in capsys.readouterr().err
        assert state(there) == before
        (issue / "issue.toml").write_text(text, "utf-8")


def test_a_layout_is_not_overwritten_by_its_picture(there):
    shutil.copy(next((there / "issue").glob("layouts/toy-*.toml")), "d.svg")
    before = state(there)
    assert main(["layouts", "preview", "./d.svg", "-o", "d.svg"]) == 2
    assert state(there) == before


def test_imposed_spreads_are_not_written_over_pages(there, capsys):
    from banmian import build
    from banmian.model.plant import PressOrder

    build("issue", "out", only=("press",), press=PressOrder(ink=False))
    (page,) = (there / "out" / "press").glob("*.pdf")
    names = ["sheet1-front-04-01.pdf", "02.pdf", "03.pdf", "04.pdf"]
    for name in names:
        shutil.copy(page, name)
    before = state(there)
    assert main(["impose", *names, "-o", "."]) == 2
    assert "sheet1-front-04-01.pdf" in capsys.readouterr().err
    assert state(there) == before


@pytest.mark.parametrize(
    "command",
    [
        "preflight a.pdf --no-ink -o r.txt",
        "preflight pages --no-ink --html pages/r.html",
        "proof issue --dpi 20 -o issue/proofs",
        "galley a.txt --pdf p.pdf",
        "build issue --no-ink -o issue/out",
    ],
)
@pytest.mark.usefixtures("there")
def test_what_a_command_wrote_before_it_may_write_again(command):
    first = main(command.split())
    assert first < 2
    assert main(command.split()) == first
