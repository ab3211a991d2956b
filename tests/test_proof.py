"""`banmian galley --pdf`: the proof as a reader of PDFs sees it, with PDFium for a judge."""

import io
import subprocess
import sys
from itertools import pairwise

import pikepdf
import pypdfium2
import pytest
from pypdfium2 import raw

from banmian.faces import FaceLibrary
from banmian.galleys import set_galley
from banmian.model import Setting
from banmian.proof import MARGIN, NUMBER_SIZE, proof

MEASURE, SIZE = 13, 9.0
A4 = (595.28, 841.89)
PARAGRAPH = "第{}段：“党员先锋岗”160多个，1500余名党员（轮流）战斗；他说：‘好’——真好……《完》。information technology。"
TEXT = "\n".join(PARAGRAPH.format(number) * 2 for number in range(1, 46)) + "\n\n末段。"


class Page:
    """The printed characters of a page in the order of the PDF, each with its size and where it is drawn."""

    def __init__(self, page):
        text = page.get_textpage()
        self.size = page.get_size()
        self.found = []
        x, y = raw.c_double(), raw.c_double()
        for at in range(text.count_chars()):
            character = chr(raw.FPDFText_GetUnicode(text, at))
            if raw.FPDFText_IsGenerated(text, at) != 1 and not character.isspace():
                raw.FPDFText_GetCharOrigin(text, at, x, y)
                self.found.append((character, round(raw.FPDFText_GetFontSize(text, at), 2), x.value, y.value))

    def of(self, size):
        return [(character, x, y) for character, its, x, y in self.found if its == size]


def pages(data):
    return [Page(page) for page in pypdfium2.PdfDocument(data)]


def solid(text):
    return "".join(text.split())


@pytest.fixture(scope="module")
def library():
    return FaceLibrary()


@pytest.fixture(scope="module", params=[False, True], ids=["horizontal", "vertical"])
def made(request, library):
    """A galley of three pages and its proof, in lines of both directions."""
    galley = set_galley(TEXT, MEASURE, Setting(vertical=request.param), library)
    return galley, proof(galley, MEASURE, SIZE, library)


def test_every_character_is_in_the_proof_once_and_in_order(made):
    found = pages(made[1])
    assert len(found) == 3
    assert "".join(character for page in found for character, *_ in page.of(SIZE)) == solid(TEXT)


def numbers(page):
    """The small numbers of a page, each with the places of its digits: digits of one height that stand together."""
    found = []
    for character, x, y in page.of(NUMBER_SIZE):
        text, places = found[-1] if found else ("", [])
        if text and abs(y - places[-1][1]) < 0.01 and 0 < x - places[-1][0] < NUMBER_SIZE:
            found[-1] = text + character, [*places, (x, y)]
        else:
            found.append((character, [(x, y)]))
    return {int(text): places for text, places in found}


def test_nothing_else_is_printed_but_the_number_of_every_fifth_line(made):
    galley, data = made
    found = pages(data)
    assert sorted(number for page in found for number in numbers(page)) == [*range(5, len(galley.lines) + 1, 5)]
    assert {size for page in found for _, size, *_ in page.found} == {SIZE, NUMBER_SIZE}


def test_a_number_stands_beside_its_line(made):
    """Right-aligned half an em left of the measure, on the baseline; over a vertical line and in its middle."""
    galley, data = made
    shown = [(number, *at) for number, page in enumerate(pages(data)) for at in page.of(SIZE)]
    beside = {n: (at, places) for at, page in enumerate(pages(data)) for n, places in numbers(page).items()}
    before, looked = 0, 0
    for number, line in enumerate(galley.lines, 1):
        page, character, x, y = shown[before]
        before += len(solid(galley.sorts.text[line.start : line.end]))
        if number not in beside:
            continue
        its_page, places = beside[number]
        assert its_page == page, number
        if not galley.sorts.setting.vertical:
            assert {round(at, 2) for _, at in places} == {round(y, 2)}
            start = x - line.indent * SIZE + (SIZE / 2 if character in "“‘（《" else 0.0)  # P10
            assert places[-1][0] == pytest.approx(start - SIZE / 2 - NUMBER_SIZE * 0.55, abs=0.2 * NUMBER_SIZE)
        elif "一" <= character <= "龥":
            middle = (places[0][0] + places[-1][0] + NUMBER_SIZE * 0.55) / 2
            assert middle == pytest.approx(x + SIZE / 2, abs=0.1 * SIZE), number
            top = y + 0.88 * SIZE + line.indent * SIZE
            assert places[0][1] == pytest.approx(top + NUMBER_SIZE / 2, abs=0.2 * SIZE), number
        else:
            continue
        looked += 1
    assert looked > 10


