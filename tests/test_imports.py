"""A command pays only for what it uses: the libraries that each one loads (promise 9)."""

import json
import subprocess
import sys

import pytest
from PIL import Image

HEAVY = {"numpy", "reportlab", "uharfbuzz", "weasyprint", "PIL", "pikepdf", "pypdfium2", "yaml", "msgspec", "isal"}
HEAVY |= {"lunardate", "marisa_trie"}
PARTS = {"numpy.ma", "PIL.ImageCms", "banmian.pdf.mend"}
"""What a build of text needs not, and takes some ms: np.unique and np.isin may load the first by themselves."""
NEVER = {"fontTools", "hypothesis", "pytest", "setuptools", "rich", "pydantic", "rjieba"}

COMMAND = "from banmian.cli import main; code = main(sys.argv[1:])"
PLATES = "import banmian; banmian.make(sys.argv[1]).plates; code = 0"
PROGRAM = """
import json, sys
try:
    {}
except SystemExit as stop:
    code = stop.code
print("\\0" + json.dumps([code or 0, sorted(sys.modules)]))
"""


def loaded(*arguments, program=COMMAND):
    """Which of the libraries a command loads. Run in a process of its own."""
    done = subprocess.run(
        [sys.executable, "-c", PROGRAM.format(program), *map(str, arguments)],
        capture_output=True,
        text=True,
        check=False,
    )
    assert "\0" in done.stdout, done.stderr
    code, names = json.loads(done.stdout.rpartition("\0")[2])
    assert code == 0, done.stderr
    return set(names) & (HEAVY | PARTS | NEVER)


@pytest.mark.parametrize("arguments", [["--version"], ["--help"], ["build", "--help"]], ids=" ".join)
def test_version_and_help_load_no_library(arguments):
    assert loaded(*arguments) == set()


def test_listing_the_layouts_loads_no_typesetter_and_no_pdf():
    assert loaded("layouts", "list") <= {"msgspec"}


def test_the_schema_needs_only_the_model():
    assert loaded("schema") <= {"msgspec", "yaml"}


@pytest.fixture
def issue(write_issue):
    """Write an issue of one page; return its folder."""

    def issue(*, adverts=(), photos=(), form="as_folder"):
        pages = [{"number": 2, "layout": "toy-inner", "articles": ["a"], "adverts": list(adverts)}]
        articles = [{"id": "a", "headline": "标题", "body": ["“正文”5人·。"], "photos": list(photos)}]
        folder = getattr(write_issue, form)(pages, articles)
        Image.new("RGB", (1800, 1200)).save(folder / "a.png")  # dots enough for print
        (folder / "a.html").write_text("<p>启事</p>", "utf-8")
        return folder

    return issue


def test_pages_without_pictures_are_made_up_without_pillow_and_without_reportlab(issue):
    assert loaded(issue(), program=PLATES) <= {"numpy", "uharfbuzz", "msgspec", "yaml", "lunardate"}


def test_json_is_read_without_yaml(issue):
    assert "yaml" not in loaded(issue(form="as_json"), program=PLATES)


def test_pictures_are_what_loads_pillow(issue):
    assert "PIL" in loaded(issue(photos=[{"file": "a.png"}]), program=PLATES)


def test_a_build_without_html_and_pdf_adverts_loads_neither_weasyprint_nor_pikepdf(issue, tmp_path):
    """Pillow is loaded here in any case: ReportLab does it by itself. Ink within the limit is reckoned, not drawn."""
    found = loaded("build", issue(photos=[{"file": "a.png"}]), "-o", tmp_path / "out")
    assert found & {"weasyprint", "pikepdf", "pypdfium2"} == set()
    assert found & NEVER == set()


def test_a_press_page_of_text_loads_no_colour_management(issue, tmp_path):
    found = loaded("build", issue(), "-o", tmp_path / "out", "--only", "press", "--no-ink")
    assert "reportlab" in found
    assert found & PARTS == set()


def test_importing_banmian_is_free():
    program = "import banmian, sys; print(sorted({n.partition('.')[0] for n in sys.modules}))"
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert [name for name in HEAVY | NEVER if f"'{name}'" in done.stdout] == []