def test_lines_stand_a_pitch_and_a_half_apart_and_inside_the_margins(made):
    galley, data = made
    across = 1 if galley.sorts.setting.vertical else 2
    for page in pages(data):
        assert page.size == pytest.approx(A4, abs=0.01)
        for _, x, y in page.of(SIZE):
            assert MARGIN - 0.01 <= x <= A4[0] - MARGIN + 0.01
            assert MARGIN - 0.01 <= y <= A4[1] - MARGIN + 0.01
    places = sorted({round(at[across], 1) for at in pages(data)[0].of(SIZE) if "一" <= at[0] <= "龥"})
    steps = {round(after - before, 1) for before, after in pairwise(places)}
    assert min(steps) >= 1.5 * SIZE - 0.2


@pytest.mark.parametrize(
    ("vertical", "measure", "size", "page"),
    [
        (False, 13, 9.0, A4),
        (False, 60, 9.0, (637.04, A4[1])),  # 540 pt, two margins of 15 mm, and room for the numbers on both sides
        (False, 20, 40.0, (897.04, A4[1])),
        (True, 60, 9.0, A4),
        (True, 100, 9.0, (A4[0], 997.04)),
    ],
)
def test_a_page_is_a4_or_as_wide_as_its_lines_ask(library, vertical, measure, size, page):
    galley = set_galley("天地玄黄，" * 60, measure, Setting(vertical=vertical), library)
    found = pages(proof(galley, measure, size, library))
    assert [its.size for its in found] == [pytest.approx(page, abs=0.01)] * len(found)
    assert "".join(character for its in found for character, *_ in its.of(size)) == "天地玄黄，" * 60


def test_the_same_galley_gives_the_same_bytes(made, library):
    galley, data = made
    again = set_galley(TEXT, MEASURE, galley.sorts.setting, FaceLibrary())
    assert proof(again, MEASURE, SIZE, library) == data


def test_no_text_is_an_empty_page(library):
    (page,) = pages(proof(set_galley("", MEASURE, Setting(), library), MEASURE, SIZE, library))
    assert page.found == []


# ---- the command ------------------------------------------------------------------------------------------


def command(*arguments, text="天地玄黄宇宙，洪荒。\n日月盈昃"):
    return subprocess.run(
        [sys.executable, "-m", "banmian", "galley", "-", *map(str, arguments)],
        input=text.encode(),
        capture_output=True,
        check=False,
    )


def test_the_command_writes_the_proof_and_prints_the_lines_all_the_same(tmp_path):
    file = tmp_path / "new" / "proof.pdf"
    done = command("--measure", 6, "--size", 20, "--vertical", "--lang", "zh-Hant-TW", "--pdf", file)
    assert done.returncode == 0, done.stderr
    assert [path.name for path in file.parent.iterdir()] == ["proof.pdf"]
    assert str(file) in done.stderr.decode()
    assert done.stdout.decode().split("\n")[0].endswith("　　天地玄黄")
    (page,) = pages(file.read_bytes())
    assert "".join(character for character, *_ in page.of(20.0)) == "天地玄黄宇宙，洪荒。日月盈昃"
    middles = sorted({round(x) for _, x, _ in page.of(20.0)}, reverse=True)
    assert len(middles) >= 3, "lines run down the page, side by side"
    with pikepdf.open(io.BytesIO(file.read_bytes())) as pdf:
        assert str(pdf.Root.Lang) == "zh-Hant-TW"


def test_a_second_run_writes_the_same_bytes_over_the_first(tmp_path):
    first, second = tmp_path / "a.pdf", tmp_path / "b.pdf"
    second.write_bytes(b"yesterday")
    for file in (first, second):
        assert command("--pdf", file).returncode == 0
    assert first.read_bytes() == second.read_bytes()


@pytest.mark.parametrize(
    "arguments",
    [["--size", "0"], ["--size", "nan"], ["--measure", "0.5"], ["--lang", "zh"], ["--lang", "zh", "--vertical"]],
    ids=" ".join,
)
def test_what_cannot_be_set_is_refused_before_anything_is_written(tmp_path, arguments):
    done = command(*arguments, "--pdf", tmp_path / "proof.pdf")
    assert done.returncode == 2
    assert b"expected" in done.stderr
    assert not list(tmp_path.iterdir())


@pytest.mark.parametrize("place", ["folder", "folder/over/proof.pdf", "file/proof.pdf"])
def test_a_place_that_cannot_be_written_is_a_finding_and_nothing_is_left(tmp_path, place):
    (tmp_path / "folder").mkdir()
    (tmp_path / "folder" / "over").mkdir()
    if place.count("/") == 2:
        (tmp_path / "folder" / "over" / "proof.pdf").mkdir()
    (tmp_path / "file").write_text("no folder", "utf-8")
    before = sorted(tmp_path.rglob("*"))
    done = command("--pdf", tmp_path / place)
    assert done.returncode == 2
    assert b"error[unwritable]" in done.stderr
    assert b"name another file" in done.stderr
    assert sorted(tmp_path.rglob("*")) == before
    assert (tmp_path / "file").read_text("utf-8") == "no folder"
